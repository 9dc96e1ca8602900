"""What the rules hold content against: references, facts, words, routes, as the site has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kapsite.publishing import library
from kapsite.publishing.blocks import Block
from kapsite.publishing.documents import Document, Readable
from kapsite.publishing.models import Fact, Reference, Term, Word
from kapsite.publishing.problems import Level, Problem
from kapsite.publishing.rendering import render
from kapsite.publishing.standards import (
    balance,
    citations,
    contradictions,
    reading,
    routes,
    structure,
    wording,
)
from kapsite.publishing.standards.contradictions import Known
from kapsite.publishing.standards.prose import Prose
from kapsite.publishing.standards.wording import Wording

EXCLUSIONS = ("exclusions", "pregnancy", "breastfeeding")  # facts on who should not have it
FACTS, GLOSSARY = "facts.toml", "glossary.md"
# Rendering finds these before any rule does: what its message holds, and the rule's name.
RENDERING = (
    ("alternative text", "images"),
    ("the image", "images"),
    ("the title's own level", "structure"),
    ("no reference", "citation"),
    ("no fact", "fact"),
    ("no clinic", "fact"),
    ("no glossary term", "term"),
    ("link", "link"),
    ("document", "link"),
    ("section", "link"),
)
Lines = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class House:
    """A snapshot for one run of the rules."""

    books: library.Library
    references: Mapping[str, Reference] = field(default_factory=dict)
    facts: Sequence[Fact] = ()
    wordings: Sequence[Wording] = ()

    @property
    def routes(self) -> list[str]:
        """The words of every way of giving it whose status a fact tells."""
        return [word for fact in self.facts for word in fact.route]

    @property
    def known(self) -> list[Known]:
        """The facts that say how long or how many."""
        return [Known(fact.key, tuple(fact.subject), fact.quantity) for fact in self.facts]

    @property
    def exclusions(self) -> str:
        """All that the facts say on who should not have it."""
        named = [fact for fact in self.facts if fact.key.startswith(EXCLUSIONS)]
        return " ".join(f"{fact.text} {' '.join(fact.items)}" for fact in named)


def load() -> House:
    """The house as its writers have it, drafts included."""
    return House(
        books=library.load(drafts=True),
        references=library.by_key(Reference.objects.all()),
        facts=list(Fact.objects.all()),
        wordings=[wording_of(word) for word in Word.objects.all()],
    )


def wording_of(word: Word) -> Wording:
    """A row of the staff's list as the rule reads it."""
    level: Level = "error" if word.level == Word.Level.ERROR else "warning"
    words, near, allow = tuple(word.words), tuple(word.near), tuple(word.allow)
    return Wording(words, near, allow, word.why, word.instead, level)


def check(document: Document, house: House, lines: Lines) -> Iterator[tuple[Prose, list[Problem]]]:
    """Each page that a document makes, with what is wrong with it."""
    for readable in document.readables():
        yield check_page(readable, document.path, house, lines)


def check_page(
    readable: Readable, path: str, house: House, lines: Lines
) -> tuple[Prose, list[Problem]]:
    """A page's text, and every finding in it."""
    page = render(readable, house.books, path, lines).page
    prose = Prose(
        path,
        page.blocks,
        front(readable, lines),
        frozenset(page.citations),
        frozenset(page.facts),
        frozenset(link.key for link in page.links),
        readable.raised,
    )
    found = [
        *map(named, page.problems),
        *structure.check(prose),
        *reading.check(prose),
        *wording.check(prose, house.wordings),
        *balance.check(prose),
        *contradictions.check(prose, house.known, house.exclusions),
        *routes.check(prose, house.routes),
        *citations.check(prose, house.references),
    ]
    return prose, found


def front(readable: Readable, lines: Lines) -> list[Block]:
    """What stands above the text: title, summary, key points."""
    title, summary, points = (
        lines.get((readable.key, name), 1) for name in ("title", "summary", "key_points")
    )
    blocks = [Block(title, "heading", readable.title, readable.title, 1)]
    if isinstance(readable, Document):
        blocks += [Block(summary, "text", readable.summary, readable.summary)]
        blocks += [
            # In a file each stands on a line of its own below the key.
            Block(points + number if points > 1 else 1, "item", point, point)
            for number, point in enumerate(readable.key_points, start=1)
        ]
    return blocks


def named(problem: Problem) -> Problem:
    """What rendering found, with the name of the rule; an image without words is an error here."""
    rule = next((rule for part, rule in RENDERING if part in problem.message), "text")
    level: Level = "error" if rule == "images" else problem.level
    return replace(problem, rule=rule, level=level)


def sayings(
    house: House, terms: Iterable[Term], facts: Mapping[str, int], glossary: Mapping[str, int]
) -> Iterator[Problem]:
    """What facts and definitions say themselves, wherever a page shows them."""
    for fact in house.facts:
        line = facts.get(fact.key, 1)
        text = "\n".join([fact.text, *fact.items])
        yield from wording.found(FACTS, line, text, house.wordings)
        if fact.cite and fact.cite not in house.references:
            message = f"the fact “{fact.key}” cites “{fact.cite}”, which is no reference; mend it."
            yield Problem(FACTS, line, message, "error", citations.RULE)
        if (number := balance.bare(fact.text)) and not (fact.limit and (fact.cite or fact.source)):
            message = f"“{number}” in the fact “{fact.key}” has no limit or no source; add both."
            yield Problem(FACTS, line, message, "error", balance.RULE)
    for term in terms:
        line = glossary.get(term.slug, 1)
        yield from wording.found(GLOSSARY, line, term.definition, house.wordings)
