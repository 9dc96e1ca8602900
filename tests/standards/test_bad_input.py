"""What staff and files can get wrong between documents: a clear message, and nothing changes."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.models import Article
from kapsite.publishing.models import Fact, Reference, Term
from kapsite.publishing.sync import Step

BODY = "Allow {fact:visit-length}.[@beck2020]"


@pytest.fixture
def page(content):
    """An article that shows a fact and cites a reference, in step with its file."""
    content.facts(**{"visit-length": "two hours", "unused": "nothing"})
    content.references("beck2020", "unused2020")
    content.article("alpha", BODY)
    content.apply()
    return content


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def body():
    return Article.objects.get().body


def test_a_fact_that_leaves_the_file_while_in_use_is_missed(page):
    page.facts(unused="nothing")

    assert page.problems() == ["articles/alpha.md:6: error: no fact “visit-length”."]
    assert page.step("facts.toml") is Step.TAKE
    assert Fact.objects.count() == 2


def test_a_reference_renamed_in_the_file_is_missed(page):
    page.references("beck2021", "unused2020")

    (problem,) = page.problems()
    assert "alpha.md:6: error: no reference “beck2020”. Did you mean “beck2021”?" in problem
    assert Reference.objects.filter(key="beck2020").exists()


def test_two_documents_of_one_address_are_refused(page):
    page.questions("is-it-safe")
    page.questions("is-it-safe", set_="more")

    assert any("also the address of a page" in problem for problem in page.problems())
    assert not page.plan().ok
    assert body() == BODY


def test_an_unknown_route_is_told_by_the_check(page, check):
    Article.objects.update(body="Ketamine as a patch.")

    assert check().having("route")[0].startswith("articles/alpha.md:6: error: [route] “patch”")


@pytest.mark.parametrize(("key", "stays"), [("visit-length", True), ("unused", False)])
def test_a_fact_in_use_is_not_deleted_in_the_admin(page, admin_client, key, stays):
    fact = Fact.objects.get(key=key)
    address = reverse("admin:publishing_fact_delete", args=[fact.pk])
    response = admin_client.post(address, {"post": "yes"})

    assert Fact.objects.filter(key=key).exists() is stays
    assert ("“Alpha”" in told(response)) is stays


@pytest.mark.parametrize(("key", "stays"), [("beck2020", True), ("unused2020", False)])
def test_a_reference_in_use_is_not_deleted_in_the_admin(page, admin_client, key, stays):
    reference = Reference.objects.get(key=key)
    address = reverse("admin:publishing_reference_delete", args=[reference.pk])
    response = admin_client.post(address, {"post": "yes"})

    assert Reference.objects.filter(key=key).exists() is stays
    assert ("“Alpha”" in told(response)) is stays


def test_the_key_of_a_reference_cannot_be_changed_in_the_admin(page, admin_client):
    reference = Reference.objects.get(key="beck2020")
    address = reverse("admin:publishing_reference_change", args=[reference.pk])

    assert b'name="key"' not in admin_client.get(address).content
    data = {"key": "beck2021", "type": "book", "title": "About", "verification": "copy"}
    admin_client.post(address, data)
    assert Reference.objects.get(pk=reference.pk).key == "beck2020"


def test_a_second_article_of_one_address_is_refused_in_the_admin(page, admin_client):
    data = {"title": "Alpha", "slug": "alpha", "status": "draft", "order": 1, "body": "Mine."}
    response = admin_client.post(reverse("admin:articles_article_add"), data)

    assert response.status_code == 200
    assert "This is the address of “Alpha” already" in response.content.decode()
    assert b"Mine." in response.content
    assert body() == BODY
    assert Term.objects.count() == 0
