"""A path for who is new: in one order, of what readers may see, with each place shown."""

from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article
from kapsite import journeys


def test_the_path_leads_through_the_articles_to_asking(site: Path, client: Client) -> None:
    html = client.get("/start-here/").content.decode()
    places = [html.index(f'href="/articles/{slug}/"') for slug in journeys.PATH]

    assert places == sorted(places)
    assert html.rindex('<h2><a href="/contact/">') > places[-1]
    for stop in journeys.path():
        assert stop.summary[:30] in html


@pytest.mark.parametrize("place", range(len(journeys.PATH)))
def test_each_article_says_where_it_stands_and_what_is_next(
    site: Path, client: Client, place: int
) -> None:
    html = client.get(f"/articles/{journeys.PATH[place]}/").content.decode()
    following = [f"/articles/{slug}/" for slug in journeys.PATH[place + 1 :]] or ["/contact/"]

    assert f"Step {place + 1} of {len(journeys.PATH)} of" in html
    assert html.count('rel="next"') == 1
    assert f'<a rel="next" href="{following[0]}">' in html


def test_an_article_beside_the_path_has_no_step(site: Path, client: Client) -> None:
    html = client.get("/articles/home-use/").content.decode()

    assert "step-title" not in html
    assert 'rel="prev"' in html


def test_what_readers_may_not_see_is_no_stop(site: Path, client: Client) -> None:
    Article.rows.filter(slug="is-it-approved", live=True).delete()
    step = journeys.step_of("what-is-kap")

    assert "/articles/is-it-approved/" not in client.get("/start-here/").content.decode()
    assert step
    assert step.count == len(journeys.PATH) - 1
    assert step.next
    assert step.next.slug == "how-safe-is-kap"
    assert journeys.step_of("is-it-approved") is None


@pytest.mark.parametrize("path", ["/start-here/", "/am-i-a-candidate/", "/my-questions/"])
def test_without_any_content_each_page_still_answers(db: None, client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert b"/contact/" in response.content


def test_sensitive_pages_have_a_way_out_that_tells_nobody_where_you_were(
    site: Path, client: Client
) -> None:
    for path in (
        "/start-here/",
        "/am-i-a-candidate/",
        "/my-questions/",
        "/articles/the-day/",
        "/faq/is-ketamine-safe/",
        "/help-now/",
        "/contact/",
        "/contact/message/",
        "/contact/screening/",
    ):
        html = client.get(path).content.decode()
        assert html.count('href="https://www.weather.gov/" rel="noreferrer"') == 1, path
        assert '<meta name="referrer" content="same-origin">' in html, path
