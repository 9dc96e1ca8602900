"""A draft is invisible: its page, every list, search, feed, sitemap, links to it, the store."""

import pytest

from kapsite.publishing import pages
from kapsite.publishing.models import Link

DRAFTS = ("/articles/hidden/", "/faq/secret/", "/veiled/")
WORDS = ("Hidden", "Secret", "Veiled", "hidden", "secret", "veiled")
LINKS = (
    "[one](hidden.md) [two](hidden.md#part) [three](../faq/drafts.md#secret) "
    "[four](../pages/veiled.md) [five](/articles/hidden/)"
)


@pytest.fixture
def site(content):
    content.article(body=LINKS, related=["hidden.md"], order=2)
    content.article("hidden", body="[a](alpha.md)\n\n## Part", status="draft", order=1)
    content.document(
        "faq/drafts.md", "## Secret? {#secret}\n\n[a](../articles/alpha.md)", status="draft"
    )
    content.document("pages/veiled.md", "[a](../articles/alpha.md)", status="draft")
    content.glossary(ketamine="A drug.")
    content.apply()
    return content


@pytest.mark.parametrize("path", DRAFTS)
def test_a_drafts_page_is_not_found(site, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles/",
        "/articles/alpha/",
        "/faq/",
        "/glossary/",
        "/feed.xml",
        "/sitemap.xml",
        "/search/?q=hidden",
        "/search/?q=secret",
        "/nowhere/",
    ],
)
def test_no_page_tells_of_a_draft(site, client, path):
    html = client.get(path).content.decode()

    for address in DRAFTS:
        assert address not in html.replace(path, "")
    for title in WORDS[:3]:
        assert title not in html


def test_links_to_a_draft_are_plain_text_for_readers(site, client):
    html = client.get("/articles/alpha/").content.decode()

    assert "one two three four five" in html


def test_links_to_a_draft_are_no_error_for_writers(site):
    assert site.problems() == []


def test_the_link_graph_learns_of_a_draft_on_the_day_it_is_published(site):
    links = Link.objects.filter(source="articles/hidden", target="articles/alpha")
    assert not links.exists()
    site.article("hidden", body="[a](alpha.md)\n\n## Part", order=1)
    site.apply()

    assert links.exists()


def test_the_store_holds_no_draft(site, settings):
    pages.rebuild()

    index = (settings.PAGES_DIR / "current" / pages.INDEX).read_text("utf-8")
    for address in DRAFTS:
        assert address not in index
    for file in (settings.PAGES_DIR / "current").resolve().rglob("*.html"):
        assert "Hidden" not in file.read_text("utf-8")


def test_a_published_draft_appears_everywhere(site, client):
    site.article("hidden", body="[a](alpha.md)\n\n## Part", order=1)
    site.apply()

    assert client.get("/articles/hidden/").status_code == 200
    html = client.get("/articles/alpha/").content.decode()
    assert 'href="/articles/hidden/#part"' in html
    assert 'rel="prev" href="/articles/hidden/"' in html
    assert "Hidden" in client.get("/search/?q=hidden").content.decode()
