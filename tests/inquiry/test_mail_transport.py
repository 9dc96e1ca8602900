"""The notice by e-mail: a reference and a link, over a real server or into the folder."""

import email
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse

from kapsite.inquiry import outbox
from kapsite.inquiry.transports import Notice, TransportError
from kapsite.inquiry.transports.mail import MailTransport
from tests.inquiry.factories import make_inquiry

pytestmark = pytest.mark.django_db


class Inbox:
    """A mail server's handler: keeps what comes, or answers with ``reply``."""

    def __init__(self):
        self.reply = ""
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.reply:
            return self.reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def inbox(settings):
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    yield inbox
    controller.stop()


def notice_of(inquiry):
    return Notice(inquiry.id, inquiry.reference)


def test_the_notice_holds_the_reference_and_the_link_into_the_admin(inbox, settings):
    inquiry = make_inquiry()
    outbox.deliver_next()
    (mail,) = inbox.mails
    link = settings.BASE_URL + reverse("admin:inquiry_inquiry_change", args=[inquiry.id])
    assert mail["Subject"] == f"New inquiry {inquiry.reference}"
    assert mail["To"] == "intake@clinic.example"
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    assert link in mail.get_payload(decode=True).decode()
    assert "r@example.com" not in mail.as_string()


def test_every_attempt_has_the_same_message_id(inbox):
    inquiry = make_inquiry()
    for _ in range(2):
        MailTransport().send(notice_of(inquiry))
    assert {mail["Message-ID"] for mail in inbox.mails} == {f"<{inquiry.id}@127.0.0.1>"}


@pytest.mark.parametrize(
    ("reply", "permanent"),
    [("550 No such mailbox", True), ("552 Mailbox full", False), ("451 Try again later", False)],
)
def test_a_refused_address_is_permanent_where_the_server_says_so(inbox, reply, permanent):
    inbox.reply = reply
    with pytest.raises(TransportError) as failure:
        MailTransport().send(notice_of(make_inquiry()))
    assert failure.value.permanent is permanent
    assert "intake@" not in str(failure.value)


def test_a_server_that_is_away_is_tried_again(inbox, settings):
    settings.EMAIL_PORT = 1
    with pytest.raises(TransportError, match="cannot be reached") as failure:
        MailTransport().send(notice_of(make_inquiry()))
    assert not failure.value.permanent


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPAuthenticationError(535, b"marzipan"),
        smtplib.SMTPServerDisconnected("marzipan"),
        smtplib.SMTPDataError(554, b"marzipan"),
    ],
)
def test_what_the_server_says_is_not_repeated(monkeypatch, error):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with pytest.raises(TransportError) as failure:
        MailTransport().send(notice_of(make_inquiry()))
    assert not failure.value.permanent
    assert "marzipan" not in str(failure.value)


def test_without_a_server_the_notice_lies_in_the_folder(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    inquiry = make_inquiry()
    assert outbox.deliver_next().words == "handed off"
    (file,) = settings.MAIL_DIR.iterdir()
    assert inquiry.reference in file.read_text()


def test_a_folder_that_cannot_be_made_is_tried_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_DIR.write_text("a file is in the way")
    make_inquiry()
    assert "not yet" in outbox.deliver_next().words
