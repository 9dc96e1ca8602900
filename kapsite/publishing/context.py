"""Everything outside a document that its text can refer to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kapsite.publishing.links import Target
from kapsite.publishing.problems import Problem
from kapsite.publishing.terms import Routes, Terms

HTML_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    label: str
    count: int
    of: int


@dataclass(frozen=True)
class Insert:
    """What ``{fact:key}`` or ``{clinic:key}`` shows; ``href`` makes it a link."""

    text: str
    kind: str = ""
    href: str = ""
    items: tuple[str, ...] = ()
    figure: tuple[Count, ...] = ()
    limit: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Context:
    """Link targets by file, references, facts and clinic settings by key, and the terms."""

    path: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict)
    references: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, Insert] = field(default_factory=dict)
    clinic: Mapping[str, Insert] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    routes: Routes = field(default_factory=Routes)
    site_path: Callable[[str], bool] = lambda path: True


@dataclass
class Findings:
    """What is wrong with a text, noted while it is read; ``line`` is where the reader is."""

    context: Context
    problems: list[Problem] = field(default_factory=list)
    line: int = 1

    def error(self, message: str) -> None:
        """Note what must be mended before publication."""
        self.problems.append(Problem(self.context.path, self.line, message))

    def warn(self, message: str) -> None:
        """Note what should be mended."""
        self.problems.append(Problem(self.context.path, self.line, message, "warning"))

    def leftovers(self, text: str) -> None:
        """Tell of markup that came to nothing."""
        if match := HTML_TAG.search(text):
            self.warn(f"“{match[0]}” is shown as text; write Markdown instead of HTML.")
        if "](" in text:
            self.warn(
                "“[…](…)” did not become a link; put what stands in its square brackets behind it."
            )
        if match := FOOTNOTE.search(text):
            self.warn(f"there is no footnote “{match[0]}” in this text; write “{match[0]}: …”.")
