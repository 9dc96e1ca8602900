"""Where the clinic requires a review, nothing that no clinician approved is public."""

import json

import pytest
from django.core.management import call_command

from articles.models import Article
from kapsite.publishing import publication
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Change, Link
from tests.signoff.conftest import document

ALPHA, BETA, QUESTION, PAGE = "/articles/alpha/", "/articles/beta/", "/faq/safe/", "/about/"
HIDDEN = "A clinician has not approved this page yet"


@pytest.fixture
def strict(content, settings, django_capture_on_commit_callbacks):
    """A site that requires reviews, with nothing approved, as a start makes it."""
    content.article(body="See [the other](beta.md).")
    content.article("beta", body="Zebra words. See [the first](alpha.md).", updated="2026-01-02")
    content.questions("safe")
    content.document("pages/about.md", "About us.")
    content.apply()
    settings.REQUIRE_REVIEW = True
    start()
    return content


def start():
    """What ``manage.py prepare`` does to the pages."""
    publication.settle(documents())


def text(client, path):
    return client.get(path).content.decode()


def stored(settings):
    index = settings.PAGES_DIR / "current" / "pages.json"
    return set(json.loads(index.read_text()))


def test_a_fresh_site_says_so_at_home(strict, client):
    response = client.get("/")
    assert response.status_code == 200
    assert HIDDEN in response.content.decode()
    assert 'href="tel:988"' in response.content.decode()


@pytest.mark.parametrize("path", [ALPHA, BETA, PAGE])
def test_an_unreviewed_page_is_held_back_with_crisis_help(strict, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert HIDDEN in response.content.decode()
    assert 'href="tel:988"' in response.content.decode()
    assert "Zebra" not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/faq/", "/glossary/", "/search/?q=zebra", "/feed.xml", PAGE]
)
def test_no_list_search_or_feed_tells_of_it(strict, client, path):
    html = text(client, path)
    assert BETA not in html
    assert "Beta" not in html
    assert "Zebra" not in html
    assert "Safe?" not in html


def test_the_sitemap_and_the_page_store_leave_it_out(strict, client, settings):
    call_command("prepare")
    assert BETA not in text(client, "/sitemap.xml")
    assert not {ALPHA, BETA, QUESTION, PAGE} & stored(settings)
    assert "/" in stored(settings)


def test_an_approved_page_appears_at_once_and_alone(
    strict, client, approve, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        approve()
    assert client.get(ALPHA).status_code == 200
    assert "Alpha" in text(client, "/articles/")
    assert ALPHA in text(client, "/sitemap.xml")
    assert {ALPHA} == {ALPHA, BETA, QUESTION, PAGE} & stored(settings)
    # The link to what is not public is text.
    assert "See the other." in text(client, ALPHA)
    assert client.get(BETA).status_code == 404


def test_links_come_to_life_with_the_page_they_lead_to(strict, client, approve):
    approve()
    approve("articles/beta.md")
    assert f'href="{BETA}">the other</a>' in text(client, ALPHA)
    assert Link.objects.filter(source="articles/alpha", target="articles/beta").exists()


def test_an_approved_set_shows_its_questions(strict, client, approve):
    approve("faq/concerns.md")
    assert client.get(QUESTION).status_code == 200
    assert "Safe?" in text(client, "/")


def test_an_edit_stays_unseen_until_it_is_approved(strict, client, approve):
    strict.article(body="The first words.")
    strict.apply()
    approve()
    strict.article(body="The second words.")
    strict.apply()
    assert "The first words." in text(client, ALPHA)
    assert "reviewed by Ada Sample" in text(client, ALPHA)
    assert "second" not in text(client, ALPHA)
    assert ALPHA not in text(client, "/search/?q=second")
    approve()
    assert "The second words." in text(client, ALPHA)


def test_going_back_to_approved_words_needs_no_new_approval(strict, client, approve):
    strict.article(body="The first words.")
    strict.apply()
    approve()
    for words in ("The second words.", "The first words."):
        strict.article(body=words)
        strict.apply()
    assert document().version == ""
    assert "The first words." in text(client, ALPHA)


def test_an_approved_page_that_becomes_a_draft_leaves(strict, client, approve):
    approve()
    strict.article(body="See [the other](beta.md).", status="draft")
    strict.apply()
    assert client.get(ALPHA).status_code == 404


def test_switched_off_the_pages_come_back_and_on_they_go(strict, client, settings, approve):
    approve()
    settings.REQUIRE_REVIEW = False
    call_command("prepare")
    assert client.get(BETA).status_code == 200
    assert "Clinical review: pending" in text(client, BETA)
    assert BETA in stored(settings)
    settings.REQUIRE_REVIEW = True
    call_command("prepare")
    assert client.get(BETA).status_code == 404
    assert client.get(ALPHA).status_code == 200
    assert BETA not in stored(settings)


def test_a_page_that_comes_back_is_not_news(strict, settings):
    settings.REQUIRE_REVIEW = False
    start()
    assert Change.objects.filter(key="articles/beta").count() == 1


def test_what_waits_is_still_there_for_its_writers(strict):
    assert Article.objects.count() == 2
    assert "Zebra" in document("articles/beta.md").body
