"""What a reader's page shows around a document's text: related, mentioned in, before and after."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponsePermanentRedirect

from kapsite.publishing import library
from kapsite.publishing.documents import Document, DocumentQuerySet, Readable, Status
from kapsite.publishing.kinds import documents
from kapsite.publishing.links import BadLink, resolve
from kapsite.publishing.models import Link
from kapsite.publishing.rendering import render

RELATED = 4  # more is a list that nobody reads


def catalogue() -> dict[str, Readable]:
    """Every page that readers may see, by its key."""
    return {
        readable.key: readable
        for document in documents()
        if document.status == Status.PUBLISHED
        for readable in document.readables()
    }


def page_context(
    readable: Readable, document: Document, siblings: Sequence[Readable] = ()
) -> dict[str, Any]:
    """What the template of a document's page needs.

    ``document`` is the file's document: ``readable`` itself, or the set that holds it;
    ``siblings`` are the pages in reading order.
    """
    books = library.load()
    rendered = render(readable, books, document.path)
    known = catalogue()
    outgoing = [link.key for link in rendered.page.links]
    chosen = related_keys(document, books) if readable is document else []
    place = next((i for i, one in enumerate(siblings) if one.key == readable.key), None)
    return {
        "doc": readable,
        "document": document,
        "rendered": rendered,
        "related": pick([*chosen, *outgoing], known, but=readable.key)[:RELATED],
        "mentioned_in": pick(mentions(readable.key), known),
        "previous": siblings[place - 1] if place else None,
        "next": siblings[place + 1] if place is not None and place + 1 < len(siblings) else None,
    }


def related_keys(document: Document, books: library.Library) -> list[str]:
    """The keys of the pages that the front matter names; those that are gone are left out."""
    keys = []
    for href in document.related:
        try:
            link = resolve(href, path=document.path, targets=books.targets, site_path=books.has)
        except BadLink:
            continue
        keys.append(link.key)
    return keys


def mentions(key: str) -> Iterable[str]:
    """The keys of the pages that lead to ``key``."""
    return Link.objects.filter(target=key).order_by("source").values_list("source", flat=True)


def pick(keys: Iterable[str], known: dict[str, Readable], but: str = "") -> list[Readable]:
    """The known pages of these keys, each once, without the page ``but``."""
    return [known[key] for key in dict.fromkeys(keys) if key in known and key != but]


def moved(rows: DocumentQuerySet, slug: str) -> HttpResponsePermanentRedirect:
    """A redirect to the document that once had this address; raises Http404 where there is none."""
    for document in rows.exclude(aliases=[]):
        if slug in document.aliases:
            return HttpResponsePermanentRedirect(document.url)
    raise Http404
