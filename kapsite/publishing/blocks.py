"""The blocks of a page's text: as the rules of content see them, and facts that are blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from markdown_it.token import Token

from kapsite.publishing.context import Context
from kapsite.publishing.outline import plain

Kind = Literal["heading", "text", "item", "cell"]
# Stands for what facts and settings put into a text.
INSERTED = "\ufffc"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or table cell; ``own`` leaves out what facts put in."""

    line: int
    kind: Kind
    text: str
    own: str
    level: int = 0
    cited: bool = False
    noted: bool = False
    row: int = 0


class Place(Protocol):
    """Where on its page a block stands."""

    context: Context
    line: int
    rows: int


def block(tokens: Sequence[Token], index: int, place: Place) -> Block:
    """The block that the inline token at ``index`` is."""
    inline, opening = tokens[index], tokens[index - 1]
    citations = [one for one in inline.children or [] if one.type == "citation"]
    kind: Kind = "text"
    if opening.type == "heading_open":
        kind = "heading"
    elif opening.type in {"th_open", "td_open"}:
        kind = "cell"
    elif tokens[index - 2].type == "list_item_open":
        kind = "item"
    return Block(
        place.line,
        kind,
        plain(inline, place.context),
        plain(inline, Context(), inserted=INSERTED),
        int(opening.tag[1]) if kind == "heading" else 0,
        bool(citations),
        any(one.meta.get("notes") for one in citations),
        place.rows if kind == "cell" else 0,
    )


def with_block_facts(tokens: Sequence[Token]) -> list[Token]:
    """``tokens``, in which a paragraph that is one fact with a list or numbers becomes these."""
    shown: list[Token] = []
    skip = False
    for index, token in enumerate(tokens):
        if skip:
            skip = token.type != "paragraph_close"
            continue
        fact = block_fact(tokens[index + 1]) if token.type == "paragraph_open" else None
        if fact is not None:
            shown.append(fact)
            skip = True
        else:
            shown.append(token)
    return shown


def block_fact(inline: Token) -> Token | None:
    """The token of a fact that stands alone and has more than a phrase to show."""
    children = [one for one in inline.children or [] if one.type != "text" or one.content.strip()]
    facts = [one for one in children if one.type == "fact"]
    insert: Any = facts[0].meta.get("insert") if len(facts) == 1 else None
    if insert is None or not (insert.items or insert.figure):
        return None
    citations = [one for one in children if one.type == "citation"]
    if len(children) != 1 + len(citations):
        return None
    meta = {"insert": insert, "citations": citations, "source": facts[0].meta.get("source")}
    return Token("block_fact", "", 0, meta=meta)
