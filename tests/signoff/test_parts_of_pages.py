"""A required review reaches what has no page of its own: single questions, and explained words."""

import pytest

from kapsite.publishing import publication
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Fact

GLOSSARY = "glossary.md"


@pytest.fixture
def strict(content, settings):
    content.article(body="About ketamine.")
    content.questions("safe")
    content.glossary(ketamine="A wombat drug.")
    content.apply()
    settings.REQUIRE_REVIEW = True
    publication.settle(documents())
    return content


def text(client, path):
    return client.get(path).content.decode()


def test_a_question_without_approval_is_held_back(strict, client):
    response = client.get("/faq/safe/")
    assert response.status_code == 404
    assert "A clinician has not approved this page yet" in response.content.decode()
    assert "approved this page yet" not in text(client, "/faq/no-such-question/")


def test_the_list_of_questions_says_who_approved_the_set(strict, client, approve):
    approve("faq/concerns.md")
    assert "reviewed by Ada Sample" in text(client, "/faq/")


def test_an_unapproved_word_is_explained_nowhere(strict, client, approve):
    approve()
    for path in ("/articles/alpha/", "/glossary/", "/search/?q=wombat", "/search/?q=ketamine"):
        assert "wombat drug" not in text(client, path)


def test_an_approved_word_is_explained_everywhere(strict, client, approve):
    approve()
    approve(GLOSSARY)
    for path in ("/articles/alpha/", "/glossary/"):
        assert "A wombat drug." in text(client, path)


def test_an_edited_word_keeps_the_approved_words(strict, client, approve):
    approve()
    approve(GLOSSARY)
    strict.glossary(ketamine="A walrus drug.")
    strict.apply()
    for path in ("/articles/alpha/", "/glossary/"):
        assert "A wombat drug." in text(client, path)
        assert "walrus" not in text(client, path)
    approve(GLOSSARY)
    assert "A walrus drug." in text(client, "/articles/alpha/")


def test_a_changed_status_of_a_route_is_marked(content, client, approve):
    content.article(body="About lozenges.")
    content.write("facts.toml", '[status]\ntitle = "Status"\ntext = "old"\nroute = ["lozenges"]\n')
    content.apply()
    approve()
    assert "Changed since that review" not in text(client, "/articles/alpha/")
    Fact.objects.update(text="new")
    assert "Changed since that review: Status" in text(client, "/articles/alpha/")


@pytest.mark.parametrize("path", ["/", "/articles/", "/faq/", "/glossary/", "/am-i-a-candidate/"])
def test_a_list_with_nothing_approved_says_so(strict, client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert "A clinician has not approved this page yet" in response.content.decode()
    assert 'href="tel:988"' in response.content.decode()
