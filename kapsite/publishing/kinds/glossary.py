"""``glossary.md``: an introduction, and a ``##`` heading for each term."""

import re
from collections.abc import Iterator

from kapsite.publishing import frontmatter
from kapsite.publishing.kinds import Loaded
from kapsite.publishing.kinds.sections import Entry, split
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
                problems.append(Problem(path, entry.line, f"“{term.slug}” stands twice."))
            if not term.definition:
                message = f"“{term.name}” has no definition; write one plain sentence below it."
                problems.append(Problem(path, entry.line, message))
            terms[term.slug] = term
        lines = {(glossary.key, "body"): parsed.body_line}
        return Loaded(path, glossary, list(terms.values()), problems, lines)

    def text(self, loaded: Loaded, like: str = "") -> str:
        """Front matter, introduction, terms in the order of their names."""
        assert loaded.document is not None
        terms = sorted(loaded.rows, key=lambda term: term.name.lower())
        parts = [loaded.document.body, *(_markdown(term) for term in terms)]
        body = "\n\n".join(part for part in parts if part)
        return frontmatter.dump(loaded.document.meta, body, like=like)

    def stored(self) -> Iterator[Loaded]:
        """The glossary, where there is one."""
        for glossary in Glossary.objects.all()[:1]:
            yield Loaded(PATH, glossary, list(Term.objects.all()))

    def save(self, loaded: Loaded) -> None:
        """Write the glossary; terms that the file no longer has go."""
        glossary = loaded.document
        assert glossary is not None
        glossary.pk = Glossary.objects.values_list("pk", flat=True).first()
        glossary.save()
        known = dict(Term.objects.values_list("slug", "pk"))
        for term in loaded.rows:
            term.pk = known.pop(term.slug, None)
            term.save()
        Term.objects.filter(pk__in=known.values()).delete()


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
    parts = [f"## {term.name} {{#{term.slug}}}", term.definition]
    if term.forms:
        parts.append(f"Also: {', '.join(term.forms)}")
    if not term.automatic:
        parts.append("Match: by hand")
    return "\n\n".join(parts)
