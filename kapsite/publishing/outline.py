"""What a text says under which headings, without its markup."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from kapsite.publishing.context import Context


@dataclass
class Section:
    """A heading and the plain text under it; the text before any heading has level 0."""

    id: str = ""
    title: str = ""
    level: int = 0
    text: str = ""
    children: list["Section"] = field(default_factory=list)


def plain(inline: Token, context: Context, *, inserted: str = "") -> str:
    """The words of a run of text as a reader meets them, without markup.

    ``inserted`` stands for what ``context`` does not know.
    """
    words = []
    for child in inline.children or []:
        if child.type in {"fact", "clinic"}:
            known = context.facts if child.type == "fact" else context.clinic
            words.append(known[child.meta["key"]].text if child.meta["key"] in known else inserted)
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif child.type in {"text", "code_inline", "term", "image"}:
            words.append(child.content)
    return "".join(words).strip()


def slugify(title: str) -> str:
    """A heading's id as GitHub makes it: lower case, words joined with hyphens."""
    return re.sub(r"[^\w\- ]", "", title.lower().strip()).replace(" ", "-")


def contents(sections: list[Section]) -> list[Section]:
    """The table of contents: second-level sections, each with its third-level children."""
    toc: list[Section] = []
    for section in sections:
        section.children = []
        if section.level == 2:
            toc.append(section)
        elif section.level == 3 and toc:
            toc[-1].children.append(section)
        elif section.level == 3:
            toc.append(section)
    return toc
