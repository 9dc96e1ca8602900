"""What stands around a text comes from the links: related, mentioned in, before and after."""

import pytest
from django.test import Client

from articles.models import Article
from kapsite.publishing import publication
from kapsite.publishing.reading import page_context


def around(slug):
    article = Article.objects.get(slug=slug)
    return page_context(article, article, list(Article.objects.published()))


def keys(readables):
    return [one.key for one in readables]


def test_what_the_front_matter_names_comes_first(content):
    content.article(body="[c](gamma.md)", related=["../faq/concerns.md#safe", "beta.md"])
    content.article("beta")
    content.article("gamma")
    content.questions("safe")
    content.apply()

    assert keys(around("alpha")["related"]) == ["faq/safe", "articles/beta", "articles/gamma"]


def test_a_page_is_not_related_to_itself(content):
    content.article(body="[here](#x) [b](beta.md)\n\n## X", related=["alpha.md", "beta.md"])
    content.article("beta", body="[me](#y)\n\n## Y")
    content.apply()

    assert keys(around("alpha")["related"]) == ["articles/beta"]
    assert keys(around("beta")["mentioned_in"]) == ["articles/alpha"]


def test_each_related_page_stands_once_and_few_are_shown(content):
    others = [f"other-{number}" for number in range(6)]
    for other in others:
        content.article(other)
    content.article(body=" ".join(f"[x]({other}.md) [x]({other}.md)" for other in others))
    content.apply()

    assert keys(around("alpha")["related"]) == [f"articles/{other}" for other in others[:4]]


def test_mentions_follow_the_links_of_every_kind(content):
    content.article(body="Text.")
    content.article("beta", body="[a](alpha.md)")
    content.questions("safe", answer="[a](../articles/alpha.md)")
    content.document("pages/about.md", "[a](/articles/alpha/)")
    content.apply()

    assert keys(around("alpha")["mentioned_in"]) == ["articles/beta", "faq/safe", "pages/about"]


def test_a_link_that_went_is_no_mention_any_more(content):
    content.article()
    content.article("beta", body="[a](alpha.md)")
    content.apply()
    beta = Article.objects.get(slug="beta")
    beta.body = "Nothing."
    beta.save()
    publication.changed([beta])

    assert keys(around("alpha")["mentioned_in"]) == []


def test_the_reading_order_has_a_before_and_an_after(content):
    content.article("c", order=1)
    content.article("a", order=2)
    content.article("b", order=2)
    content.apply()

    first, middle, last = (around(slug) for slug in ("c", "a", "b"))
    assert (first["previous"], first["next"].slug) == (None, "a")
    assert (middle["previous"].slug, middle["next"].slug) == ("c", "b")
    assert (last["previous"].slug, last["next"]) == ("a", None)


def test_questions_follow_one_another_over_their_sets(content, client):
    content.questions("one", "two")
    content.questions("three", set_="further")
    content.apply()

    html = client.get("/faq/two/").content.decode()
    assert 'rel="prev" href="/faq/one/"' in html
    assert 'rel="next" href="/faq/three/"' in html


@pytest.mark.parametrize(
    ("path", "former", "url"),
    [
        ("articles/alpha.md", "/articles/old/", "/articles/alpha/"),
        ("pages/about.md", "/old/", "/about/"),
    ],
)
def test_a_former_address_leads_to_the_new_one(content, client, path, former, url):
    content.document(path, aliases=["older", "old"])
    content.apply()

    answer = client.get(former)

    assert (answer.status_code, answer["Location"]) == (301, url)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_an_address_that_nobody_had_is_not_found(content, status):
    content.article(aliases=["old"], status=status)
    content.apply()
    client = Client()

    assert client.get("/articles/older/").status_code == 404
    assert client.get("/articles/old/").status_code == (404 if status == "draft" else 301)


def test_a_link_from_a_glossary_term_counts(content, client):
    content.glossary(ketamine="A drug.")
    content.article(body="Ketamine, [explained](../glossary.md#ketamine).")
    content.apply()

    html = client.get("/glossary/").content.decode()
    assert html.count('href="/articles/alpha/"') == 1
    assert 'href="/glossary/#ketamine"' in client.get("/articles/alpha/").content.decode()
