"""What machines ask for: search engines, feed readers, and whoever watches the site."""

import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.views.decorators.cache import never_cache

from articles.models import Article
from faq.models import Question
from kapsite.publishing.reading import catalogue
from kapsite.views import JOURNEYS, LISTS, document_paths


def sitemap(request: HttpRequest) -> HttpResponse:
    """sitemaps.org: every page that a search engine may show."""
    lists = [reverse(name) for name in (*LISTS, *JOURNEYS)]
    dated = {one.url: getattr(one, "updated", None) for one in catalogue().values()}
    dated |= {one.url: one.set.updated for one in Question.objects.published()}
    contact = [reverse("inquiry:contact")]
    urls = [
        {"location": settings.BASE_URL + path, "updated": dated.get(path)}
        for path in [*lists, *document_paths(), *contact]
    ]
    return render(request, "sitemap.xml", {"urls": urls}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read everything but forms, receipts and the staff's pages."""
    closed = ("/admin/", "/contact/sent/", "/receipt/", "/search/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def feed(request: HttpRequest) -> HttpResponse:
    """Atom: the documents, the newest change first."""
    articles = Article.objects.published().exclude(updated=None).order_by("-updated", "order")
    atom = feedgenerator.Atom1Feed(
        title=settings.CLINIC["name"],
        link=settings.BASE_URL + "/",
        description="",
        feed_url=settings.BASE_URL + reverse("feed"),
        language=settings.LANGUAGE_CODE,
    )
    for article in articles:
        atom.add_item(
            title=article.title,
            link=settings.BASE_URL + article.url,
            description=article.summary,
            updateddate=midnight(article.updated),
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return response


def midnight(day: datetime.date | None) -> datetime.datetime | None:
    """The start of ``day``, by the clinic's clock."""
    start = datetime.datetime.combine(day, datetime.time.min) if day else None
    return timezone.make_aware(start) if start else None


def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether what the process needs is there, and what is not."""
    checks = {"database": database_ready(), "content": content_ready()}
    good = all(value == "ok" for value in checks.values())
    return JsonResponse(checks, status=200 if good else 503)


def database_ready() -> str:
    """Whether the database answers a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "the database does not answer"
    return "ok"


def content_ready() -> str:
    """Whether there is anything to read."""
    try:
        return "ok" if Article.objects.published().exists() else "no article is published yet"
    except DatabaseError:
        return "the database does not answer"
