"""Durations and counts in running text: ``45 to 90 minutes``, ``about six sessions``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBERS: dict[str, float] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "half an": 0.5, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40}
NUMBERS |= {"forty-five": 45, "sixty": 60, "ninety": 90, "a couple of": 2, "a dozen": 12}
DAY = 1440.0
MINUTES = {"minute": 1, "min": 1, "hour": 60, "day": DAY, "week": 7 * DAY, "month": 30 * DAY}
COUNTED = ("session", "infusion", "visit", "dose", "treatment")
_NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
PATTERN = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s*(?:to|-|–|or|and)\s*(?P<high>{_NUMBER}))?[\s-]+"
    rf"(?:\w+\s)?(?P<unit>{'|'.join((*MINUTES, *COUNTED))})(?:e?s)?\b",
    re.IGNORECASE,
)
BARE = re.compile(r"\s*(?P<low>\d+)(?:\s*(?:to|-|–)\s*(?P<high>\d+))?\s*(?:in\b|$)")


@dataclass(frozen=True)
class Quantity:
    """A range; durations are in minutes, counts in what is counted."""

    low: float
    high: float
    dimension: str
    shown: str

    def same(self, other: "Quantity") -> bool:
        """Whether both say the same."""
        return (self.low, self.high, self.dimension) == (other.low, other.high, other.dimension)

    def comparable(self, other: "Quantity") -> bool:
        """Whether both measure one kind of thing: hours of a day, days of a course, or counts."""
        if self.dimension != other.dimension or self.dimension == "count":
            return self.dimension == other.dimension
        return max(self.low, other.low) <= DAY or min(self.high, other.high) >= DAY


def find(text: str) -> Iterator[Quantity]:
    """Every duration, and every count of more than one, in ``text``."""
    for match in PATTERN.finditer(text):
        unit = match["unit"].lower()
        factor = MINUTES.get(unit, 1)
        low = value(match["low"]) * factor
        high = value(match["high"]) * factor if match["high"] else low
        dimension = "time" if unit in MINUTES else "count"
        # “A session” and “one visit” tell which, not how many.
        if dimension == "time" or high > 1:
            yield Quantity(low, high, dimension, match[0])


def given(quantity: str) -> Iterator[Quantity]:
    """What a fact's ``quantity`` says: ``2-3 hours``, or ``3-6`` for a count."""
    yield from find(quantity)
    if match := BARE.match(quantity):
        yield Quantity(value(match["low"]), value(match["high"] or match["low"]), "count", quantity)


def value(word: str) -> float:
    """The number that ``word`` says."""
    return NUMBERS[word.lower()] if word.lower() in NUMBERS else float(word)
