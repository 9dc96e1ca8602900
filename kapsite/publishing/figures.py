"""Numbers as people read them: so many dots of so many, with their words and their limit."""

from html import escape
from typing import Any

ROW = 20  # dots
STEP = 10  # of the drawing's units, from dot to dot


def figure(insert: Any, source: str) -> str:
    """An icon array for each count of a fact, its limit in the caption; ``source`` is HTML."""
    rows = "".join(_row(one) for one in insert.figure)
    limit = f"<strong>The limit:</strong> {escape(insert.limit)}{source}"
    return (
        f'<figure class="numbers {insert.kind}">\n<p>{escape(_sentence(insert.text))}</p>\n{rows}'
        f"<figcaption>{limit}</figcaption>\n</figure>\n"
    )


def _sentence(phrase: str) -> str:
    # A fact is written to stand within a sentence; here it stands alone.
    return phrase[:1].upper() + phrase[1:].rstrip(".") + "."


def _row(count: Any) -> str:
    said = f"{count.count} of {count.of}"
    height = STEP * -(-count.of // ROW)
    width = STEP * min(count.of, ROW)
    return (
        f'<div class="numbers__row"><svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{said} dots filled">'
        f'<path class="numbers__rest" d="{_dots(count.count, count.of)}"/>'
        f'<path class="numbers__part" d="{_dots(0, count.count)}"/></svg>'
        f"<p><strong>{said}</strong> {escape(count.label)}</p></div>\n"
    )


def _dots(start: int, end: int) -> str:
    # A line of no length with round ends is a dot.
    places = ((place % ROW, place // ROW) for place in range(start, end))
    return "".join(f"M{STEP * x + STEP // 2} {STEP * y + STEP // 2}h0" for x, y in places)
