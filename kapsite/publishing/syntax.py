"""What our Markdown adds to CommonMark: citations, facts, clinic settings, terms, heading ids.

``[@key]`` and ``[@a; @b, a note on the evidence]`` cite (Pandoc's form), ``{fact:key}`` and
``{clinic:key}`` insert what is said once, ``[shown]{term}`` and ``[shown]{term:slug}`` explain
a term in place, and
``## Heading {#id}`` gives a section its own address.
"""

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

LONGEST = 200_000  # characters of one text; 30,000 words, which no one page should have
_CITED = r"@[\w.:-]+(?:,[^;\[\]\n]*)?"
CITATION = re.compile(rf"\[({_CITED}(?:\s*;\s*{_CITED})*)\]")
INSERT = re.compile(r"\{(fact|clinic):([\w-]+)\}")
TERM = re.compile(r"\[([^\[\]\n]{1,80})\]\{term(?::([\w-]+))?\}")
HEADING_ID = re.compile(r"\{#([A-Za-z0-9][\w-]*)\}$")


class Parser(MarkdownIt):
    """A parser that leaves it to us which addresses are good, so that a bad one is told."""

    def validateLink(self, url: str) -> bool:
        """All pass here; links are checked when they are resolved, and once more at the end."""
        return True


def parser() -> MarkdownIt:
    """CommonMark with tables, footnotes, alerts and our own additions; HTML is plain text."""
    markdown = Parser("commonmark", {"html": False, "alerts": True}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    for name, rule in (("citation", _citation), ("insert", _insert), ("term", _term)):
        markdown.inline.ruler.before("link", name, rule)
    markdown.core.ruler.after("block", "heading_id", _heading_ids)
    return markdown


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        cited = [one.strip().lstrip("@").partition(",") for one in match[1].split(";")]
        keys = [key.rstrip(".:") for key, _, _ in cited]
        token.meta = {"keys": keys, "notes": [note.strip() for _, _, note in cited if note.strip()]}
    state.pos = match.end()
    return True


def _insert(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = INSERT.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push(match[1], "", 0)
        token.meta = {"key": match[2]}
    state.pos = match.end()
    return True


def _term(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = TERM.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("term", "", 0)
        token.content = match[1]
        token.meta = {"slug": match[2] or ""}
    state.pos = match.end()
    return True


def _heading_ids(state: StateCore) -> None:
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open" and (match := HEADING_ID.search(inline.content)):
            opening.attrSet("id", match[1])
            inline.content = inline.content[: match.start()].rstrip()
