"""Writes what the database holds as content files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kapsite.publishing.kinds import kind_of
from kapsite.publishing.models import Agreement
from kapsite.publishing.sync import Change, agree, digest, unedited


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
        if old is not None and unedited(kind, row_text, old):
            data = bytes(old.text)
        else:
            data = kind.text(change.row, bytes(old.text).decode() if old else "").encode()
        file = folder / change.path
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.new")
        draft.write_bytes(data)
        draft.replace(file)
        yield file


def settle(folder: Path, changes: Iterable[Change]) -> None:
    """Note that the files below ``folder``, just exported, and the rows of ``changes`` agree.

    What is deleted in the database stays so, whatever its file says now.
    """
    for change in changes:
        kind = kind_of(change.path)
        if kind is not None and change.row is not None:
            agree(change.path, (folder / change.path).read_bytes(), kind.text(change.row))
        else:
            old = Agreement.objects.filter(path=change.path)
            old.update(file_hash=digest(change.data), text=change.data)
