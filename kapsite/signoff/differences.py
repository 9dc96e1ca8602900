"""What changed between two versions of a document, line by line and word by word."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

CONTEXT = 1  # unchanged lines around a change


@dataclass(frozen=True)
class Line:
    """One line of a comparison: ``html`` marks what was taken out and put in."""

    kind: str
    html: SafeString


def differences(old: str, new: str) -> list[Line]:
    """The changed lines with a little of what stands around them; none where nothing changed."""
    # Blank lines say nothing to a reader of a comparison.
    before, after = ([line for line in text.splitlines() if line.strip()] for text in (old, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    lines: list[Line] = []
    for group in matcher.get_grouped_opcodes(CONTEXT):
        if lines:
            lines.append(Line("gap", format_html("…")))
        for tag, i1, i2, j1, j2 in group:
            lines += compared(tag, before[i1:i2], after[j1:j2])
    return lines


def compared(tag: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """The lines of one step of the comparison."""
    if tag == "equal":
        yield from (Line("same", format_html("{}", line)) for line in before)
        return
    for old, new in zip(before, after, strict=False):
        yield Line("changed", words(old, new))
    yield from (Line("removed", removed(one)) for one in before[len(after) :])
    yield from (Line("added", added(one)) for one in after[len(before) :])


def words(old: str, new: str) -> SafeString:
    """One line with its removed and added words marked."""
    before, after = (re.findall(r"\s+|\S+", line) for line in (old, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    html = ""
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            html += format_html("{}", gone)
            continue
        html += removed(gone) if gone else ""
        html += added(come) if come else ""
    return mark_safe(html)  # noqa: S308 - every piece is escaped


def removed(text: str) -> SafeString:
    """Text that went; screen readers seldom tell of the element itself."""
    label = _("[taken out:")
    return format_html(
        '<del><span class="visually-hidden">{} </span>{}<span class="visually-hidden">] </span>'
        "</del>",
        label,
        text,
    )


def added(text: str) -> SafeString:
    """Text that came."""
    label = _("[put in:")
    return format_html(
        '<ins><span class="visually-hidden">{} </span>{}<span class="visually-hidden">] </span>'
        "</ins>",
        label,
        text,
    )
