"""A document's file, written so that what did not change keeps its very wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml

from kapsite.publishing.frontmatter import Document, FrontMatter, normalize, parse, split


def dump(meta: FrontMatter, body: str, *, like: str = "") -> str:
    """The file's text for ``meta`` and ``body``.

    Keys, comments, spacing and line ends that need not change stay as they are in ``like``.
    """
    body = body.strip("\n")
    fresh = f"---\n{_front(meta)}---\n\n{body}\n"
    old = parse("", like)
    if not isinstance(old, Document):
        return fresh
    lines = normalize(like).split("\n")
    before, rest = lines[: old.body_line - 1], "\n".join(lines[old.body_line - 1 :])
    tail = rest[len(rest.rstrip("\n")) :]
    head = split(normalize(like))[0] or ""
    if old.meta != meta:
        fences = head.count("\n") + 3 if head else 0
        gap = before[fences:] if head else [""]
        before = ["---", *_front(meta, old.meta, head).split("\n")[:-1], "---", *gap]
    text = "\n".join([*before, body]) + tail
    new = parse("", text)
    # A spelling of YAML that we cannot take apart is written anew.
    if not isinstance(new, Document) or (new.meta, new.body) != (meta, body):
        return fresh
    return _ends_like(like, text)


def _ends_like(like: str, text: str) -> str:
    first = like.find("\n")
    text = text.replace("\n", "\r\n") if first > 0 and like[first - 1] == "\r" else text
    return "\ufeff" + text if like.startswith("\ufeff") else text


def _front(meta: FrontMatter, old: FrontMatter | None = None, head: str = "") -> str:
    fields = meta.model_dump(exclude_defaults=True)
    known = chunks(head)
    parts = []
    for key in [*known, *(name for name in fields if name not in known)]:
        above, own = known.get(key, ("", ""))
        if old and key in known and getattr(old, key) == getattr(meta, key):
            parts.append(above + own)
        elif key in fields:
            parts.append(above + _yaml(key, fields[key]))
    return "".join(parts)


def _yaml(key: str, value: object) -> str:
    return yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=1000)


def chunks(head: str) -> dict[str, tuple[str, str]]:
    """Each key's lines in ``head``: the comments above it, and its own."""
    node = yaml.compose(head, Loader=yaml.BaseLoader)
    if node is None:
        return {}
    keys = [(key.start_mark.line, key.value) for key, _ in node.value]
    lines = [f"{line}\n" for line in head.split("\n")]

    def above(end: int) -> int:
        """Where the comments begin that end at ``end``."""
        while end and lines[end - 1].startswith(("#", "\n")):
            end -= 1
        return end

    ends = [above(line) for line, _ in keys[1:]] + [len(lines)]
    return {
        key: ("".join(lines[above(start) : start]), "".join(lines[start:end]))
        for (start, key), end in zip(keys, ends, strict=True)
    }


@dataclass(frozen=True)
class Piece:
    """A part of a file, from ``start`` to ``end``, and its text as we would write it."""

    key: str
    start: int
    end: int
    text: str


def patch(like: str, old: Sequence[Piece], new: Mapping[str, str], joint: str) -> str:
    """``like`` with the pieces of ``new`` in place of ``old``.

    A piece that says the same keeps its wording, and neighbors keep what stands between them;
    else ``joint`` does.
    """
    if not old or not new:
        return joint.join(new.values())
    known = {piece.key: piece for piece in old}
    between = {(a.key, b.key): like[a.end : b.start] for a, b in pairwise(old)}
    keys = list(new)
    out = [like[: old[0].start]]
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        piece = known.get(key)
        same = piece is not None and piece.text == new[key]
        out.append(like[piece.start : piece.end] if piece and same else new[key])
        if after is not None:
            out.append(between.get((key, after), joint))
    return "".join(out) + like[old[-1].end :]
