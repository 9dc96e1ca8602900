"""A content file's text, and the document it holds: YAML front matter and a Markdown body."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kapsite.publishing.problems import Problem, control_problems, has_control, nearest
from kapsite.publishing.syntax import LONGEST

LIMIT = 20_000  # characters of front matter
DEEPEST = 10  # levels of lists in lists
OPENING = ("SequenceStartToken", "MappingStartToken")
CLOSING = ("SequenceEndToken", "MappingEndToken", "BlockEndToken")
FENCE = re.compile(r"-{3}[ \t]*")
UNDERLINE = re.compile(r"=+[ \t]*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WISHES = {"summary": "a sentence that answers the reader's question first"}


def _day(value: Any) -> Any:
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError("write the day as 2026-11-24")
    return value


Day = Annotated[datetime.date, BeforeValidator(_day)]


class FrontMatter(BaseModel):
    """The front matter that every kind of document may carry; only the title is required."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=200)
    short_title: str = Field("", max_length=60)
    summary: str = Field("", max_length=400)
    key_points: list[str] = Field(default_factory=list, max_length=7)
    order: int = Field(100, ge=0, le=9999)
    updated: Day | None = None
    related: list[str] = Field(default_factory=list, max_length=12)
    aliases: list[str] = Field(default_factory=list, max_length=20)
    status: Literal["published", "draft"] = "published"
    review_by: Day | None = None
    note: str = Field("", max_length=300)


@dataclass(frozen=True)
class Document:
    """A parsed file: the body starts on line ``body_line``, each key stands on its of ``lines``."""

    path: str
    meta: FrontMatter
    body: str
    body_line: int
    problems: list[Problem] = field(default_factory=list)
    lines: Mapping[str, int] = field(default_factory=dict)


def normalize(text: str) -> str:
    """The text without a byte order mark and with plain line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(path: str, text: str) -> Document | list[Problem]:
    """The document in ``text``, or all errors of its front matter; what it lacks is a warning."""
    text = normalize(text)
    if found := control_problems(path, text):
        return found
    head, body, body_line = split(text)
    if head is None:
        return [Problem(path, 1, "the front matter is not closed; end it with a line “---”.")]
    values, lines, found = read_yaml(path, head)
    if not found and "title" not in values:
        title, used = heading(body)
        if title:
            values["title"] = title
            body_line += used
            body = "\n".join(body.split("\n")[used:])
    if len(body) > LONGEST:
        message = f"the text is over {LONGEST:,} characters long; split it into several files."
        found.append(Problem(path, body_line, message))
    found += validate(path, values, lines)
    if found:
        return found
    meta = FrontMatter.model_validate(values)
    wishes = [
        Problem(path, 1, f"no {key}; add {why}.", "warning")
        for key, why in WISHES.items()
        if not getattr(meta, key)
    ]
    skipped = len(body) - len(body.lstrip("\n"))
    return Document(path, meta, body.strip("\n"), body_line + skipped, wishes, lines)


def heading(body: str) -> tuple[str, int]:
    """The title with which a pasted page begins, and how many lines it takes, or ("", 0)."""
    lines = body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    line, below = [*lines[first:], "", ""][:2]
    if line.startswith(("# ", "#\t")):
        return line.strip("# \t"), first + 1
    if UNDERLINE.fullmatch(below):
        return line.strip(), first + 2
    return "", 0


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
        if why := _beyond_us(head):
            return {}, {}, [Problem(path, 2, why)]
        node = yaml.compose(head, Loader=yaml.BaseLoader)
        loaded = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 - makes text and lists only
    except (yaml.YAMLError, RecursionError) as error:
        return {}, {}, [_unreadable(path, error)]
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
    values = {str(key): value for key, value in loaded.items()}
    return {key: value for key, value in values.items() if not _blank(key, value)}, lines, found


def _beyond_us(head: str) -> str:
    """Why we do not take the YAML apart, although it may be good YAML."""
    depth = 0
    for token in yaml.scan(head):
        name = type(token).__name__
        depth += name.endswith(OPENING) - name.endswith(CLOSING)
        if isinstance(token, yaml.AliasToken):
            return "“*” refers to another value; write the value out."
        if depth > DEEPEST:
            return "values are nested too deeply; a key has a text or a list of texts."
    return ""


def _blank(key: str, value: Any) -> bool:
    return value == "" and key in FrontMatter.model_fields


def _unreadable(path: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or "it cannot be read"
    message = f"the front matter is not valid YAML ({why}); put text with “:” or “#” in quotes."
    return Problem(path, (mark.line if mark else 0) + 2, message)


def validate(path: str, values: dict[str, Any], lines: dict[str, int]) -> list[Problem]:
    """Every unknown, missing or ill-typed key of ``values``, each with its line and cure."""
    found = [
        Problem(path, lines.get(key, 1), f"“{key}” holds a control character; delete it.")
        for key, value in values.items()
        if has_control([key, value])
    ]
    try:
        FrontMatter.model_validate(values)
    except ValidationError as error:
        return found or [_problem(path, detail, lines) for detail in error.errors()]
    return found


def _problem(path: str, detail: Any, lines: dict[str, int]) -> Problem:
    key = str(detail["loc"][0])
    line = lines.get(key, 1)
    if detail["type"] == "extra_forbidden":
        known = f" Known: {', '.join(FrontMatter.model_fields)}."
        return Problem(
            path, line, f"unknown key “{key}”.{nearest(key, FrontMatter.model_fields) or known}"
        )
    if detail["type"] == "missing":
        return Problem(path, 1, f"no {key}; add a line “{key}: …” between two lines “---”.")
    why = detail["msg"].removeprefix("Value error, ")
    return Problem(path, line, f"“{key}”: {why[:1].lower()}{why[1:]}.")
