"""A mailed link: it shows the page, approves by a button alone, once, and for one version."""

import datetime
import importlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLResolver
from django.utils import timezone

from articles.models import Article
from kapsite import urls
from kapsite.audit.models import AuditEvent
from kapsite.publishing import publication
from kapsite.publishing.models import Approval
from kapsite.signoff.models import ReviewRequest
from tests.signoff.conftest import NEXT, document, press

SECRET_WORDS = "An aardvark in the text."


@pytest.fixture
def draft(content):
    content.article(body=f"{SECRET_WORDS}[@one2020] {{fact:visit}}", status="draft")
    content.references("one2020")
    content.facts(visit="two hours")
    content.apply()
    return content


def edit(body="Other words."):
    article = Article.objects.get(slug="alpha")
    article.body = body
    article.save()
    publication.changed([article])


def test_the_mail_carries_title_and_link_and_none_of_the_text(draft, ask):
    link = ask()
    (message,) = mail.outbox
    assert message.to == ["ada@clinic.example"]
    assert "Alpha" in message.subject
    assert link in message.body
    assert "aardvark" not in message.subject + message.body


def test_only_a_hash_of_the_secret_is_kept(draft, ask):
    token = ask().split("/")[-2]
    assert token not in str(ReviewRequest.objects.values().get())


def test_the_page_shows_what_readers_will_see(draft, ask, client):
    html = client.get(ask()).content.decode()
    assert SECRET_WORDS in html
    assert '<span class="fact">two hours</span>' in html
    assert 'id="ref-one2020"' in html
    assert "Nobody has approved this page before" in html


def test_nobody_stores_indexes_or_passes_on_the_link(draft, ask, client):
    link = ask()
    for response in (client.get(link), client.get("/review/nothing/"), press(client, link)):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert not response.cookies


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_approves_nothing(draft, ask, client, method):
    link = ask()
    for _ in range(3):
        assert getattr(client, method)(link).status_code == 200
    assert not Approval.objects.exists()
    assert press(client, link).status_code == 200


def test_approval_records_who_when_and_which_version_and_publishes(draft, ask, client):
    link = ask()
    before = timezone.now()
    assert "You approved" in press(client, link).content.decode()
    approval = Approval.objects.get()
    assert (approval.name, approval.credentials) == ("Ada Sample", "Sample Degree")
    assert before <= approval.at <= timezone.now()
    assert approval.version == ReviewRequest.objects.get().version
    assert approval.facts == {"visit": "two hours"}
    assert approval.next_review == NEXT
    html = client.get("/articles/alpha/").content.decode()
    assert "Clinically reviewed by Ada Sample, Sample Degree" in html
    assert "Next review by" in html


def test_a_browser_that_hides_the_origin_may_approve(draft, ask):
    strict = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    assert press(strict, ask()).status_code == 200
    assert Approval.objects.exists()


def test_a_page_without_approval_says_that_it_is_pending(content, client):
    content.article()
    content.apply()
    assert "Clinical review: pending" in client.get("/articles/alpha/").content.decode()


def test_the_second_use_is_refused_and_says_why(draft, ask, client):
    link = ask()
    press(client, link)
    for response in (press(client, link), client.get(link)):
        assert response.status_code == 410
        assert "You approved the page with this link on" in response.content.decode()
    assert Approval.objects.count() == 1


def test_use_after_an_edit_is_refused_and_says_why(draft, ask, client):
    link = ask()
    edit()
    for response in (client.get(link), press(client, link)):
        assert response.status_code == 410
        assert "The page was changed after this link was sent" in response.content.decode()
    assert not Approval.objects.exists()
    assert document().status == "draft"


def test_a_note_or_a_place_in_the_order_is_no_edit(draft, ask, client):
    link = ask()
    Article.objects.filter(slug="alpha").update(note="Clearer.", order=7, review_by=NEXT)
    assert press(client, link).status_code == 200


def test_an_expired_link_is_refused_and_says_why(draft, ask, client):
    link = ask()
    ReviewRequest.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    response = press(client, link)
    assert response.status_code == 410
    assert "This link has ended" in response.content.decode()


def test_a_newer_link_ends_the_older_one(draft, ask, client):
    older, newer = ask(), ask()
    response = press(client, older)
    assert response.status_code == 410
    assert "newer link" in response.content.decode()
    assert press(client, newer).status_code == 200


def test_a_reviewer_who_left_approves_nothing(draft, ask, client, reviewer):
    link = ask()
    reviewer.active = False
    reviewer.save()
    response = press(client, link)
    assert response.status_code == 410
    assert "does not list you" in response.content.decode()


def test_a_page_that_is_gone_is_said(draft, ask, client):
    link = ask()
    Article.rows.all().delete()
    assert "does not exist any more" in client.get(link).content.decode()


def test_a_link_that_never_was_is_not_found(db, client):
    response = press(client, "/review/never/")
    assert response.status_code == 404
    assert "copied all of it" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("read", "", "Tick the box"),
        ("next_review", "", "Say when"),
        ("next_review", "soon", "such as 2027-11-30"),
        ("next_review", "2020-01-01", "lies ahead"),
        ("next_review", "2999-01-01", "next three years"),
        ("remark", "x" * 2001, "2000 characters"),
    ],
)
def test_an_incomplete_approval_approves_nothing(draft, ask, client, field, value, message):
    response = press(client, ask(), **{field: value})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Approval.objects.exists()


def test_an_empty_post_approves_nothing(draft, ask, client):
    assert client.post(ask()).status_code == 422
    assert not Approval.objects.exists()


def test_a_public_process_has_no_review_page(settings):
    names = {one.app_name for one in urls.urlpatterns if isinstance(one, URLResolver)}
    assert "signoff" in names
    try:
        settings.ROLE = "public"
        importlib.reload(urls)
        names = {one.app_name for one in urls.urlpatterns if isinstance(one, URLResolver)}
        assert "signoff" not in names
    finally:
        settings.ROLE = "all"
        importlib.reload(urls)


def test_a_set_of_questions_is_approved_as_a_whole(content, ask, client):
    content.questions("safe", "legal", answer="An answer.")
    content.apply()
    link = ask("faq/concerns.md")
    html = client.get(link).content.decode()
    assert "It covers 3 pages" in html
    assert "Safe?" in html
    assert "Legal?" in html
    press(client, link)
    for path in ("/faq/safe/", "/faq/legal/"):
        assert "reviewed by Ada Sample" in client.get(path).content.decode()


def test_the_glossarys_terms_are_part_of_what_is_approved(content, ask, client):
    content.glossary(ketamine="A drug.")
    content.apply()
    link = ask("glossary.md")
    assert "A drug." in client.get(link).content.decode()
    content.glossary(ketamine="A medicine.")
    content.apply()
    assert "changed after" in client.get(link).content.decode()


def test_asking_and_approving_are_audited(draft, ask, client):
    press(client, ask())
    events = AuditEvent.objects.order_by("id").values_list("actor", "action", "target")
    assert list(events) == [
        ("mara", "ask-review", "document:articles/alpha"),
        ("reviewer", "approve", "document:articles/alpha"),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_approve_once(draft, ask):
    link = ask()

    def approve(_):
        try:
            return press(Client(), link).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(approve, range(2))) == [200, 410]
    assert Approval.objects.count() == 1
