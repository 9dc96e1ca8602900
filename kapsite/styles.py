"""The public pages' styles, in each page itself: one response is enough to draw it.

The sources stay the files of ``static/css``, read once a process. The browser accepts what stands
in the page because its hash is in the Content-Security-Policy (CSP Level 3, section 8.3).
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css"
SITE = tuple("tokens reset base layout components prose forms utilities print".split())
# Sheets that only some pages link, after the site's own.
PAGE = ("journeys",)

STRING = re.compile(r"""("[^"]*"|'[^']*')""")
COMMENT = re.compile(rf"{STRING.pattern}|/\*.*?\*/", re.DOTALL)
LINK = re.compile(
    rf'<link rel="stylesheet" href="[^"]*/css/({"|".join(PAGE)})(?:\.[0-9a-f]+)?\.css">'
)


@cache
def sheet(*names: str) -> str:
    """The sheets of those names, one after the other, as they stand in a page."""
    return "".join(smaller((FOLDER / f"{name}.css").read_text("utf-8")) for name in names)


def element(*names: str) -> str:
    """Those sheets as an HTML element; raises ValueError for text that would end it early."""
    text = sheet(*names)
    if "</" in text:
        raise ValueError(f"</ may not stand in a style sheet: {', '.join(names)}")
    return f"<style>{text}</style>"


def inlined(html: str) -> str:
    """``html`` with each link to a page's own sheet replaced by that sheet."""
    return LINK.sub(lambda link: element(link[1]), html)


def hashes() -> list[str]:
    """The policy's sources for every style element that a page may have."""
    texts = [sheet(*SITE), *(sheet(name) for name in PAGE)]
    return [source(text) for text in texts]


def source(text: str) -> str:
    """The policy's source expression that admits a style element of exactly this text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def smaller(css: str) -> str:
    """``css`` without comments and needless white space; strings stay as they are."""
    parts = STRING.split(COMMENT.sub(lambda found: found[1] or " ", css))
    # Every other part is a string.
    parts[::2] = [squeezed(part) for part in parts[::2]]
    return "".join(parts).strip()


def squeezed(css: str) -> str:
    """CSS without strings, its white space only where it separates."""
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    # Before a colon a space means "any descendant"; after it, nothing.
    return css.replace(": ", ":").replace(";}", "}")
