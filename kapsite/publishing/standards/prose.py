"""A document's text as the rules see it: blocks and sentences that know their line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kapsite.publishing.blocks import Block
from kapsite.publishing.problems import Level, Problem
from kapsite.publishing.readability import sentences

SPACE = r"[\s\u2010\u2011-]+"
APOSTROPHE = "['\u2019]"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a block."""

    text: str
    block: Block


@dataclass(frozen=True)
class Prose:
    """One page of a document; ``front`` is what stands above the text, such as the summary."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    front: list[Block] = field(default_factory=list)
    citations: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    # Levels by which headings stand higher on the page than in the file.
    raised: int = 0

    @property
    def all(self) -> list[Block]:
        """Everything, in the page's order."""
        return self.front + self.blocks

    def own(self) -> Iterator[Sentence]:
        """Every sentence outside headings, without what facts and settings put in."""
        return parts((block, block.own) for block in self.all)

    def shown(self) -> Iterator[Sentence]:
        """Every sentence outside headings as a reader meets it."""
        return parts((block, block.text) for block in self.all)

    def sections(self) -> Iterator[list[Block]]:
        """The blocks of each section, its heading first."""
        section: list[Block] = []
        for block in self.all:
            if block.kind == "heading" and section:
                yield section
                section = []
            section.append(block)
        if section:
            yield section

    def problem(self, line: int, rule: str, message: str, level: Level = "error") -> Problem:
        """A finding in this page's file."""
        return Problem(self.path, line, message, level, rule)


def parts(texts: Iterable[tuple[Block, str]]) -> Iterator[Sentence]:
    """The sentences of each text whose block is no heading."""
    for block, text in texts:
        if block.kind != "heading":
            yield from (Sentence(one, block) for one in sentences(text))


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of ``words`` or phrases, whole; ``*`` at a word's end stands for all endings.

    A space stands for a hyphen too, and a straight apostrophe for a curly one.
    """
    found = "|".join(_phrase(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    shown = re.escape(phrase.strip()).replace(r"\*", r"[\w'\u2019]*")
    shown = re.sub("['\u2019]", APOSTROPHE, shown.replace(r"[\w'\u2019]*", "\0"))
    return re.sub(r"(?:\\ |\\-)+", lambda _: SPACE, shown).replace("\0", r"\w*")
