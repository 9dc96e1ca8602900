"""Reminders of reviews: 30 and 7 days before, and once overdue; each once, else quiet."""

import datetime
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from kapsite.inquiry.management.commands import deliver_inquiries
from kapsite.publishing.models import Approval
from kapsite.signoff.reminders import remind
from tests.signoff.conftest import NEXT


@pytest.fixture
def site(content, approve):
    content.article(body="An aardvark.")
    content.apply()
    approve()
    mail.outbox.clear()
    return content


def left(days):
    """A day on which so many are left until the review."""
    return NEXT - datetime.timedelta(days=days)


def test_it_is_quiet_long_before(site):
    assert remind(left(31)) == 0
    assert mail.outbox == []


def test_each_stage_is_mailed_once(site):
    sent = []
    for days in range(32, -4, -1):
        for _ in range(2):
            sent += [days] * remind(left(days))
    assert sent == [30, 7, -1]
    assert [one.subject for one in mail.outbox] == [
        "Reviews are due soon",
        "Reviews are due soon",
        "Reviews are overdue",
    ]


def test_a_late_first_run_tells_once(site):
    assert remind(left(5)) == 1
    assert remind(left(4)) == 0


def test_the_mail_names_the_page_and_where_to_ask(site):
    remind(left(7))
    (message,) = mail.outbox
    assert message.to == ["desk@clinic.example"]
    assert "Alpha" in message.body
    assert "/admin/articles/article/" in message.body
    assert "aardvark" not in message.body


def test_a_new_date_is_told_anew(site, approve):
    remind(left(7))
    approve(next_review=NEXT + datetime.timedelta(days=40))
    assert remind(left(7)) == 0
    assert remind(left(-33)) == 1


def test_the_editors_date_counts_where_nobody_approved(content):
    content.article(review_by=str(NEXT))
    content.article("hidden", review_by=str(NEXT), status="draft")
    content.apply()
    assert remind(left(7)) == 1


def test_several_pages_go_into_one_mail(site, approve):
    site.article("beta")
    site.apply()
    approve("articles/beta.md")
    mail.outbox.clear()
    assert remind(left(30)) == 2
    assert len(mail.outbox) == 1


def test_with_nobody_to_tell_it_is_quiet(site, settings):
    settings.REVIEW_MAIL_TO = []
    assert remind(left(7)) == 0


def command():
    out = io.StringIO()
    call_command("remind_reviews", stdout=out)
    return out.getvalue()


def test_mail_that_fails_is_told_and_tried_again(site, settings):
    today = timezone.localdate()
    Approval.objects.update(next_review=today)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="could not be mailed: the mail server"):
        command()
    settings.EMAIL_BACKEND = working
    assert command() == "Reminded of 1 reviews.\n"
    assert command() == ""


def test_the_delivery_worker_reminds(site):
    Approval.objects.update(next_review=timezone.localdate())
    worker = deliver_inquiries.Command(stdout=io.StringIO())
    worker.keep_house()
    worker.keep_house()
    assert len(mail.outbox) == 1


def test_its_trouble_stops_no_delivery(site, settings):
    settings.HOUSEKEEPING = ["no_such_command", "remind_reviews"]
    Approval.objects.update(next_review=timezone.localdate())
    err = io.StringIO()
    deliver_inquiries.Command(stdout=io.StringIO(), stderr=err).keep_house()
    assert "no_such_command" in err.getvalue()
    assert len(mail.outbox) == 1
