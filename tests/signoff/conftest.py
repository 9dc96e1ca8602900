"""A clinic with content of a test's own, an editor, and a clinician who reads their mail."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kapsite.publishing.versions import loaded
from kapsite.signoff import actions
from kapsite.signoff.models import Reviewer
from tests.publishing.conftest import Content

LINK = re.compile(r"https?://\S+/review/\S+/")
NEXT = timezone.localdate() + datetime.timedelta(days=200)


@pytest.fixture
def content(db, settings, tmp_path):
    """A content folder and a page store of the test's own; the database is empty."""
    settings.CONTENT_DIR = tmp_path / "content"
    settings.PAGES_DIR = tmp_path / "pages"
    settings.REVIEW_MAIL_TO = ["desk@clinic.example"]
    settings.CONTENT_DIR.mkdir()
    return Content(settings.CONTENT_DIR)


@pytest.fixture
def reviewer(db):
    return Reviewer.objects.create(
        name="Ada Sample", credentials="Sample Degree", email="ada@clinic.example"
    )


@pytest.fixture
def editor(client, db):
    """The test client, signed in as an editor."""
    client.force_login(User.objects.create_superuser("mara"))
    return client


def document(path="articles/alpha.md"):
    """The document as its writers have it now."""
    return loaded(path).document


def mailed_path():
    """The path of the link in the newest mail."""
    link = LINK.search(mail.outbox[-1].body)[0]
    return "/" + link.split("/", 3)[3]


@pytest.fixture
def ask(reviewer):
    """Asks the reviewer for a document; gives the path of the mailed link."""

    def ask(path="articles/alpha.md"):
        actions.ask(document=document(path), reviewer=reviewer, by="mara")
        return mailed_path()

    return ask


@pytest.fixture
def approve(ask):
    """Has a document approved."""

    def approve(path="articles/alpha.md", next_review=NEXT):
        token = ask(path).split("/")[-2]
        return actions.approve(token=token, next_review=next_review)

    return approve


def press(client, link, **data):
    """Press “Approve this page” on an open page."""
    return client.post(link, {"read": "on", "next_review": str(NEXT), "approve": "1", **data})


def ask_page(path="articles/alpha.md"):
    return reverse("admin:signoff_ask", args=[path])
