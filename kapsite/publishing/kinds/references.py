"""``references.json``: CSL-JSON, one entry a cited work, with how it was verified."""

import datetime
import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.filetext import Piece, patch
from kapsite.publishing.frontmatter import normalize
from kapsite.publishing.kinds import Loaded, field_problems, replace_rows
from kapsite.publishing.models import Reference
from kapsite.publishing.problems import Problem, control_problems, has_control, line_at, nearest

PATH = "references.json"


class Custom(BaseModel):
    """What CSL has no field for: the verification, and a plain note on the evidence."""

    model_config = ConfigDict(extra="forbid")

    verification: Literal["source", "copy", "unconfirmed"] = "unconfirmed"
    verified_note: str = ""
    verified_on: datetime.date | None = None
    verified_by: str = ""
    evidence: str = ""


class Csl(BaseModel):
    """The fields of CSL-JSON that we use; see the CSL 1.0.2 specification."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    type: str
    title: str = Field(min_length=1)
    author: list[dict[str, str]] = Field(default_factory=list)
    issued: dict[str, list[list[int]]] | None = None
    accessed: dict[str, list[list[int]]] | None = None
    container_title: str | None = Field(None, alias="container-title")
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    DOI: str | None = None
    PMID: str | None = None
    PMCID: str | None = None
    URL: str | None = None
    custom: Custom = Field(default_factory=Custom)


class ReferencesKind:
    """The one file of references."""

    def claims(self, path: str) -> bool:
        """Whether it is the bibliography."""
        return path == PATH

    def load(self, path: str, text: str) -> Loaded:
        """All references, in the file's order."""
        text = normalize(text)
        if found := control_problems(path, text):
            return Loaded(path, problems=found)
        try:
            entries = list(read_list(text))
        except json.JSONDecodeError as error:
            message = f"not JSON: {error.msg}; write a list: “[ {{…}}, {{…}} ]”."
            return Loaded(path, problems=[Problem(path, error.lineno, message)])
        loaded = Loaded(path)
        for position, (entry, start, _) in enumerate(entries):
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            line = line_at(text, start)
            if has_control(entry):
                message = f"reference “{name}” holds a control character; delete it."
                loaded.problems.append(Problem(path, line, message))
                continue
            try:
                csl = Csl.model_validate(entry)
            except ValidationError as error:
                loaded.problems += [_problem(path, line, name, e) for e in error.errors()]
                continue
            if any(csl.id == row.key for row in loaded.rows):
                message = f"the id “{csl.id}” stands twice; change or remove one."
                loaded.problems.append(Problem(path, line, message))
            loaded.rows.append(_row(csl, position))
            loaded.problems += field_problems(path, line, loaded.rows[-1], "key")
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """The list, indented by two; an entry that did not change stays as in ``like``."""
        like = normalize(like)
        new = {row.key: _written(row) for row in loaded.rows}
        fresh = "[\n  " + ",\n  ".join(new.values()) + "\n]\n" if new else "[]\n"
        old = {row.key: row for row in self.load(PATH, like).rows} if like else {}
        if not old or not new:
            return fresh
        pieces = [
            Piece(entry["id"], start, end, _written(old[entry["id"]]))
            for entry, start, end in read_list(like)
        ]
        return patch(like, pieces, new, ",\n  ")

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """All references, where there are any."""
        if rows := list(Reference.objects.all()):
            yield Loaded(PATH, rows=rows)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write all references; those that the file no longer has go."""
        replace_rows(Reference, loaded.rows, "key")


def read_list(text: str) -> Iterator[tuple[Any, int, int]]:
    """Each item of the JSON list ``text``, with the places where it starts and ends.

    Raises json.JSONDecodeError where it is no such list.
    """
    decoder = json.JSONDecoder(object_pairs_hook=_once)
    position, mark = _after(text, 0, "[")
    if text[position : position + 1] == "]":
        return
    while mark != "]":
        try:
            value, end = decoder.raw_decode(text, position)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), text, position) from None
        yield value, position, end
        position, mark = _after(text, end, ",]")
    if text[position:]:
        raise json.JSONDecodeError("there is text after the end", text, position)


def _after(text: str, position: int, marks: str) -> tuple[int, str]:
    """Where the text goes on after one of ``marks``, and which of them stood there."""
    spaces = len(text[position:]) - len(text[position:].lstrip())
    mark = text[position + spaces : position + spaces + 1]
    if not mark or mark not in marks:
        wanted = " or ".join(f"“{one}”" for one in marks)
        raise json.JSONDecodeError(f"{wanted} is missing", text, position + spaces)
    position += spaces + 1
    return position + len(text[position:]) - len(text[position:].lstrip()), mark


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands twice in one entry")
    return found


def _row(csl: Csl, position: int) -> Reference:
    data = csl.model_dump(by_alias=True, exclude_none=True, exclude={"id", "custom"})
    return Reference(key=csl.id, position=position, csl=data, **csl.custom.model_dump())


def _entry(row: Reference) -> dict[str, Any]:
    custom = {
        "verification": row.verification,
        "verified_note": row.verified_note,
        "verified_on": row.verified_on.isoformat() if row.verified_on else None,
        "verified_by": row.verified_by,
        "evidence": row.evidence,
    }
    return {
        "id": row.key,
        **row.csl,
        "custom": {name: value for name, value in custom.items() if value},
    }


def _written(row: Reference) -> str:
    return json.dumps(_entry(row), ensure_ascii=False, indent=2).replace("\n", "\n  ")


def _problem(path: str, line: int, name: str, detail: Any) -> Problem:
    where = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = [field.alias or key for key, field in Csl.model_fields.items()]
        hint = nearest(str(detail["loc"][-1]), [*known, *Custom.model_fields]) or " Remove it."
        return Problem(path, line, f"reference “{name}”: unknown field “{where}”.{hint}")
    if detail["type"] == "missing":
        return Problem(path, line, f"reference “{name}” has no “{where}”; add it.")
    where = where or "the entry"
    return Problem(path, line, f"reference “{name}”: “{where}”: {detail['msg'].lower()}.")
