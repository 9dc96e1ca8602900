"""A Markdown body in its second-level sections, for files that hold many entries."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markdown_it.token import Token

from kapsite.publishing.context import Context
from kapsite.publishing.filetext import Piece, patch
from kapsite.publishing.outline import plain, slugify
from kapsite.publishing.rules import MARKDOWN

INTRO = ""
MARKS = re.compile(r"[\\`*_\[\]{}<>&#]")


@dataclass(frozen=True)
class Entry:
    """A ``##`` heading and the text below it.

    The lines count from 1 in the file; ``start`` and ``end`` are places in the body.
    """

    id: str
    title: str
    text: str
    line: int
    text_line: int
    start: int
    end: int


def split(body: str, first_line: int) -> tuple[str, list[Entry]]:
    """The text before the first ``##`` heading, and each heading with its text."""
    lines = body.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    heads = headings(body, "h2")
    ends = [*(opening.map[0] for opening, _ in heads if opening.map), len(lines)][1:]
    entries = []
    for (opening, inline), end in zip(heads, ends, strict=True):
        start, below = opening.map or (0, 0)
        text = "\n".join(lines[below:end])
        skipped = len(text) - len(text.lstrip("\n"))
        title = plain(inline, Context())
        entries.append(
            Entry(
                str(opening.attrGet("id") or "") or slugify(title),
                title,
                text.strip("\n"),
                first_line + start,
                first_line + below + skipped,
                starts[start],
                starts[start] + len("\n".join(lines[start:end]).rstrip("\n")),
            )
        )
    intro = body[: entries[0].start] if entries else body
    return intro.strip("\n"), entries


def headings(body: str, *tags: str) -> list[tuple[Token, Token]]:
    """The headings of these levels, outside of lists and quotes: (opening, text) tokens."""
    return [
        (opening, inline)
        for opening, inline in pairwise(MARKDOWN.parse(body))
        if opening.type == "heading_open" and opening.tag in tags and opening.level == 0
    ]


def heading(title: str, id_: str) -> str:
    """A ``##`` heading that shows ``title`` as it is, whatever marks it holds."""
    shown = MARKS.sub(r"\\\g<0>", title)
    return f"## {shown} {{#{id_}}}"


def deepen(text: str) -> str:
    """``text`` with its first and second level headings made third: it is part of a section."""
    lines = text.split("\n")
    for opening, inline in reversed(headings(text, "h1", "h2")):
        start, end = opening.map or (0, 0)
        id_ = opening.attrGet("id")
        lines[start:end] = [f"### {inline.content}" + (f" {{#{id_}}}" if id_ else "")]
    return "\n".join(lines)


def rejoin(
    intro: str, sections: Mapping[str, str], like: str, written: Callable[[Entry], str]
) -> str:
    """A body of ``intro`` and ``sections``, by id, where what did not change stays as in ``like``.

    ``written`` is how we would write an entry of ``like``.
    """
    old_intro, entries = split(like, 1)
    at = like.find(old_intro)
    old = [Piece(INTRO, at, at + len(old_intro), old_intro)] if old_intro else []
    old += [Piece(entry.id, entry.start, entry.end, written(entry)) for entry in entries]
    new = ({INTRO: intro} if intro else {}) | dict(sections)
    return patch(like, old, new, "\n\n")
