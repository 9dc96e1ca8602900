"""What follows when documents change: their outline, the links between them, the pages."""

from collections.abc import Iterable

from django.db import transaction

from kapsite.publishing import library, pages
from kapsite.publishing.documents import Document
from kapsite.publishing.markdown import Page
from kapsite.publishing.models import Link


def changed(documents: Iterable[Document]) -> None:
    """Note the links of ``documents``, just saved, and finish all pages anew after the commit."""
    books = library.load(drafts=True)
    for document in documents:
        for readable in document.readables():
            page = Page(books.context(document.path))
            for _field, text in readable.parts:
                page.render(text)
            terms = {f"glossary#{slug}" for slug in page.terms}
            note_links(readable.key, {link.key for link in page.links} | terms)
    publish()


def note_links(source: str, targets: set[str]) -> None:
    """Make the link graph say that ``source`` leads to ``targets`` and to nothing else."""
    Link.objects.filter(source=source).delete()
    Link.objects.bulk_create(
        Link(source=source, target=target) for target in sorted(targets - {source, ""})
    )


def publish() -> None:
    """Finish all pages anew once the change is committed."""
    # Robust: what is saved stays saved, and readers keep the last good pages.
    transaction.on_commit(pages.rebuild, robust=True)
