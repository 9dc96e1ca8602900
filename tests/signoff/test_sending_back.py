"""A clinician asks for changes: nothing is approved, and the editors read why."""

import pytest
from django.urls import reverse

from kapsite.audit.models import AuditEvent
from kapsite.publishing.models import Approval
from kapsite.signoff.models import ReviewRequest
from tests.signoff.conftest import document

COMMENT = "Say who should <b>not</b> have it."


@pytest.fixture
def link(content, ask):
    content.article(status="draft")
    content.apply()
    return ask()


def send_back(client, link, comment=COMMENT):
    return client.post(link, {"comment": comment, "send-back": "1"})


def test_nothing_is_approved_and_the_comment_is_kept(link, client):
    assert "Your comment is with the clinic" in send_back(client, link).content.decode()
    request = ReviewRequest.objects.get()
    assert (request.outcome, request.comment) == ("changes", COMMENT)
    assert not Approval.objects.exists()
    assert document().status == "draft"


def test_the_link_is_used_up(link, client):
    send_back(client, link)
    response = client.get(link)
    assert response.status_code == 410
    assert "You sent the page back" in response.content.decode()


def test_editors_read_the_comment_on_the_page_and_in_the_list(link, editor):
    send_back(editor, link)
    shown = "Say who should &lt;b&gt;not&lt;/b&gt; have it."
    page = reverse("admin:articles_article_change", args=[document().pk])
    assert f"Ada Sample asked for changes: “{shown}”" in editor.get(page).content.decode()
    html = editor.get(reverse("admin:signoff_reviewrequest_changelist")).content.decode()
    assert "Changes asked for" in html
    assert shown in html


@pytest.mark.parametrize(("comment", "why"), [("", "Say what"), ("x" * 2001, "2000 characters")])
def test_an_unusable_comment_comes_back_and_the_link_lives(link, client, comment, why):
    response = send_back(client, link, comment)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert client.get(link).status_code == 200


def test_it_is_audited_without_the_comment(link, client):
    send_back(client, link)
    event = AuditEvent.objects.get(action="send-back")
    assert event.target == "document:articles/alpha"
    assert "Say" not in str(event.detail)
