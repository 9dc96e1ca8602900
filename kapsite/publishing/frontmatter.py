"""A content file's text, and the document it holds: YAML front matter and a Markdown body."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.problems import Problem, nearest

LIMIT = 20_000  # characters of front matter
FENCE = re.compile(r"-{3}[ \t]*")
TITLE_LINE = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t#]*(?:\n|$)")
WISHES = {"summary": "a sentence that answers the reader's question first"}


class FrontMatter(BaseModel):
    """The front matter that every kind of document may carry; only the title is required."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=200)
    short_title: str = Field("", max_length=60)
    summary: str = Field("", max_length=400)
    key_points: list[str] = Field(default_factory=list, max_length=7)
    order: int = Field(100, ge=0, le=9999)
    updated: datetime.date | None = None
    related: list[str] = Field(default_factory=list, max_length=12)
    aliases: list[str] = Field(default_factory=list, max_length=20)
    status: Literal["published", "draft"] = "published"


@dataclass(frozen=True)
class Document:
    """A parsed file: ``body_line`` is the line, from 1, on which the body starts."""

    path: str
    meta: FrontMatter
    body: str
    body_line: int
    problems: list[Problem] = field(default_factory=list)


def normalize(text: str) -> str:
    """The text without a byte order mark and with plain line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(path: str, text: str) -> Document | list[Problem]:
    """The document in ``text``, or every error found in its front matter.

    What a pasted page merely lacks is a warning in ``Document.problems``.
    """
    text = normalize(text)
    if "\0" in text:
        return [Problem(path, 1, "the file holds NUL characters; save it as plain UTF-8 text.")]
    head, body, body_line = split(text)
    if head is None:
        return [Problem(path, 1, "the front matter is not closed; end it with a line “---”.")]
    values, lines, found = read_yaml(path, head)
    if not found and "title" not in values and (match := TITLE_LINE.match(body)):
        values["title"] = match["title"]
        body_line += body[: match.end()].count("\n")
        body = body[match.end() :]
    found += validate(path, values, lines)
    if found:
        return found
    meta = FrontMatter.model_validate(values)
    warnings = [
        Problem(path, 1, f"no {key}; add {why}.", "warning")
        for key, why in WISHES.items()
        if not getattr(meta, key)
    ]
    return Document(path, meta, body.strip("\n"), body_line + leading(body), warnings)


def leading(body: str) -> int:
    """How many empty lines stand before the body's first text."""
    return len(body) - len(body.lstrip("\n"))


def split(text: str) -> tuple[str | None, str, int]:
    """Front matter, body and the body's first line; None where a front matter is left open."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return "", text, 1
    for number, line in enumerate(lines[1:], start=2):
        if FENCE.fullmatch(line):
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    return None, "", 1


def read_yaml(path: str, head: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """The keys of ``head`` as text and lists of text, their lines, and what is wrong."""
    if len(head) > LIMIT:
        return {}, {}, [Problem(path, 1, f"the front matter is over {LIMIT:,} characters long.")]
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(head)):
            return {}, {}, [Problem(path, 2, "“*” refers to another value; write the value out.")]
        node = yaml.compose(head, Loader=yaml.BaseLoader)
        loaded = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 - makes text and lists only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it cannot be read"
        message = f"the front matter is not valid YAML ({why}); put text with “:” or “#” in quotes."
        return {}, {}, [Problem(path, (mark.line if mark else 0) + 2, message)]
    if node is None:
        return {}, {}, []
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [Problem(path, 2, "the front matter must be lines of “key: value”.")]
    lines: dict[str, int] = {}
    found = []
    for key, _ in node.value:
        line, name = key.start_mark.line + 2, str(key.value)
        if name in lines:
            found.append(Problem(path, line, f"“{name}” stands twice; remove one of them."))
        lines.setdefault(name, line)
    values = {str(key): value for key, value in loaded.items() if value != "" and value is not None}
    return values, lines, found


def validate(path: str, values: dict[str, Any], lines: dict[str, int]) -> list[Problem]:
    """Every unknown, missing or ill-typed key of ``values``, each with its line and cure."""
    try:
        FrontMatter.model_validate(values)
    except ValidationError as error:
        return [_problem(path, detail, lines) for detail in error.errors()]
    return []


def _problem(path: str, detail: Any, lines: dict[str, int]) -> Problem:
    key = str(detail["loc"][0])
    line = lines.get(key, 1)
    if detail["type"] == "extra_forbidden":
        hint = (
            nearest(key, FrontMatter.model_fields)
            or f" Known: {', '.join(FrontMatter.model_fields)}."
        )
        return Problem(path, line, f"unknown key “{key}”.{hint}")
    if detail["type"] == "missing":
        return Problem(path, 1, f"no {key}; add a line “{key}: …” between two lines “---”.")
    return Problem(path, line, f"“{key}”: {detail['msg'].lower()}.")


def dump(meta: FrontMatter, body: str, *, like: str = "") -> str:
    """The file's text for ``meta`` and ``body``.

    What did not change keeps the very lines that it has in ``like``, comments included.
    """
    like = normalize(like)
    head, _, _ = split(like)
    old = parse("", like)
    known = old.meta if isinstance(old, Document) else None
    chunks = dict(_chunks(head or ""))
    parts: list[str] = [chunks.pop("", "")]
    fields = meta.model_dump(mode="json", exclude_defaults=True)
    for key in [*chunks, *(name for name in fields if name not in chunks)]:
        if known and key in chunks and getattr(known, key) == getattr(meta, key):
            parts.append(chunks[key])
        elif key in fields:
            parts.append(_yaml(key, fields[key]))
    return f"---\n{''.join(parts)}---\n\n{body.strip(chr(10))}\n"


def _yaml(key: str, value: Any) -> str:
    return yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=1000)


def _chunks(head: str) -> list[tuple[str, str]]:
    """``head`` in pieces, one a key with the lines that belong to it; first what precedes them."""
    pieces: list[tuple[str, str]] = [("", "")]
    for line in head.splitlines(keepends=True):
        match = re.match(r"""["']?([A-Za-z_]+)["']?[ \t]*:""", line)
        if match:
            pieces.append((match[1], ""))
        key, text = pieces[-1]
        pieces[-1] = (key, text + (line if line.endswith("\n") else f"{line}\n"))
    return pieces
