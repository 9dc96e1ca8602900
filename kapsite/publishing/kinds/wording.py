"""``wording.toml``: words and claims that a clinic must not use, and what to say instead."""

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.filetext import Piece, patch
from kapsite.publishing.frontmatter import normalize
from kapsite.publishing.kinds import Loaded
from kapsite.publishing.models import Word
from kapsite.publishing.problems import Problem, control_problems, has_control, line_at, nearest

PATH = "wording.toml"
HEADER = re.compile(r"^\[\[word\]\][ \t]*(?:#.*)?$", re.MULTILINE)


class Entry(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    words: list[str] = Field(min_length=1)
    near: list[str] = Field(default_factory=list)
    allow: list[str] = Field(default_factory=list)
    why: str = Field(min_length=1, max_length=300)
    instead: str = Field("", max_length=300)
    level: Literal["error", "warning"] = "error"


class WordingKind:
    """The one file of words to avoid."""

    def claims(self, path: str) -> bool:
        """Whether it is that file."""
        return path == PATH

    def load(self, path: str, text: str) -> Loaded:
        """All tables, in the file's order."""
        text = normalize(text)
        if found := control_problems(path, text):
            return Loaded(path, problems=found)
        try:
            data = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            found_line = re.search(r"at line (\d+)", str(error))
            line = int(found_line[1]) if found_line else text.count("\n") + 1
            return Loaded(path, problems=[Problem(path, line, f"not TOML: {error}; mend it.")])
        loaded = Loaded(path)
        if set(data) - {"word"} or not isinstance(data.get("word", []), list):
            message = "write each as a table “[[word]]” and nothing else."
            return Loaded(path, problems=[Problem(path, 1, message)])
        lines = [line_at(text, match.start()) for match in HEADER.finditer(text)]
        for position, table in enumerate(data.get("word", [])):
            line = lines[position] if position < len(lines) else 1
            loaded.problems += _check(path, line, table)
            if not loaded.problems:
                entry = Entry.model_validate(table)
                loaded.rows.append(Word(position=position, **entry.model_dump()))
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """A table for each; one that did not change stays as in ``like``."""
        like = normalize(like)
        tables = {_key(word, place): _table(word) for place, word in enumerate(loaded.rows)}
        fresh = "\n\n".join(tables.values()) + "\n" if tables else ""
        text = patch(like, self._pieces(like), tables, "\n\n") if like else fresh
        return text if tomllib.loads(text) == tomllib.loads(fresh) else fresh

    def _pieces(self, like: str) -> list[Piece]:
        rows = self.load(PATH, like).rows
        starts = [match.start() for match in HEADER.finditer(like)]
        pieces = []
        for place, (start, end) in enumerate(pairwise([*starts, len(like)])):
            lines = like[start:end].split("\n")
            while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
                lines.pop()
            if place < len(rows):
                stop = start + len("\n".join(lines))
                word = rows[place]
                pieces.append(Piece(_key(word, place), start, stop, _table(word)))
        return pieces

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """All words, where there are any."""
        if rows := list(Word.objects.all()):
            yield Loaded(PATH, rows=rows)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write all words; those that the file no longer has go."""
        Word.objects.all().delete()
        for row in loaded.rows:
            row.pk = None
            row.save(force_insert=True)


def _key(word: Word, place: int) -> str:
    return f"{place} {word.words[0] if word.words else ''}"


def _check(path: str, line: int, table: Any) -> list[Problem]:
    if has_control(table):
        return [Problem(path, line, "a control character stands here; delete it.")]
    try:
        Entry.model_validate(table)
    except ValidationError as error:
        return [_problem(path, line, one) for one in error.errors()]
    return []


def _problem(path: str, line: int, detail: Any) -> Problem:
    field = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        return Problem(path, line, f"unknown key “{field}”.{nearest(field, Entry.model_fields)}")
    if detail["type"] == "missing":
        return Problem(path, line, f"no {field}; add “{field} = …”.")
    return Problem(path, line, f"“{field}”: {detail['msg'].lower()}.")


def _table(word: Word) -> str:
    values = {name: getattr(word, name) for name in Entry.model_fields}
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
        if value
    ]
    return "\n".join(["[[word]]", *lines])
