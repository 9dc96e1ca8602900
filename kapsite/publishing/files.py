"""The content files on disk."""

from collections.abc import Iterator
from pathlib import Path

from kapsite.publishing.kinds import Kind, Loaded, kind_of
from kapsite.publishing.problems import Problem

LIMIT = 2 * 1024 * 1024  # bytes of one content file


def read(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Every content file below ``folder``; what is no content file becomes a warning."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_dir() or any(part.startswith(".") for part in path.split("/")):
            continue
        if kind_of(path) is None:
            message = "no kind of content has files here; see README, “Editing content”."
            problems.append(Problem(path, 1, message, "warning"))
        elif not file.is_file():
            problems.append(Problem(path, 1, "is no file that can be read; remove it."))
        elif file.stat().st_size > LIMIT:
            problems.append(Problem(path, 1, f"the file is over {LIMIT:,} bytes; split it."))
        else:
            yield path, file.read_bytes()


def load(path: str, kind: Kind, data: bytes) -> Loaded:
    """What the file's bytes hold."""
    try:
        return kind.load(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Loaded(path, problems=[Problem(path, line, "not UTF-8; save the file as UTF-8.")])
