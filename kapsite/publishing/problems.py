"""What is wrong with a content file: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One finding in one file; ``line`` counts from 1, and an error stops publication."""

    path: str
    line: int
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.level}: {self.message}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of ``problems`` that stop publication."""
    return [problem for problem in problems if problem.level == "error"]


def nearest(word: str, choices: Iterable[str]) -> str:
    """`` Did you mean …?`` for the choice most like ``word``, or nothing."""
    match = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return f" Did you mean “{match[0]}”?" if match else ""
