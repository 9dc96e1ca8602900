"""``facts.toml``: what several pages say, said once."""

import datetime
import json
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.kinds import Loaded
from kapsite.publishing.models import KEY, Fact
from kapsite.publishing.problems import Problem, nearest

PATH = "facts.toml"


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
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = getattr(error, "lineno", 0) or _line_of(str(error))
            return Loaded(path, problems=[Problem(path, line, f"not TOML: {error}.")])
        loaded = Loaded(path)
        for position, (key, table) in enumerate(tables.items()):
            line = text.count("\n", 0, max(text.find(f"[{key}]"), 0)) + 1
            if not KEY.regex.match(key):  # type: ignore[union-attr]
                message = f"“{key}”: a key has small letters, numbers and hyphens only."
                loaded.problems.append(Problem(path, line, message))
                continue
            try:
                entry = Entry.model_validate(table)
            except ValidationError as error:
                loaded.problems += [_problem(path, line, key, e) for e in error.errors()]
                continue
            loaded.rows.append(Fact(key=key, position=position, **entry.model_dump()))
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """A table for each fact."""
        return "\n".join(_table(fact) for fact in loaded.rows)

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


def _line_of(message: str) -> int:
    words = message.replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1


def _problem(path: str, line: int, key: str, detail: Any) -> Problem:
    field = ".".join(str(part) for part in detail["loc"]) or "the table"
    if detail["type"] == "extra_forbidden":
        hint = nearest(field, Entry.model_fields)
        return Problem(path, line, f"fact “{key}”: unknown key “{field}”.{hint}")
    return Problem(path, line, f"fact “{key}”: “{field}”: {detail['msg'].lower()}.")
