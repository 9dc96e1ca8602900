"""``facts.toml``: what several pages say, said once."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kapsite.publishing.filetext import Piece, patch
from kapsite.publishing.frontmatter import normalize
from kapsite.publishing.kinds import Loaded, field_problems, replace_rows
from kapsite.publishing.models import Fact
from kapsite.publishing.problems import Problem, control_problems, has_control, line_at, nearest

PATH = "facts.toml"
HEADER = re.compile(r"^[ \t]*\[[ \t]*[\"']?(?P<key>[^\]\n\"']+?)[\"']?[ \t]*\]", re.MULTILINE)


class Count(BaseModel):
    """So many of so many, drawn as dots."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    label: str = Field(min_length=1)
    count: int = Field(ge=0)
    of: int = Field(ge=1, le=200)

    @model_validator(mode="after")
    def part_of_whole(self) -> "Count":
        """A part is not more than the whole."""
        if self.count > self.of:
            raise ValueError("“count” is more than “of”")
        return self


class Entry(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1)
    source: str = ""
    cite: str = ""
    as_of: datetime.date | None = None
    review_by: datetime.date | None = None
    confirm: bool = False
    items: list[str] = Field(default_factory=list, max_length=12)
    figure: list[Count] = Field(default_factory=list, max_length=4)
    limit: str = ""
    route: list[str] = Field(default_factory=list)
    subject: list[str] = Field(default_factory=list)
    quantity: str = Field("", max_length=60)

    @model_validator(mode="after")
    def no_number_without_limit(self) -> "Entry":
        """A number stands beside its limit and its source, always."""
        if self.figure and not (self.limit and self.cite):
            raise ValueError("a figure needs a “limit” and a “cite”")
        return self


class FactsKind:
    """The one file of facts."""

    def claims(self, path: str) -> bool:
        """Whether it is the file of facts."""
        return path == PATH

    def load(self, path: str, text: str) -> Loaded:
        """All facts, in the file's order."""
        text = normalize(text)
        if found := control_problems(path, text):
            return Loaded(path, problems=found)
        try:
            tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return Loaded(path, problems=[_unreadable(path, text, error)])
        loaded = Loaded(path)
        for position, (key, table) in enumerate(tables.items()):
            line = _line_of(key, text)
            if has_control([key, table]):
                message = f"fact “{key}” holds a control character; delete it."
                loaded.problems.append(Problem(path, line, message))
                continue
            try:
                entry = Entry.model_validate(table)
            except ValidationError as error:
                loaded.problems += [_problem(path, line, key, e) for e in error.errors()]
                continue
            fact = Fact(key=key, position=position, **entry.model_dump())
            loaded.problems += field_problems(path, line, fact, "key", "title")
            loaded.rows.append(fact)
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """A table for each fact."""
        like = normalize(like)
        tables = {fact.key: _table(fact).rstrip("\n") for fact in loaded.rows}
        fresh = "\n\n".join(tables.values()) + "\n"
        text = patch(like, self._pieces(like), tables, "\n\n") if like else fresh
        try:
            # A layout of TOML that we cannot take apart is written anew.
            return text if tomllib.loads(text) == tomllib.loads(fresh) else fresh
        except tomllib.TOMLDecodeError:
            return fresh

    def _pieces(self, like: str) -> list[Piece]:
        old = {fact.key: _table(fact).rstrip("\n") for fact in self.load(PATH, like).rows}
        headers = list(HEADER.finditer(like))
        starts = [match.start() for match in headers] + [len(like)]
        pieces = []
        for match, (start, end) in zip(headers, pairwise(starts), strict=True):
            lines = like[start:end].split("\n")
            # What is written above the next table belongs to that one.
            while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
                lines.pop()
            table = "\n".join(lines)
            pieces.append(Piece(match["key"], start, start + len(table), old.get(match["key"], "")))
        return pieces

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """All facts, where there are any."""
        if rows := list(Fact.objects.all()):
            yield Loaded(PATH, rows=rows)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write all facts; those that the file no longer has go."""
        replace_rows(Fact, loaded.rows, "key")


def _table(fact: Fact) -> str:
    # A JSON string is a TOML basic string.
    values = {name: getattr(fact, name) for name in Entry.model_fields}
    lines = [f"{name} = {_toml(value)}" for name, value in values.items() if value]
    return "\n".join([f"[{fact.key}]", *lines]) + "\n"


def _toml(value: Any) -> str:
    # A JSON string, number or truth value is one of TOML too.
    if isinstance(value, list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _line_of(key: str, text: str) -> int:
    headers = (match for match in HEADER.finditer(text) if match["key"].split(".")[0] == key)
    match = next(headers, None) or re.search(rf"^\s*{re.escape(key)}\b", text, re.MULTILINE)
    return line_at(text, match.end()) if match else 1


def _unreadable(path: str, text: str, error: Exception) -> Problem:
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    return Problem(path, line, f"not TOML: {error}; mend or delete that line.")


def _problem(path: str, line: int, key: str, detail: Any) -> Problem:
    field = ".".join(str(part) for part in detail["loc"]) or "the table"
    if detail["type"] == "extra_forbidden":
        hint = nearest(field, Entry.model_fields) or f" Known: {', '.join(Entry.model_fields)}."
        return Problem(path, line, f"fact “{key}”: unknown key “{field}”.{hint}")
    if detail["type"] == "missing":
        return Problem(path, line, f"fact “{key}” has no {field}; add “{field} = …”.")
    return Problem(path, line, f"fact “{key}”: “{field}”: {detail['msg'].lower()}.")
