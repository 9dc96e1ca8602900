"""A Markdown body in its second-level sections, for files that hold many entries."""

from dataclasses import dataclass
from itertools import pairwise

from kapsite.publishing.outline import plain, slugify
from kapsite.publishing.rules import MARKDOWN


@dataclass(frozen=True)
class Entry:
    """A ``##`` heading and the text below it; the lines count from 1 in the file."""

    id: str
    title: str
    text: str
    line: int
    text_line: int


def split(body: str, first_line: int) -> tuple[str, list[Entry]]:
    """The text before the first ``##`` heading, and each heading with its text."""
    lines = body.split("\n")
    tokens = MARKDOWN.parse(body)
    heads = [
        (opening.map[0], opening.map[1], str(opening.attrGet("id") or ""), inline.content)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open" and opening.tag == "h2" and opening.map
    ]
    ends = [start for start, *_ in heads[1:]] + [len(lines)]
    entries = []
    for (start, below, id_, title), end in zip(heads, ends, strict=True):
        text = "\n".join(lines[below:end])
        skipped = len(text) - len(text.lstrip("\n"))
        entries.append(
            Entry(
                id_ or slugify(title),
                title.strip(),
                text.strip("\n"),
                first_line + start,
                first_line + below + skipped,
            )
        )
    intro = lines[: heads[0][0]] if heads else lines
    return "\n".join(intro).strip("\n"), entries
