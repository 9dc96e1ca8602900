"""All questions stand on one page with their short answers, each has a page of its own."""

import pytest

from faq.models import Question
from tests.publishing.conftest import content  # noqa: F401 - a fixture

ANSWER = "See [more](../articles/alpha.md#part).[@a2019]\n\n### Known\n\nMuch."


@pytest.fixture
def site(content):  # noqa: F811
    content.article(body="[q](../faq/concerns.md#safe)\n\n## Part")
    content.questions("safe", "other", answer=ANSWER)
    content.references("a2019")
    content.apply()
    return content


def test_the_list_has_every_question_with_its_short_answer(site, client):
    html = client.get("/faq/").content.decode()

    assert html.count("In short.") == 2
    for slug in ("safe", "other"):
        assert f'href="/faq/{slug}/"' in html
    assert "Much." not in html


def test_a_question_has_a_page_with_all_of_it(site, client):
    html = client.get("/faq/safe/").content.decode()

    for text in ("<h1", "Safe?", "A worry.", "In short.", "Much.", "About a2019"):
        assert text in html
    assert 'href="/articles/alpha/#part"' in html
    assert 'id="known"' in html


def test_questions_and_articles_mention_each_other(site, client):
    assert 'href="/faq/safe/"' in client.get("/articles/alpha/").content.decode()
    assert 'href="/articles/alpha/"' in client.get("/faq/other/").content.decode()


@pytest.mark.parametrize("path", ["/faq/concerns/", "/faq/nope/", "/faq/safe/x/", "/faq/SAFE/"])
def test_what_is_no_question_is_not_found(site, client, path):
    assert client.get(path).status_code == 404


def test_a_question_moves_to_another_set_with_its_address(site, client):
    site.article(body="[q](../faq/more.md#safe)\n\n## Part")
    site.questions("other")
    site.questions("safe", set_="more")
    site.apply()

    assert Question.objects.get(slug="safe").set.slug == "more"
    assert client.get("/faq/safe/").status_code == 200
    assert Question.objects.count() == 2
