"""Keeps the files in ``content/`` and the database in step, and loses neither's words.

Three hashes decide: the file now, the rows now, and what both last agreed on.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from django.db import transaction

from kapsite.publishing import publication
from kapsite.publishing.consistency import check
from kapsite.publishing.files import load, read
from kapsite.publishing.kinds import Kind, Loaded, documents, kind_of, kinds
from kapsite.publishing.models import Agreement
from kapsite.publishing.problems import Problem, errors


class Step(Enum):
    """What sync does with one file."""

    SAME = "in step"
    TAKE = "taken from the file"
    ADOPT = "the same in both"
    KEEP = "changed in the database, kept; --export writes it to the file"
    NEW = "only in the database; --export writes the file"
    GONE = "the file is gone; the database keeps the document"
    DELETED = "deleted in the database, and stays deleted; remove the file too"
    OVER = "gone from both"
    CONFLICT = "changed in the file and in the database"


@dataclass
class Change:
    """One file and what is to be done with it."""

    path: str
    step: Step
    data: bytes = b""
    file: Loaded | None = None
    row: Loaded | None = None


@dataclass
class Plan:
    """Everything that sync would do; it may be carried out only where nothing is wrong."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def having(self, *steps: Step) -> list[Change]:
        """The changes of these kinds."""
        return [change for change in self.changes if change.step in steps]

    def as_file(self, path: str) -> Loaded:
        """The kept document at ``path`` as its file would be, or is."""
        change = next(change for change in self.changes if change.path == path)
        kind = kind_of(path)
        assert kind is not None and change.row is not None
        data = change.data if change.step is Step.SAME else kind.text(change.row).encode()
        return load(path, kind, data)

    @property
    def ok(self) -> bool:
        """Whether every file can be loaded."""
        return not errors(self.problems)


def digest(data: bytes) -> str:
    """SHA-256 of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def decide(file: str, row: str, agreed: tuple[str, str] | None) -> Step:
    """What to do, from the hashes of file and rows ("" where there is none) and the agreed ones.

    CONFLICT stands for "both changed"; they may still turn out to say the same.
    """
    if agreed is None:
        return Step.NEW if not file else Step.CONFLICT if row else Step.TAKE
    file_changed, row_changed = file != agreed[0], row != agreed[1]
    if not file:
        return Step.GONE if row else Step.OVER
    if not file_changed and not row_changed:
        return Step.SAME
    if file_changed and row_changed:
        return Step.CONFLICT
    if file_changed:
        return Step.TAKE
    return Step.KEEP if row else Step.DELETED


def plan(folder: Path, *, take: Iterable[str] = (), keep: Iterable[str] = ()) -> Plan:
    """What sync would do with ``folder``; reads only.

    Conflicts in ``take`` are settled for the file, those in ``keep`` for the database.
    """
    result = Plan()
    if not folder.is_dir():
        message = "there is no such folder; set KAP_CONTENT_DIR to the one with the content."
        result.problems.append(Problem(str(folder), 1, message))
        return result
    agreed = {row.path: row for row in Agreement.objects.all()}
    stored = {one.path: (kind, one) for kind in kinds().values() for one in kind.stored()}
    files = dict(read(folder, result.problems))
    for path in sorted({*files, *stored, *agreed}):
        kind, row = stored.get(path) or (kind_of(path), None)
        if kind is not None:
            change = compare(path, kind, files.get(path), row, agreed.get(path))
            result.changes.append(change)
            result.problems += change.file.problems if change.file else []
    result.problems += settle_conflicts(result, set(take), set(keep))
    if result.ok and result.having(Step.TAKE):
        result.problems += check(
            [one.file for one in result.having(Step.TAKE) if one.file],
            [one.row for one in result.changes if one.row and one.step is not Step.TAKE],
            result.as_file,
        )
    return result


def settle_conflicts(plan: Plan, take: set[str], keep: set[str]) -> list[Problem]:
    """Turn the conflicts that somebody has decided into steps; returns decisions on nothing."""
    conflicts = {change.path: change for change in plan.having(Step.CONFLICT)}
    for path, change in conflicts.items():
        if path in take:
            change.step = Step.TAKE
        elif path in keep:
            change.step = Step.KEEP if change.row else Step.DELETED
    unknown = (take | keep) - set(conflicts)
    return [Problem(path, 1, "no conflict here; leave this path out.") for path in sorted(unknown)]


def compare(
    path: str, kind: Kind, data: bytes | None, row: Loaded | None, agreed: Agreement | None
) -> Change:
    """The change for one file; it is parsed only where that can matter."""
    text = kind.text(row) if row else ""
    rows = digest(text.encode()) if row else ""
    if agreed and row and unedited(kind, text, agreed):
        rows = agreed.row_hash
    step = decide(
        digest(data) if data is not None else "",
        rows,
        (agreed.file_hash, agreed.row_hash) if agreed else None,
    )
    change = Change(path, step, data or b"", row=row)
    if step in {Step.TAKE, Step.CONFLICT} and data is not None:
        change.file = load(path, kind, data)
        same = row and not errors(change.file.problems) and kind.text(change.file) == text
        change.step = Step.ADOPT if same else step
    return change


def unedited(kind: Kind, text: str, agreed: Agreement) -> bool:
    """Whether rows that are written as ``text`` are still what was agreed on."""
    if agreed.row_hash == digest(text.encode()):
        return True
    # A newer release may write the same rows otherwise; the agreed file then tells.
    was = load(agreed.path, kind, bytes(agreed.text))
    return not errors(was.problems) and kind.text(was) == text


@transaction.atomic
def apply(plan: Plan) -> None:
    """Carry out ``plan`` in one transaction; raises ValueError where it has errors."""
    if not plan.ok:
        raise ValueError("a plan with errors is not carried out")
    for change in plan.having(Step.TAKE, Step.ADOPT):
        kind = kind_of(change.path)
        assert kind is not None and change.file is not None
        if change.step is Step.TAKE:
            kind.save(change.file)
        agree(change.path, change.data, kind.text(change.file))
    Agreement.objects.filter(path__in=[one.path for one in plan.having(Step.OVER)]).delete()
    if plan.having(Step.TAKE):
        # All documents: a new term, or a section that moved, changes what others link to.
        publication.changed(documents())


def agree(path: str, data: bytes, row_text: str) -> None:
    """Note that the file's bytes and the rows' text are the same document."""
    Agreement.objects.update_or_create(
        path=path,
        defaults={
            "text": data,
            "file_hash": digest(data),
            "row_hash": digest(row_text.encode()),
        },
    )
