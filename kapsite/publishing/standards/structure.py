"""The outline: one title, and no level of heading skipped (WCAG 1.3.1, 2.4.6)."""

from collections.abc import Iterator

from kapsite.publishing.problems import Problem
from kapsite.publishing.standards.prose import Prose

RULE = "structure"
TITLE = 1


def check(prose: Prose) -> Iterator[Problem]:
    """Each heading that is more than one level below the one before it, or is empty."""
    level = TITLE
    for block in prose.blocks:
        if block.kind != "heading":
            continue
        if not block.text.strip():
            yield prose.problem(block.line, RULE, "an empty heading; write its words or delete it.")
        if block.level > level + 1:
            marks = "#" * (level + 1 + prose.raised)
            message = f"“{block.text}” skips a level; write it with “{marks}”."
            yield prose.problem(block.line, RULE, message)
        level = block.level
