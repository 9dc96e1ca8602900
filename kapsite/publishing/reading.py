"""What a reader's page shows around a document's text: related, mentioned in, before and after."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render as render_template

from kapsite.publishing import library, schema
from kapsite.publishing.documents import Document, Readable, Status
from kapsite.publishing.kinds import documents
from kapsite.publishing.links import BadLink, resolve
from kapsite.publishing.models import Change, Link
from kapsite.publishing.rendering import render
from kapsite.publishing.reviews import review_of

RELATED = 4  # more is a list that nobody reads


def catalogue() -> dict[str, Readable]:
    """Every page that readers may see, by its key."""
    return {
        readable.key: readable
        for document in documents(live=True)
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
    document.review = review_of(document, rendered.page.facts | rendered.page.routes)
    known = catalogue()
    outgoing = [link.key for link in rendered.page.links]
    chosen = related_keys(document, books) if readable is document else []
    place = next((i for i, one in enumerate(siblings) if one.key == readable.key), None)
    return {
        "doc": readable,
        "document": document,
        "rendered": rendered,
        "changes": Change.objects.filter(key=document.key),
        "schema": schema.markup(readable, document, rendered),
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


def absent(request: HttpRequest, model: type[Document], slug: str) -> HttpResponse:
    """The answer where readers see no document of that address.

    A former address leads to the new one; a page that waits for its review says so; else
    Http404 is raised.
    """
    for document in model.objects.published().exclude(aliases=[]):
        if slug in document.aliases:
            return HttpResponsePermanentRedirect(document.url)
    waiting = model.objects.filter(slug=slug, status=Status.PUBLISHED)
    if not waiting.exists():
        raise Http404
    return holding(request)


def holding(request: HttpRequest, *, status: int = 404) -> HttpResponse:
    """The answer for a page that waits for its review."""
    return render_template(request, "publishing/holding.html", status=status)


def waiting(model: type[Document]) -> bool:
    """Whether readers see none of these documents, and some wait for their review."""
    if model.objects.published().exists():
        return False
    return bool(model.objects.filter(status=Status.PUBLISHED).exists())
