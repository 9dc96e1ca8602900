"""Keeps the files in ``content/`` and the database in step, and loses neither's words.

Three hashes decide: the file now, the rows now, and what both last agreed on.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from kapsite.publishing import library, publication
from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import Kind, Loaded, kind_of, kinds
from kapsite.publishing.models import Agreement, Fact, Reference, Term
from kapsite.publishing.problems import Problem, errors
from kapsite.publishing.rendering import render

Row = TypeVar("Row", Reference, Fact, Term)
LIMIT = 2 * 1024 * 1024  # bytes of one content file


class Step(Enum):
    """What sync does with one file."""

    SAME = "in step"
    TAKE = "taken from the file"
    ADOPT = "the same in both"
    KEEP = "changed in the database, kept; --export writes it to the file"
    NEW = "only in the database; --export writes the file"
    GONE = "the file is gone; the database keeps the document"
    DELETED = "deleted in the database, and stays deleted; remove the file too"
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
        return Step.GONE
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
    agreed = {row.path: row for row in Agreement.objects.all()}
    stored = {one.path: (kind, one) for kind in kinds().values() for one in kind.stored()}
    files = dict(read(folder, result.problems))
    for path in sorted({*files, *stored, *agreed}):
        kind, row = stored.get(path) or (kind_of(path), None)
        if kind is not None:
            change = compare(path, kind, files.get(path), row, agreed.get(path))
            if change.step is Step.CONFLICT and path in set(take):
                change.step = Step.TAKE
            elif change.step is Step.CONFLICT and path in set(keep):
                change.step = Step.KEEP
            result.changes.append(change)
            if change.file is not None:
                result.problems += change.file.problems
    if result.ok:
        result.problems += check(result)
    return result


def read(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Every content file below ``folder``; what is no content file becomes a warning."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if not file.is_file() or any(part.startswith(".") for part in path.split("/")):
            continue
        if kind_of(path) is None:
            message = "no kind of content has files here; see README, “Editing content”."
            problems.append(Problem(path, 1, message, "warning"))
        elif file.stat().st_size > LIMIT:
            problems.append(Problem(path, 1, f"the file is over {LIMIT:,} bytes; split it."))
        else:
            yield path, file.read_bytes()


def compare(
    path: str, kind: Kind, data: bytes | None, row: Loaded | None, agreed: Agreement | None
) -> Change:
    """The change for one file; it is parsed only where that can matter."""
    text = kind.text(row) if row else ""
    step = decide(
        digest(data) if data is not None else "",
        digest(text.encode()) if row else "",
        (agreed.file_hash, agreed.row_hash) if agreed else None,
    )
    change = Change(path, step, data or b"", row=row)
    if step in {Step.TAKE, Step.CONFLICT} and data is not None:
        change.file = load(path, kind, data)
        same = row and not errors(change.file.problems) and kind.text(change.file) == text
        change.step = Step.ADOPT if same else step
    return change


def load(path: str, kind: Kind, data: bytes) -> Loaded:
    """What the file's bytes hold."""
    try:
        return kind.load(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Loaded(path, problems=[Problem(path, line, "not UTF-8; save the file as UTF-8.")])


def check(plan: Plan) -> list[Problem]:
    """Whether every document, as it would be after ``plan``, still finds all that it refers to."""
    taken = [one.file for one in plan.having(Step.TAKE) if one.file]
    if not taken:
        return []
    kept = [one.row for one in plan.changes if one.row and one.step is not Step.TAKE]
    documents = [one.document for one in taken if one.document]
    for document in documents:
        for readable in document.readables():
            readable.outline()
    everything = [*taken, *kept]
    books = library.Library().having(
        documents=[one.document for one in everything if one.document],
        references=rows(everything, Reference),
        facts=rows(everything, Fact),
        glossary=rows(everything, Term),
    )
    found = [*double_addresses(everything)]
    for loaded in everything:
        if loaded.document:
            for readable in loaded.document.readables():
                rendered = render(readable, books, loaded.path, loaded.lines)
                found += rendered.page.problems
    shown = {one.path for one in taken}
    # Warnings of what did not change were told when it did.
    return [one for one in found if one.level == "error" or one.path in shown]


def rows(loaded: Iterable[Loaded], model: type[Row]) -> list[Row]:
    """The rows of ``model`` among what was loaded."""
    return [row for one in loaded for row in one.rows if isinstance(row, model)]


def double_addresses(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    """Two pages cannot have one address."""
    seen: dict[str, str] = {}
    for one in loaded:
        for readable in one.document.readables() if one.document else ():
            if readable.key in seen:
                message = (
                    f"“{readable.slug}” is also the address of a page in {seen[readable.key]}."
                )
                yield Problem(one.path, one.lines.get((readable.key, "body"), 1), message)
            seen[readable.key] = one.path


@transaction.atomic
def apply(plan: Plan) -> None:
    """Carry out ``plan`` in one transaction; raises ValueError where it has errors."""
    if not plan.ok:
        raise ValueError("a plan with errors is not carried out")
    documents: list[Document] = []
    for change in plan.having(Step.TAKE, Step.ADOPT):
        kind = kind_of(change.path)
        assert kind is not None and change.file is not None
        if change.step is Step.TAKE:
            kind.save(change.file)
            documents += [change.file.document] if change.file.document else []
        agree(change.path, change.data, kind.text(change.file))
    if plan.having(Step.TAKE):
        publication.changed(documents)


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


def export(folder: Path, changes: Iterable[Change]) -> Iterator[Path]:
    """Write the documents of ``changes`` as files below ``folder``; yields each as it is written.

    A document that nobody edited is written as it came, byte for byte.
    """
    agreed = {row.path: row for row in Agreement.objects.all()}
    for change in changes:
        kind = kind_of(change.path)
        if kind is None or change.row is None:
            continue
        old = agreed.get(change.path)
        row_text = kind.text(change.row)
        unedited = old is not None and old.row_hash == digest(row_text.encode())
        like = bytes(old.text).decode() if old else ""
        data = bytes(old.text) if unedited and old else kind.text(change.row, like).encode()
        file = folder / change.path
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.new")
        draft.write_bytes(data)
        draft.replace(file)
        yield file


def settle(folder: Path, changes: Iterable[Change]) -> None:
    """Note that the files below ``folder``, just exported, and the rows of ``changes`` agree."""
    for change in changes:
        kind = kind_of(change.path)
        if kind is not None and change.row is not None:
            agree(change.path, (folder / change.path).read_bytes(), kind.text(change.row))
