"""``glossary.md``: an introduction, and a ``##`` heading for each term."""

import re
from collections.abc import Iterator

from kapsite.publishing import filetext, frontmatter
from kapsite.publishing.documents import Status
from kapsite.publishing.kinds import Loaded, field_problems, replace_rows
from kapsite.publishing.kinds.sections import Entry, deepen, heading, rejoin, split
from kapsite.publishing.models import Glossary, Term
from kapsite.publishing.problems import Problem

PATH = "glossary.md"
FORMS = re.compile(r"^Also:[ \t]*(?P<forms>.+)$", re.MULTILINE)
BY_HAND = re.compile(r"^Match:[ \t]*by hand[ \t]*$", re.MULTILINE | re.IGNORECASE)


class GlossaryKind:
    """The one file of terms."""

    def claims(self, path: str) -> bool:
        """Whether it is the glossary."""
        return path == PATH

    def load(self, path: str, text: str) -> Loaded:
        """The glossary and its terms."""
        parsed = frontmatter.parse(path, text)
        if isinstance(parsed, list):
            return Loaded(path, problems=parsed)
        intro, entries = split(parsed.body, parsed.body_line)
        glossary = Glossary(slug="glossary", body=intro)
        glossary.take(parsed.meta)
        problems = list(parsed.problems)
        terms: dict[str, Term] = {}
        for entry in entries:
            term = _term(entry)
            if term.slug in terms:
                message = f"the term “{term.slug}” stands twice; remove one of them."
                problems.append(Problem(path, entry.line, message))
            if not term.definition:
                message = f"“{term.name}” has no definition; write one plain sentence below it."
                problems.append(Problem(path, entry.line, message))
            problems += field_problems(path, entry.line, term, "slug", "name")
            terms[term.slug] = term
        lines = {(glossary.key, "body"): parsed.body_line}
        return Loaded(path, glossary, list(terms.values()), problems, lines)

    def text(self, loaded: Loaded, like: str = "") -> str:
        """Front matter, introduction, terms in the order of their names, or that of ``like``."""
        assert loaded.document is not None
        old = frontmatter.parse(PATH, like)
        body = old.body if isinstance(old, frontmatter.Document) else ""
        order = {entry.id: place for place, entry in enumerate(split(body, 1)[1])}
        terms = sorted(
            loaded.rows, key=lambda term: (order.get(term.slug, len(order)), term.name.lower())
        )
        sections = {term.slug: _markdown(term) for term in terms}
        intro = deepen(loaded.document.body)
        body = rejoin(intro, sections, body, lambda entry: _markdown(_term(entry)))
        return filetext.dump(loaded.document.meta, body, like=like)

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """The glossary, where there is one, or terms that staff wrote before it."""
        terms = list(Term.objects.all())
        glossary = Glossary.rows.filter(live=live).first()
        if terms and glossary is None and not live:
            glossary = Glossary(slug="glossary", title="Glossary", status=Status.PUBLISHED)
        if glossary is not None:
            yield Loaded(PATH, glossary, terms)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write the glossary; terms, of which there is one copy, go where the file has them not."""
        glossary = loaded.document
        assert glossary is not None
        glossary.pk = Glossary.rows.filter(live=live).values_list("pk", flat=True).first()
        glossary.live = live
        glossary.save()
        if live:
            return
        replace_rows(Term, loaded.rows, "slug")


def _term(entry: Entry) -> Term:
    forms = FORMS.search(entry.text)
    definition = BY_HAND.sub("", FORMS.sub("", entry.text))
    return Term(
        slug=entry.id,
        name=entry.title,
        definition=" ".join(definition.split()),
        forms=[form.strip() for form in forms["forms"].split(",") if form.strip()] if forms else [],
        automatic=not BY_HAND.search(entry.text),
    )


def _markdown(term: Term) -> str:
    parts = [heading(term.name, term.slug), " ".join(term.definition.split())]
    if term.forms:
        parts.append(f"Also: {', '.join(term.forms)}")
    if not term.automatic:
        parts.append("Match: by hand")
    return "\n\n".join(parts)
