"""``references.json``: CSL-JSON, one entry a cited work, with how it was verified."""

import datetime
import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kapsite.publishing.kinds import Loaded
from kapsite.publishing.models import Reference
from kapsite.publishing.problems import Problem, nearest

PATH = "references.json"


class Custom(BaseModel):
    """What CSL has no field for: the verification, and a plain note on the evidence."""

    model_config = ConfigDict(extra="forbid")

    verification: Literal["source", "copy", "unconfirmed"] = "unconfirmed"
    verified_note: str = ""
    verified_on: datetime.date | None = None
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
        try:
            entries = json.loads(text)
        except json.JSONDecodeError as error:
            return Loaded(path, problems=[Problem(path, error.lineno, f"not JSON: {error.msg}.")])
        if not isinstance(entries, list):
            return Loaded(path, problems=[Problem(path, 1, "write a list: “[ {…}, {…} ]”.")])
        loaded = Loaded(path)
        for position, entry in enumerate(entries):
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            line = text.count("\n", 0, max(text.find(f'"{name}"'), 0)) + 1
            try:
                csl = Csl.model_validate(entry)
            except ValidationError as error:
                loaded.problems += [_problem(path, line, name, e) for e in error.errors()]
                continue
            if any(csl.id == row.key for row in loaded.rows):
                loaded.problems.append(Problem(path, line, f"the id “{csl.id}” stands twice."))
            loaded.rows.append(_row(csl, position))
        return loaded

    def text(self, loaded: Loaded, like: str = "") -> str:
        """The list, indented by two."""
        entries = [_entry(row) for row in loaded.rows]
        return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"

    def stored(self) -> Iterator[Loaded]:
        """All references, where there are any."""
        if rows := list(Reference.objects.all()):
            yield Loaded(PATH, rows=rows)

    def save(self, loaded: Loaded) -> None:
        """Write all references; those that the file no longer has go."""
        known = dict(Reference.objects.values_list("key", "pk"))
        for row in loaded.rows:
            row.pk = known.pop(row.key, None)
            row.save()
        Reference.objects.filter(pk__in=known.values()).delete()


def _row(csl: Csl, position: int) -> Reference:
    data = csl.model_dump(by_alias=True, exclude_none=True, exclude={"id", "custom"})
    return Reference(key=csl.id, position=position, csl=data, **csl.custom.model_dump())


def _entry(row: Reference) -> dict[str, Any]:
    custom = {
        "verification": row.verification,
        "verified_note": row.verified_note,
        "verified_on": row.verified_on.isoformat() if row.verified_on else None,
        "evidence": row.evidence,
    }
    return {
        "id": row.key,
        **row.csl,
        "custom": {name: value for name, value in custom.items() if value},
    }


def _problem(path: str, line: int, name: str, detail: Any) -> Problem:
    where = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = [field.alias or key for key, field in Csl.model_fields.items()]
        hint = nearest(str(detail["loc"][-1]), [*known, *Custom.model_fields])
        return Problem(path, line, f"reference “{name}”: unknown field “{where}”.{hint}")
    return Problem(path, line, f"reference “{name}”: “{where}”: {detail['msg'].lower()}.")
