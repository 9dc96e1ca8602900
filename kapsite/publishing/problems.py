"""What is wrong with a content file: where, what, and what to do about it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

Level = Literal["error", "warning"]

# What no page, feed or database can hold: control characters, halves of characters, no characters.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, order=True)
class Problem:
    """A finding of a rule in one file; ``line`` counts from 1, and an error stops publication."""

    path: str
    line: int
    message: str
    level: Level = "error"
    rule: str = ""

    def __str__(self) -> str:
        rule = f"[{self.rule}] " if self.rule else ""
        return f"{self.path}:{self.line}: {self.level}: {rule}{self.message}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of ``problems`` that stop publication."""
    return [problem for problem in problems if problem.level == "error"]


def nearest(word: str, choices: Iterable[str]) -> str:
    """`` Did you mean …?`` for the choice most like ``word``, or nothing."""
    match = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return f" Did you mean “{match[0]}”?" if match else ""


def line_at(text: str, position: int) -> int:
    """The line, from 1, on which the character at ``position`` stands."""
    return text.count("\n", 0, position) + 1


def control_problems(path: str, text: str) -> list[Problem]:
    """The first control character in ``text``, if there is one."""
    match = CONTROL.search(text)
    if match is None:
        return []
    message = f"a control character (U+{ord(match[0]):04X}) stands here; delete it."
    return [Problem(path, line_at(text, match.start()), message)]


def has_control(value: Any) -> bool:
    """Whether a text in ``value``, as YAML, TOML or JSON gives it, holds a control character."""
    return any(CONTROL.search(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
