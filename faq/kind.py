"""A set of questions as a content file: introduction, a ``##`` a question, conclusion."""

import posixpath
import re
from collections.abc import Iterator

from faq.models import Question, QuestionSet
from kapsite.publishing import filetext, frontmatter
from kapsite.publishing.kinds import Loaded, field_problems
from kapsite.publishing.kinds.document import SLUG, slug_problems
from kapsite.publishing.kinds.sections import Entry, deepen, heading, rejoin, split
from kapsite.publishing.problems import Problem

CONCLUSION = "conclusion"
LABELS = {"concern": "Concern", "short_answer": "Short answer"}
LABELLED = re.compile(r"\*\*(?P<label>Concern|Short answer):?\*\*:?[ \t]*")
GAP = re.compile(r"(?:\n[ \t]*)+\n")


class QuestionSetKind:
    """The files in ``content/faq``."""

    def claims(self, path: str) -> bool:
        """Whether it is a Markdown file right in the folder."""
        return posixpath.dirname(path) == QuestionSet.folder and path.endswith(".md")

    def load(self, path: str, text: str) -> Loaded:
        """The set, and its questions held in memory."""
        parsed = frontmatter.parse(path, text)
        found = slug_problems(path)
        if isinstance(parsed, list) or found:
            return Loaded(path, problems=found + (parsed if isinstance(parsed, list) else []))
        intro, entries = split(parsed.body, parsed.body_line)
        document = QuestionSet(slug=posixpath.basename(path).removesuffix(".md"), body=intro)
        document.take(parsed.meta)
        loaded = Loaded(path, document, problems=list(parsed.problems))
        loaded.lines = {(document.key, key): line for key, line in parsed.lines.items()}
        loaded.lines[document.key, "body"] = parsed.body_line
        questions: list[Question] = []
        for entry in entries:
            if entry.id != CONCLUSION:
                questions.append(_question(entry, len(questions), loaded))
            elif document.conclusion:
                message = "there are two conclusions; make one of them."
                loaded.problems.append(Problem(path, entry.line, message))
            else:
                document.conclusion = entry.text
                loaded.lines[document.key, "conclusion"] = entry.text_line
        document.held_questions = questions
        if not questions:
            message = "no questions; write each as a “## …?” heading with its answer below."
            loaded.problems.append(Problem(path, parsed.body_line, message, "warning"))
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """Front matter, introduction, questions, conclusion."""
        document = loaded.document
        assert isinstance(document, QuestionSet)
        sections = {one.slug: _markdown(one) for one in document.loaded_questions()}
        if document.conclusion:
            sections[CONCLUSION] = _conclusion(document.conclusion)
        old = frontmatter.parse("", like)
        body = old.body if isinstance(old, frontmatter.Document) else ""
        body = rejoin(deepen(document.body), sections, body, _rewritten)
        return filetext.dump(document.meta, body, like=like)

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """Every set with its questions."""
        for document in QuestionSet.rows.filter(live=live).prefetch_related("questions"):
            yield Loaded(document.path, document)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write the set; questions that the file no longer has go."""
        document = loaded.document
        assert isinstance(document, QuestionSet)
        rows = QuestionSet.rows.filter(slug=document.slug, live=live)
        document.pk = rows.values_list("pk", flat=True).first()
        document.live = live
        questions = document.loaded_questions()
        document.save()
        # A question may come from another set: its address is one on the whole site.
        slugs = [question.slug for question in questions]
        rows_of = Question.rows.filter(slug__in=slugs, live=live)
        known = dict(rows_of.values_list("slug", "pk"))
        for question in questions:
            question.pk = known.get(question.slug)
            question.set = document
            question.live = live
            question.save()
        Question.rows.filter(set=document).exclude(slug__in=slugs).delete()


def _question(entry: Entry, position: int, loaded: Loaded) -> Question:
    question = Question(slug=entry.id, title=entry.title, position=position)
    found = loaded.problems
    if not SLUG.fullmatch(entry.id):
        message = f"“{entry.id}” is no address; end the heading with “{{#a-short-name}}”."
        found.append(Problem(loaded.path, entry.line, message))
    found += field_problems(loaded.path, entry.line, question, "title")
    loaded.lines[question.key, "title"] = entry.line
    line, rest = entry.text_line, entry.text
    while match := LABELLED.match(rest):
        paragraph, gap, after = _first_paragraph(rest[match.end() :])
        name = next(key for key, label in LABELS.items() if label == match["label"])
        if getattr(question, name):
            message = f"“{match['label']}” stands twice here; make one of them."
            found.append(Problem(loaded.path, line, message))
        setattr(question, name, paragraph.strip())
        loaded.lines[question.key, name] = line
        line += f"{paragraph}{gap}".count("\n")
        rest = after
    question.body = rest
    loaded.lines[question.key, "body"] = line
    for missing in (label for name, label in LABELS.items() if not getattr(question, name)):
        message = f"“{entry.title}” has no {missing.lower()}; begin with “**{missing}:** …”."
        found.append(Problem(loaded.path, entry.line, message, "warning"))
    return question


def _first_paragraph(text: str) -> tuple[str, str, str]:
    match = GAP.search(text)
    if match is None:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :]


def _rewritten(entry: Entry) -> str:
    if entry.id == CONCLUSION:
        return _conclusion(entry.text)
    return _markdown(_question(entry, 0, Loaded("")))


def _conclusion(text: str) -> str:
    return f"## Conclusion {{#{CONCLUSION}}}\n\n{deepen(text)}"


def _markdown(question: Question) -> str:
    parts = [heading(question.title, question.slug)]
    for name, label in LABELS.items():
        # The file has one paragraph for each.
        lines = [line for line in getattr(question, name).split("\n") if line.strip()]
        parts += [f"**{label}:** " + "\n".join(lines)] if lines else []
    body = deepen(question.body)
    return "\n\n".join([*parts, *([body] if body else [])])


KIND = QuestionSetKind()
