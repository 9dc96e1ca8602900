"""What follows when documents change: the live copies, the links between them, the pages."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kapsite.publishing import library, pages
from kapsite.publishing.documents import Document, Status
from kapsite.publishing.kinds import Loaded, kind_of
from kapsite.publishing.kinds import documents as every
from kapsite.publishing.models import Change, Link
from kapsite.publishing.rendering import render
from kapsite.publishing.reviews import may_publish
from kapsite.publishing.versions import loaded, version_of


@transaction.atomic
def changed(documents: Iterable[Document]) -> None:
    """Bring what readers see of ``documents``, just saved, up to date; finish the pages after."""
    settle(documents)
    publish()


@transaction.atomic
def settle(documents: Iterable[Document]) -> None:
    """Show of ``documents`` what readers may see now, and no more; finishes no page."""
    for document in documents:
        release(document)
    # All of them: a page that appears is one to which others lead already.
    relink(every(live=True))


def release(document: Document) -> None:
    """Copy ``document`` to where readers see it, if they may.

    Where a review is required, the last approved version stays until the new one is approved.
    """
    kind, before = kind_of(document.path), loaded(document.path, live=True)
    assert kind is not None
    live = before.document if before else None
    version = version_of(document)
    if document.status != Status.PUBLISHED:
        return retract(live)
    if not may_publish(document, version):
        return None if live and may_publish(live, live.version) else retract(live)
    text = kind.text(Loaded(document.path, document))
    if before and live and live.version == version and kind.text(before) == text:
        return None
    fresh = kind.load(document.path, text)
    assert fresh.document is not None
    fresh.document.version = version
    kind.save(fresh, live=True)
    return tell_readers(document, live, version)


def retract(live: Document | None) -> None:
    """Take a live copy off the site."""
    if live is not None:
        for readable in live.readables():
            Link.objects.filter(source=readable.key).delete()
        live.delete()


def tell_readers(document: Document, live: Document | None, version: str) -> None:
    """Add the editor's note to the page's history."""
    told = Change.objects.filter(key=document.key).first()
    if live is None:
        note = document.note or ("" if told else "First published.")
        # A page that comes back has said so before.
        note = "" if told and told.note == note else note
    elif live.version != version and document.note != live.note:
        note = document.note
    else:
        note = ""
    if note:
        Change.objects.create(key=document.key, on=timezone.localdate(), note=note)


def relink(documents: Iterable[Document]) -> None:
    """Make the link graph say where ``documents`` lead, and which terms and facts they use."""
    books = library.load()
    for document in documents:
        for readable in document.readables():
            page = render(readable, books, document.path).page
            targets = {link.key for link in page.links}
            targets |= {f"glossary#{slug}" for slug in page.terms}
            targets |= {f"fact:{key}" for key in page.facts | page.routes}
            note_links(readable.key, targets)


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
