"""Pages of the whole site: home, search, pages about the site, and what machines ask for."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import page_not_found

from articles.models import Article
from faq.models import Question
from faq.views import short_answers
from kapsite import search as searching
from kapsite.publishing import library
from kapsite.publishing.models import Glossary, Page
from kapsite.publishing.reading import (
    absent,
    catalogue,
    holding,
    mentions,
    page_context,
    pick,
    waiting,
)
from kapsite.publishing.reviews import public_terms

JOURNEYS = ("start-here", "self-check", "my-questions")
LISTS = ("home", "articles:list", "faq:list", "glossary")
STATIC_PATHS = (*LISTS, *JOURNEYS, "feed", "sitemap", "robots")


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of every template: the clinic's own details, and the language."""
    clinic = {key.replace("-", "_"): text for key, text in settings.CLINIC.items()}
    sample = {
        key.replace("-", "_")
        for key, text in settings.CLINIC.items()
        if text == settings.CLINIC_SAMPLES[key]
    }
    return {
        "clinic": SimpleNamespace(
            **clinic,
            phone_href=library.phone_href(clinic["phone"]),
            sample=sample,
            is_sample=bool(sample),
        ),
        "base_url": settings.BASE_URL,
        "language": get_language(),
    }


def home(request: HttpRequest) -> HttpResponse:
    """What brings you here?"""
    questions = short_answers(Question.objects.published(), library.load())
    articles = Article.objects.published()
    if not questions and not articles:
        return holding(request, status=200)
    # By slug, so that no door leads to a page that readers may not see.
    pages = {article.slug.replace("-", "_"): article.url for article in articles}
    context = {"articles": articles, "questions": questions, "pages": pages}
    return render(request, "home.html", context)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page about the site itself."""
    document = Page.objects.published().filter(slug=slug).first()
    if document is None:
        return absent(request, Page, slug)
    return render(request, "publishing/page_detail.html", page_context(document, document))


def glossary(request: HttpRequest) -> HttpResponse:
    """Every term, from A to Z, with the pages that lead to it."""
    if waiting(Glossary):
        return holding(request, status=200)
    terms = sorted(public_terms(), key=lambda term: term.name.lower())
    known = catalogue()
    context: dict[str, Any] = {
        "doc": Glossary.objects.published().first(),
        "terms": [
            {
                "name": term.name,
                "slug": term.slug,
                "definition_html": escape(term.definition),
                "mentioned_in": pick(mentions(f"glossary#{term.slug}"), known),
            }
            for term in terms
        ],
        "letters": sorted({term.name[0].upper() for term in terms}),
    }
    return render(request, "publishing/glossary.html", context)


def search(request: HttpRequest) -> HttpResponse:
    """Search over articles, questions, pages and terms."""
    query = request.GET.get("q", "")
    found = searching.search(query)
    return render(request, "search.html", {"query": found.query, **found.context()})


def public_paths() -> list[str]:
    """The path of every page that is finished and stored."""
    return [*(reverse(name) for name in STATIC_PATHS), *document_paths()]


def document_paths() -> list[str]:
    """The path of every document's page; a set of questions has none of its own."""
    urls = (readable.url for readable in catalogue().values())
    return [url for url in dict.fromkeys(urls) if "#" not in url and url != reverse("glossary")]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a search box and crisis help."""
    return page_not_found(request, Http404())


@requires_csrf_token
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its cookie or token, where the form's own page does not say so itself."""
    return render(request, "403_csrf.html", status=403)
