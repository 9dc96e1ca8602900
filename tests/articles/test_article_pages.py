"""An article's page: what stands above, around and below its text."""

from textwrap import dedent

import pytest

from tests.publishing.conftest import content  # noqa: F401 - a fixture

BODY = """
    Before.

    ## First part

    Words.[@a2019] Again.[@b2020; @a2019]

    ### Within it

    More.

    ## Second part
"""


@pytest.fixture
def html(content, client):  # noqa: F811
    content.article(
        body=dedent(BODY) + "\nword" * 500,
        title="A & B <i>",
        short_title="Short",
        summary="The answer & more.",
        key_points=["Point <one>.", "Point two."],
        updated="2026-11-24",
    )
    content.references("a2019", "b2020")
    content.apply()
    return client.get("/articles/alpha/").content.decode()


@pytest.mark.parametrize(
    "part",
    [
        "<title>A &amp; B &lt;i&gt;",
        "The answer &amp; more.",
        "Point &lt;one&gt;.",
        'id="first-part"',
        'href="#second-part"',
        'href="#within-it"',
        'id="ref-a2019"',
        'href="#cite-a2019-2"',
        "3",
        "2026",
    ],
)
def test_the_page_shows(html, part):
    assert part in html


def test_there_is_one_main_heading(html):
    assert html.count("<h1") == 1


def test_references_are_numbered_as_they_are_cited(html):
    assert html.index('id="ref-a2019"') < html.index('id="ref-b2020"')


def test_the_list_has_every_article_in_reading_order(content, client):  # noqa: F811
    for slug, order in (("one", 3), ("two", 1), ("three", 2)):
        content.article(slug, order=order)
    content.apply()

    html = client.get("/articles/").content.decode()
    places = [html.index(f'href="/articles/{slug}/"') for slug in ("two", "three", "one")]
    assert places == sorted(places)


@pytest.mark.parametrize("path", ["/articles/nope/", "/articles/alpha/x/", "/articles/Alpha/"])
def test_what_is_no_article_is_not_found(content, client, path):  # noqa: F811
    content.article()
    content.apply()

    assert client.get(path).status_code == 404


def test_a_missing_slash_leads_to_the_page(content, client):  # noqa: F811
    content.article()
    content.apply()

    assert client.get("/articles/alpha")["Location"] == "/articles/alpha/"
