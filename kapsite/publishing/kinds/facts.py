"""``facts.toml``: what several pages say, said once."""

import datetime
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.filetext import Piece, patch
from kapsite.publishing.frontmatter import normalize
from kapsite.publishing.kinds import Loaded, field_problems
from kapsite.publishing.models import Fact
from kapsite.publishing.problems import Problem, control_problems, has_control, line_at, nearest

PATH = "facts.toml"
HEADER = re.compile(r"^[ \t]*\[[ \t]*[\"']?(?P<key>[^\]\n\"']+?)[\"']?[ \t]*\]", re.MULTILINE)


class Entry(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1)
    source: str = ""
    as_of: datetime.date | None = None
    confirm: bool = False


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

    def stored(self) -> Iterator[Loaded]:
        """All facts, where there are any."""
        if rows := list(Fact.objects.all()):
            yield Loaded(PATH, rows=rows)

    def save(self, loaded: Loaded) -> None:
        """Write all facts; those that the file no longer has go."""
        known = dict(Fact.objects.values_list("key", "pk"))
        for row in loaded.rows:
            row.pk = known.pop(row.key, None)
            row.save()
        Fact.objects.filter(pk__in=known.values()).delete()


def _table(fact: Fact) -> str:
    # A JSON string is a TOML basic string.
    lines = [f"[{fact.key}]"]
    lines += [
        f"{name} = {json.dumps(getattr(fact, name), ensure_ascii=False)}"
        for name in ("title", "text", "source")
        if getattr(fact, name)
    ]
    lines += [f"as_of = {fact.as_of.isoformat()}"] if fact.as_of else []
    lines += ["confirm = true"] if fact.confirm else []
    return "\n".join(lines) + "\n"


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
