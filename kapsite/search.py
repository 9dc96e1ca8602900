"""Search over articles, questions, pages and terms, without a query language.

The visitor's words become terms by our own hand, so no character of them is an operator.
An index belongs to one generation of finished pages; a process builds it on its first search
of that generation.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from kapsite.search_index import Index, Result

LONGEST = 200  # characters of a query
MOST_WORDS = 12
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
STOP = frozenset(
    "a an and are as at be but by can do does for from has have how i if in is it its me my of "
    "on or so than that the their then there these they this to was we what when where which "
    "who why will with you your".split()
)


@dataclass(frozen=True)
class Found:
    """What a search found, and what it might have been meant to be."""

    query: str
    results: list[Result] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    too_long: bool = False

    def context(self) -> dict[str, Any]:
        """For the template."""
        return {
            "results": self.results,
            "total": len(self.results),
            "suggestions": self.suggestions,
            "too_long": self.too_long,
        }


_built: dict[str, Index] = {}
_lock = Lock()


def index() -> Index:
    """The index of the current generation; one build at a time, and none kept without a stamp."""
    stamp = generation()
    if not stamp:
        return Index()
    with _lock:
        if stamp not in _built:
            _built.clear()
            _built[stamp] = Index()
        return _built[stamp]


def generation() -> str:
    """The name of the current generation of finished pages."""
    try:
        return str((Path(settings.PAGES_DIR) / "current").readlink())
    except OSError:
        return ""


def search(text: str) -> Found:
    """What the site has on ``text``; anything at all may stand in it."""
    query = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(query) > LONGEST:
        return Found(query[:LONGEST], too_long=True)
    every = [word.lower() for word in WORD.findall(query)][:MOST_WORDS]
    words = [word for word in every if word not in STOP]
    if not words:
        return Found(query)
    found = index()
    corrected = {word: found.meant([word]) for word in words}
    suggestions = []
    if any(corrected.values()):
        suggestions = [" ".join((corrected[word] or [word])[0] for word in words)]
    return Found(query, found.search(words), suggestions)
