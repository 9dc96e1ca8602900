"""Ways through the site: a path for who is new, a private self-check, and questions to keep.

Nothing about a reader is known here: the pages are the same for everybody, and what somebody
marks or keeps stays in the browser.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from kapsite import self_check as checking
from kapsite.publishing import library
from kapsite.publishing.reading import holding, waiting

# From what it is to what it asks of you: both sides before any detail of the day.
PATH = (
    "what-is-kap",
    "is-it-approved",
    "how-safe-is-kap",
    "who-should-not",
    "your-options",
    "what-to-expect",
    "the-day",
    "cost-and-cover",
    "questions-to-ask",
)


ADVICE = "who-should-not"


@dataclass(frozen=True)
class Step:
    """One article's place on the path, counted from 1."""

    number: int
    count: int
    previous: Article | None
    next: Article | None


def path() -> list[Article]:
    """The published articles of the path, in its order."""
    found = {one.slug: one for one in Article.objects.published().filter(slug__in=PATH)}
    return [found[slug] for slug in PATH if slug in found]


def step_of(slug: str) -> Step | None:
    """The place of the article of that address; None where it is not on the path."""
    if slug not in PATH:
        return None
    stops = path()
    place = next((i for i, one in enumerate(stops) if one.slug == slug), None)
    if place is None:
        return None
    before, after = stops[:place], stops[place + 1 :]
    return Step(place + 1, len(stops), before[-1] if before else None, after[0] if after else None)


def start_here(request: HttpRequest) -> HttpResponse:
    """The path as a whole, each stop with its short answer."""
    stops = path()
    if not stops and waiting(Article):
        return holding(request, status=200)
    context = {"stops": stops, "minutes": sum(one.minutes for one in stops)}
    return render(request, "journeys/start_here.html", context)


def self_check(request: HttpRequest) -> HttpResponse:
    """What to talk over before KAP, and with whom; the answers never leave the page."""
    # Its advice is that of the article, so it waits for the same approval.
    if settings.REQUIRE_REVIEW and not Article.objects.published().filter(slug=ADVICE).exists():
        return holding(request, status=200)
    shown = checking.shown(library.load())
    return render(request, "journeys/self_check.html", {"check": shown})


def my_questions(request: HttpRequest) -> HttpResponse:
    """The frame for what a reader has kept on the device."""
    return render(request, "journeys/my_questions.html", {"stops": path()})
