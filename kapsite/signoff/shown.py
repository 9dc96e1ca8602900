"""A document as readers will see it once it is approved, on one page for its reviewer."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from kapsite.publishing import library, rendering
from kapsite.publishing.context import Context
from kapsite.publishing.documents import Document, Readable
from kapsite.publishing.markdown import Page
from kapsite.publishing.models import Term
from kapsite.publishing.rendering import Citation
from kapsite.publishing.versions import loaded


@dataclass(frozen=True)
class Shown:
    """Each page that the document makes, with its parts; what they cite; the facts they show."""

    pages: list[tuple[Readable, dict[str, SafeString]]]
    references: list[Citation]
    facts: set[str]
    terms: list[Term] = field(default_factory=list)


def show(document: Document) -> Shown:
    """Render ``document`` among what is on the site now, as publishing it would."""
    books = library.load().having(documents=[document])
    page = Page(Context())
    pages = [
        (readable, rendering.render(readable, books, document.path, page=page).parts)
        for readable in document.readables()
    ]
    stored = loaded(document.path)
    terms = stored.rows if stored else []
    return Shown(pages, rendering.bibliography(page, books), page.facts | page.routes, terms)
