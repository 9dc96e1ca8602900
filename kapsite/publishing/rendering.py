"""A document's page: its parts as HTML, its contents, and its list of references."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from kapsite.publishing.bibliography import reference_html
from kapsite.publishing.context import Context
from kapsite.publishing.documents import Readable
from kapsite.publishing.library import Library
from kapsite.publishing.markdown import Page
from kapsite.publishing.models import Reference
from kapsite.publishing.outline import Section, contents


@dataclass(frozen=True)
class Citation:
    """One entry of a page's list of references."""

    number: int
    key: str
    html: SafeString
    backlinks: list[str]
    verification: str
    verification_label: str
    evidence: str
    doi: str


@dataclass(frozen=True)
class Rendered:
    """A finished document: ``parts`` by field, ``html`` its main text."""

    parts: dict[str, SafeString]
    page: Page
    toc: list[Section]
    references: list[Citation]

    @property
    def html(self) -> SafeString:
        """The main text."""
        return self.parts["body"]


def render(
    readable: Readable,
    library: Library,
    path: str,
    lines: Mapping[tuple[str, str], int] | None = None,
    page: Page | None = None,
) -> Rendered:
    """Render every part of ``readable``, which stands in the file ``path``.

    ``lines`` says where each part starts in that file, so that ``page.problems`` can name lines;
    ``page`` is the page it goes on where that holds more than one document.
    """
    page = page or Page(Context())
    page.context = library.context(path, readable.anchors())
    page.raised = readable.raised
    first = lines or {}
    parts = {
        # Sanitized by Page.render, which is the one place that makes HTML from Markdown.
        field: mark_safe(page.render(text, first.get((readable.key, field), 1)))  # noqa: S308
        for field, text in readable.parts
    }
    return Rendered(parts, page, contents(page.sections), bibliography(page, library))


def bibliography(page: Page, library: Library) -> list[Citation]:
    """The works that a page cites, in the order of their numbers."""
    return [
        _citation(number, library.references[key], uses)
        for number, (key, uses) in enumerate(page.citations.items(), start=1)
    ]


def _citation(number: int, reference: Reference, backlinks: list[str]) -> Citation:
    return Citation(
        number,
        reference.key,
        mark_safe(reference_html(reference.csl)),  # noqa: S308 - every part is escaped there
        backlinks,
        reference.verification,
        str(reference.get_verification_display()),
        reference.evidence,
        f"https://doi.org/{reference.csl['DOI']}" if reference.csl.get("DOI") else "",
    )
