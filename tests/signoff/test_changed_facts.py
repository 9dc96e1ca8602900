"""A fact that changes after the approval: the page stays, says so, and is listed as due."""

import pytest
from django.urls import reverse

from kapsite.publishing.models import Fact
from kapsite.publishing.reviews import facts_said
from kapsite.signoff.states import state_of
from tests.signoff.conftest import document

MARK = "Changed since that review:"


@pytest.fixture
def site(content, settings, approve):
    settings.REQUIRE_REVIEW = True
    content.article(body="It takes {fact:visit}.")
    content.facts(visit="two hours", other="something else")
    content.apply()
    approve()
    return content


def test_an_unchanged_fact_is_not_marked(site, client):
    assert MARK not in client.get("/articles/alpha/").content.decode()


def test_a_changed_fact_keeps_the_page_and_marks_it(site, client, editor):
    Fact.objects.filter(key="visit").update(text="three hours", title="Visit length")
    html = client.get("/articles/alpha/").content.decode()
    assert "three hours" in html
    assert f"{MARK} Visit length" in html
    due = editor.get(reverse("admin:signoff_duereview_changelist")).content.decode()
    assert "Facts on it were changed since that approval: Visit length." in due
    assert "Facts on it were changed since that approval: Visit length." in state_of(document())


def test_a_fact_that_the_page_does_not_show_is_nothing_to_it(site, client):
    Fact.objects.filter(key="other").update(text="anything")
    assert MARK not in client.get("/articles/alpha/").content.decode()


def test_a_new_approval_takes_the_mark_away(site, client, approve):
    Fact.objects.filter(key="visit").update(text="three hours")
    approve()
    assert MARK not in client.get("/articles/alpha/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"items": ["a new one"]},
        {"limit": "Only in adults."},
        {"figure": [{"label": "on it", "count": 1, "of": 2}]},
    ],
)
def test_all_that_a_fact_shows_counts(site, change):
    before = facts_said(["visit"])
    Fact.objects.filter(key="visit").update(**change)
    assert facts_said(["visit"]) != before
