"""What editors meet in the admin: whom to ask, where each page stands, what is due."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from faq.models import Question
from kapsite.audit.models import AuditEvent
from kapsite.publishing import publication
from kapsite.publishing.models import Approval
from kapsite.signoff.models import Reviewer, ReviewRequest
from kapsite.signoff.states import state_of
from tests.signoff.conftest import ask_page, document

DUE = "/admin/signoff/duereview/"
BROKEN = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def site(content):
    content.article()
    content.questions("safe")
    content.apply()
    return content


def change_page(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def state():
    return " ".join(state_of(document()))


def test_an_editor_asks_from_the_page(site, editor, reviewer):
    html = editor.get(change_page(document())).content.decode()
    assert f'href="{ask_page()}">Ask a clinician to review</a>' in html
    assert "No clinician has approved it yet." in html
    response = editor.post(ask_page(), {"reviewer": reviewer.pk}, follow=True)
    html = response.content.decode()
    assert "Ada Sample was asked to review “Alpha”." in html
    assert "Waiting for Ada Sample to approve since" in html
    assert len(mail.outbox) == 1


def test_a_question_is_reviewed_with_its_set(site, editor):
    html = editor.get(change_page(Question.objects.get())).content.decode()
    assert ask_page("faq/concerns.md") in html


def test_a_new_page_has_nothing_to_review(site, editor):
    html = editor.get(reverse("admin:articles_article_add")).content.decode()
    assert "Ask a clinician" not in html


def test_without_a_reviewer_the_page_says_what_to_do(site, editor):
    html = editor.get(ask_page()).content.decode()
    assert "There is nobody to ask yet." in html
    assert reverse("admin:signoff_reviewer_add") in html


@pytest.mark.parametrize("chosen", ["", "999", "inactive"])
def test_nobody_is_asked_who_may_not_be(site, editor, reviewer, chosen):
    if chosen == "inactive":
        Reviewer.objects.update(active=False)
        chosen = reviewer.pk
    assert editor.post(ask_page(), {"reviewer": chosen}).status_code == 200
    assert not ReviewRequest.objects.exists()


@pytest.mark.parametrize("path", ["articles/nothing.md", "facts.toml", "../etc/passwd"])
def test_what_is_no_page_cannot_be_asked_for(site, editor, reviewer, path):
    assert editor.get(f"/admin/signoff/reviewrequest/ask/{path}/").status_code in {301, 404}
    assert editor.post(f"/admin/signoff/reviewrequest/ask/{path}/").status_code == 404


def test_staff_who_may_not_edit_may_not_ask(site, client, reviewer):
    client.force_login(User.objects.create_user("guest", is_staff=True))
    assert client.post(ask_page(), {"reviewer": reviewer.pk}).status_code == 403
    assert client.get(DUE).status_code == 403
    assert not ReviewRequest.objects.exists()


def test_a_page_that_breaks_a_rule_is_mended_first(site, editor, reviewer):
    Article.objects.update(status="draft", body="A [link](nowhere.md).")
    response = editor.post(ask_page(), {"reviewer": reviewer.pk}, follow=True)
    html = response.content.decode()
    assert "Nobody was asked. Please mend this first:" in html
    assert "there is no document" in html
    assert mail.outbox == []
    assert not ReviewRequest.objects.exists()


def test_mail_that_fails_is_told_and_the_request_called_off(site, editor, reviewer, settings, ask):
    older = ask()
    settings.EMAIL_BACKEND = BROKEN
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = editor.post(ask_page(), {"reviewer": reviewer.pk}, follow=True)
    assert "Nobody was asked: the mail server or folder cannot be reached" in (
        response.content.decode()
    )
    assert ReviewRequest.objects.first().outcome == "called_off"
    # The older link still works.
    assert editor.get(older).status_code == 200


def test_the_state_is_told_in_plain_words(site, ask, approve):
    assert state() == "No clinician has approved it yet."
    ask()
    assert "Waiting for Ada Sample to approve since" in state()
    ReviewRequest.objects.update(expires_at=timezone.now())
    assert "the link has ended" in state()
    approve()
    assert "Approved by Ada Sample, Sample Degree on" in state()
    assert "next review by" in state()
    Article.objects.update(body="Other words.")
    assert "Its text was changed since the approval of" in state()
    ask()
    Article.objects.update(body="Yet other words.")
    assert "It was changed after Ada Sample was asked" in state()


def test_the_state_says_what_readers_see_meanwhile(site, settings, approve):
    settings.REQUIRE_REVIEW = True
    publication.changed([document()])
    assert "Readers do not see it until a clinician approves it." in state()
    approve()
    assert "Readers" not in state()
    Article.objects.update(body="Other words.")
    publication.changed([document()])
    assert "Readers still see the version that was approved." in state()


def test_what_is_due_is_listed_with_the_reason(site, editor, approve):
    today = timezone.localdate()
    site.article("never")
    site.article("soon")
    site.article("late")
    site.article("fine")
    site.article("draft", status="draft")
    site.apply()
    for slug, days in (("soon", 30), ("late", 1), ("fine", 31)):
        approve(f"articles/{slug}.md", today + datetime.timedelta(days=days))
    yesterday = today - datetime.timedelta(days=1)
    Approval.objects.filter(key="articles/late").update(next_review=yesterday)
    html = editor.get(DUE).content.decode()
    for title in ("Never", "Soon", "Late", "Alpha", "Concerns"):
        assert f">{title}</a>" in html
    assert ">Fine</a>" not in html
    assert ">Draft</a>" not in html
    assert "No clinician has approved it yet." in html
    assert "Its review is due on" in html
    assert "Its review is overdue" in html
    assert html.index(">Late<") < html.index(">Soon<") < html.index(">Never<")


def test_with_all_in_order_the_list_says_so(content, editor):
    assert "Nothing is due" in editor.get(DUE).content.decode()


def test_the_index_leads_to_what_is_due(site, editor):
    html = editor.get("/admin/").content.decode()
    assert f'href="{DUE}"' in html
    assert "Reviews due" in html


def test_requests_are_read_and_never_changed(site, editor, ask):
    ask()
    request = ReviewRequest.objects.get()
    one = reverse("admin:signoff_reviewrequest_change", args=[request.pk])
    html = editor.get(one).content.decode()
    assert "Waiting for an answer" in html
    assert request.token_hash not in html
    assert editor.post(one, {"outcome": "approved"}).status_code == 403
    assert editor.get("/admin/signoff/reviewrequest/add/").status_code == 403
    delete = reverse("admin:signoff_reviewrequest_delete", args=[request.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403


def test_who_becomes_a_reviewer_is_audited(editor):
    data = {"name": "Ben Sample", "credentials": "X", "email": "b@clinic.example", "active": "on"}
    editor.post("/admin/signoff/reviewer/add/", data)
    event = AuditEvent.objects.get(action="add-reviewer")
    assert event.actor == "mara"
    assert "Ben" not in str(event.detail)


def test_a_reviewer_who_was_asked_cannot_be_deleted(site, editor, reviewer, ask):
    ask()
    editor.post(f"/admin/signoff/reviewer/{reviewer.pk}/delete/", {"post": "yes"})
    assert Reviewer.objects.exists()
