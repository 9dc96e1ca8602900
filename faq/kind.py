"""A set of questions as a content file: introduction, a ``##`` a question, conclusion."""

import posixpath
import re
from collections.abc import Iterator

from faq.models import Question, QuestionSet
from kapsite.publishing import frontmatter
from kapsite.publishing.kinds import Loaded
from kapsite.publishing.kinds.document import SLUG, slug_problems
from kapsite.publishing.kinds.sections import Entry, split
from kapsite.publishing.problems import Problem

CONCLUSION = "conclusion"
LABELS = {"concern": "Concern", "short_answer": "Short answer"}
LABELLED = re.compile(r"\*\*(?P<label>Concern|Short answer):?\*\*:?[ \t]*")


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
        loaded.lines[document.key, "body"] = parsed.body_line
        questions: list[Question] = []
        for entry in entries:
            if entry.id == CONCLUSION:
                document.conclusion = entry.text
                loaded.lines[document.key, "conclusion"] = entry.text_line
            else:
                questions.append(_question(entry, len(questions), loaded))
        document.held_questions = questions
        if not questions:
            message = "no questions; write each as a “## …?” heading with its answer below."
            loaded.problems.append(Problem(path, parsed.body_line, message, "warning"))
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """Front matter, introduction, questions, conclusion."""
        document = loaded.document
        assert isinstance(document, QuestionSet)
        parts = [document.body, *map(_markdown, document.loaded_questions())]
        if document.conclusion:
            parts.append(f"## Conclusion {{#{CONCLUSION}}}\n\n{document.conclusion}")
        body = "\n\n".join(part for part in parts if part)
        return frontmatter.dump(document.meta, body, like=like)

    def stored(self) -> Iterator[Loaded]:
        """Every set with its questions."""
        for document in QuestionSet.objects.prefetch_related("questions"):
            yield Loaded(document.path, document)

    def save(self, loaded: Loaded) -> None:
        """Write the set; questions that the file no longer has go."""
        document = loaded.document
        assert isinstance(document, QuestionSet)
        rows = QuestionSet.objects.filter(slug=document.slug)
        document.pk = rows.values_list("pk", flat=True).first()
        questions = document.loaded_questions()
        document.save()
        # A question may come from another set: its address is one on the whole site.
        slugs = [question.slug for question in questions]
        known = dict(Question.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        for question in questions:
            question.pk = known.get(question.slug)
            question.set = document
            question.save()
        Question.objects.filter(set=document).exclude(slug__in=slugs).delete()


def _question(entry: Entry, position: int, loaded: Loaded) -> Question:
    question = Question(slug=entry.id, title=entry.title, position=position)
    if not SLUG.fullmatch(entry.id) or len(entry.id) > 100:
        message = f"“{entry.id}” is no address; end the heading with “{{#a-short-name}}”."
        loaded.problems.append(Problem(loaded.path, entry.line, message))
    line, rest = entry.text_line, entry.text
    while match := LABELLED.match(rest):
        paragraph, _, after = rest[match.end() :].partition("\n\n")
        name = next(key for key, label in LABELS.items() if label == match["label"])
        setattr(question, name, paragraph.strip())
        loaded.lines[question.key, name] = line
        taken = len(rest) - len(after.lstrip("\n"))
        line += rest.count("\n", 0, taken)
        rest = after.lstrip("\n")
    question.body = rest
    loaded.lines[question.key, "body"] = line
    loaded.problems += [
        Problem(
            loaded.path,
            entry.line,
            f"“{entry.title}” has no {label.lower()}; begin with “**{label}:** …”.",
            "warning",
        )
        for name, label in LABELS.items()
        if not getattr(question, name)
    ]
    return question


def _markdown(question: Question) -> str:
    parts = [f"## {question.title} {{#{question.slug}}}"]
    parts += [
        f"**{label}:** {text}"
        for name, label in LABELS.items()
        if (text := getattr(question, name))
    ]
    return "\n\n".join([*parts, *([question.body] if question.body else [])])


KIND = QuestionSetKind()
