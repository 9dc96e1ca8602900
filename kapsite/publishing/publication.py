"""What follows when documents change: their outline, the links between them, the pages."""

from collections.abc import Iterable

from django.db import transaction

from kapsite.publishing import library, pages
from kapsite.publishing.documents import Document
from kapsite.publishing.models import Link
from kapsite.publishing.rendering import render


def changed(documents: Iterable[Document]) -> None:
    """Note the links of ``documents``, just saved, and finish all pages anew after the commit."""
    relink(documents)
    publish()


def relink(documents: Iterable[Document]) -> None:
    """Make the link graph say what ``documents`` link to, and which terms they explain."""
    books = library.load(drafts=True)
    for document in documents:
        for readable in document.readables():
            page = render(readable, books, document.path).page
            terms = {f"glossary#{slug}" for slug in page.terms}
            note_links(readable.key, {link.key for link in page.links} | terms)


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
