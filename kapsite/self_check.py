"""The private self-check: what is asked, and what to talk over, in Markdown with the facts.

It never says whether somebody may have KAP: each answer names what to raise and with whom. Which
conditions stand here follows the labels of ketamine and esketamine, as the facts cite them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kapsite.publishing.library import Library
from kapsite.publishing.markdown import Page
from kapsite.self_check_questions import GROUPS, NEVER, Group, Question

Text = str | Promise


@dataclass(frozen=True)
class Asked:
    """A question as the page shows it; ``name`` is its place and says nothing of its subject."""

    name: str
    short: Text
    ask: Text
    yes: SafeString
    unsure: SafeString
    crisis: bool


@dataclass
class Shown:
    """The whole self-check, and the list of other choices."""

    groups: list[tuple[Text, list[Asked]]] = field(default_factory=list)
    instead: SafeString = field(default_factory=SafeString)

    @property
    def questions(self) -> list[Asked]:
        """All questions, in their order."""
        return [one for _title, asked in self.groups for one in asked]


def shown(books: Library) -> Shown:
    """The self-check with what ``books`` says."""
    page = Page(books.context("pages/self-check.md"))
    check = Shown()
    for group in GROUPS:
        start = len(check.questions) + 1
        asked = [
            _asked(f"q{number}", question, page)
            for number, question in enumerate(_questions(group, books), start)
        ]
        if asked:
            check.groups.append((group.title, asked))
    if "alternatives" in books.facts:
        check.instead = _html(page, "{fact:alternatives}")
    return check


def _questions(group: Group, books: Library) -> Iterator[Question]:
    yield from group.questions
    fact = books.facts.get(group.fact)
    for item in fact.items if fact else ():
        ask = _("Is this true for you: %(item)s?") % {"item": item}
        yield Question(capfirst(item), ask, NEVER.yes, NEVER.unsure)


def _asked(name: str, question: Question, page: Page) -> Asked:
    return Asked(
        name,
        question.short,
        question.ask,
        _html(page, question.yes),
        _html(page, question.unsure),
        question.crisis,
    )


def _html(page: Page, text: Text) -> SafeString:
    # Sanitized by Page.render, which is the one place that makes HTML from Markdown.
    return mark_safe(page.render(str(text)))  # noqa: S308
