"""Plain words: the reading grade and the length of sentences.

The limits are those of the NIH and the NHS for patients: eighth grade at most, short sentences.
"""

from collections.abc import Iterator

from kapsite.publishing.blocks import INSERTED
from kapsite.publishing.problems import Level, Problem
from kapsite.publishing.readability import WORD, Score, score
from kapsite.publishing.standards.prose import Prose, Sentence

RULE = "reading"
GRADE = 8.0
MEAN = 14.0  # words in a sentence
LONGEST = 25  # words
PASSIVE = 0.10  # of all sentences
ENOUGH = 60  # words; the grade of less means nothing
SHOWN = 3
CLIP = 90  # characters of a sentence that a finding shows


def check(prose: Prose) -> Iterator[Problem]:
    """The whole page's grade and means, and each sentence that is too long."""
    result = score("\n".join(block.text for block in prose.blocks))
    if result.words >= ENOUGH:
        yield from page(prose, result)
    yield from too_long(prose)


def page(prose: Prose, result: Score) -> Iterator[Problem]:
    """What is too hard about the page as a whole, with the sentences to begin with."""
    if result.grade > GRADE:
        line, worst = hardest(prose)
        message = f"reading grade {result.grade:.1f}, the limit is {GRADE:.0f}; begin with {worst}"
        yield prose.problem(line, RULE, message)
    if result.words_per_sentence > MEAN:
        line, worst = hardest(prose, by_length=True)
        mean = f"{result.words_per_sentence:.1f} words a sentence on average"
        yield prose.problem(line, RULE, f"{mean}, the limit is {MEAN:.0f}; split {worst}")
    if result.passive_share > PASSIVE:
        passive = [one for one in prose.shown() if score(one.text).passive_share]
        share = f"{round(100 * result.passive_share)} in 100 sentences are passive"
        first = passive[0].block.line if passive else 1
        message = f"{share}; say who does it: {named(passive)}"
        yield prose.problem(first, RULE, message, "warning")


def hardest(prose: Prose, *, by_length: bool = False) -> tuple[int, str]:
    """The line of the sentence that weighs most, and the first few by their lines."""
    own = [one for one in prose.shown() if one.block in prose.blocks]
    if by_length:
        own.sort(key=lambda one: length(one.text), reverse=True)
    else:
        own.sort(key=lambda one: score(one.text).grade * length(one.text), reverse=True)
    return (own[0].block.line if own else 1), named(own)


def named(sentences: list[Sentence]) -> str:
    """The first few of ``sentences``, each with its line."""
    return "; ".join(f"line {one.block.line}: {quoted(one.text)}" for one in sentences[:SHOWN])


def too_long(prose: Prose) -> Iterator[Problem]:
    """Each sentence over the limit; one that a fact or setting makes so is a warning."""
    over = {one.text for one in prose.own() if length(one.text) > LONGEST}
    for sentence in prose.shown():
        number = length(sentence.text)
        alone = not sentence.block.own.strip(f"{INSERTED} ")
        if number <= LONGEST or alone:
            continue
        filled = INSERTED in sentence.block.own and sentence.text not in over
        level: Level = "warning" if filled else "error"
        message = f"a sentence of {number} words, the limit is {LONGEST}; split it: "
        yield prose.problem(sentence.block.line, RULE, message + quoted(sentence.text), level)


def length(text: str) -> int:
    """How many words ``text`` has."""
    return len(WORD.findall(text))


def quoted(text: str) -> str:
    """A sentence as a finding shows it."""
    return f"“{text if len(text) <= CLIP else text[:CLIP].rstrip() + ' …'}”"
