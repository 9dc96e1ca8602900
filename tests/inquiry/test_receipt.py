"""The visitor's own view: what the clinic holds, and taking it back."""

from datetime import timedelta

import pytest

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions, outbox
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.visitor import MESSAGE, sent

pytestmark = pytest.mark.django_db
TAKE_BACK = {"contact": "robin@example.com", "confirm": "on"}


@pytest.fixture
def receipt():
    """A visitor at the receipt of a message."""
    visitor = sent()
    return visitor.open(visitor.receipt_path())


def again(visitor):
    return visitor.open(visitor.page.request["PATH_INFO"]).text


def test_it_says_what_was_sent_when_and_where_it_stands(receipt, settings):
    assert Inquiry.objects.get().reference in receipt.text
    assert "Message" in receipt.text
    assert "On its way" in receipt.text
    assert "Not yet" in receipt.text
    assert f"{settings.RETENTION.days} days after" in receipt.text


def test_it_never_shows_an_answer(receipt):
    for typed in (MESSAGE["message"], MESSAGE["email"], MESSAGE["name"]):
        assert typed not in receipt.text


def test_it_says_when_the_clinic_has_it_and_when_it_is_deleted(receipt):
    outbox.deliver_next()
    assert "On its way" not in again(receipt)
    assert "days after" not in receipt.text


def test_it_says_when_the_clinic_has_opened_it(receipt):
    actions.open_inquiry(inquiry=Inquiry.objects.get(), by="ana")
    assert "Not yet" not in again(receipt)


@pytest.mark.parametrize("token", ["x", "0" * 64, "é%00"])
def test_an_unknown_link_is_a_404_in_plain_words(visitor, token):
    visitor.open(f"/receipt/{token}/")
    assert visitor.page.status_code == 404
    assert "We hold nothing under this link" in visitor.text


@pytest.mark.parametrize("token", ["known", "unknown"])
def test_it_tells_no_other_site_its_address_and_sets_no_cookie(receipt, token):
    if token == "unknown":
        receipt.open("/receipt/x/")
    assert receipt.page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in receipt.page["Cache-Control"]
    assert not receipt.page.cookies


@pytest.mark.parametrize("contact", ["robin@example.com", " ROBIN@Example.com "])
def test_it_is_taken_back_by_whoever_names_the_contact(receipt, contact):
    path = receipt.page.request["PATH_INFO"]
    receipt.post(path, {**TAKE_BACK, "contact": contact})
    assert receipt.page["Location"] == path
    assert "You took this request back" in receipt.open(path).text
    inquiry = Inquiry.objects.get()
    assert bytes(inquiry.sealed) == b""
    assert inquiry.email_hash == inquiry.phone_hash == ""
    assert inquiry.delete_after - inquiry.withdrawn_at < timedelta(days=1)
    assert Delivery.objects.get().state == "canceled"
    assert AuditEvent.objects.filter(actor="visitor", action="withdraw").count() == 1
    assert outbox.deliver_next() is None


@pytest.mark.parametrize("phone", ["555.555.0123", "+1 555 555 0123", "5555550123"])
def test_a_phone_number_is_known_however_it_is_written(phone):
    visitor = sent("screening")
    visitor.open(visitor.receipt_path())
    visitor.post(visitor.page.request["PATH_INFO"], {**TAKE_BACK, "contact": phone})
    assert Inquiry.objects.get().withdrawn_at


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"contact": "sam@example.com"}, "not the e-mail address or phone number"),
        ({"contact": "5"}, "not the e-mail address or phone number"),
        ({"contact": ""}, "Enter the e-mail address"),
        ({"contact": "\x00"}, "There is a problem"),
        ({"confirm": None}, "Tick the box to confirm"),
    ],
)
def test_it_is_not_taken_back_otherwise(receipt, changed, message):
    receipt.post(receipt.page.request["PATH_INFO"], {**TAKE_BACK, **changed})
    assert receipt.page.status_code == 422
    assert message in receipt.text
    assert Inquiry.objects.get().withdrawn_at is None


def test_an_empty_post_says_what_is_missing(receipt):
    receipt.page = receipt.client.post(receipt.page.request["PATH_INFO"])
    assert receipt.page.status_code == 422


def test_taking_it_back_twice_is_once(receipt):
    path = receipt.page.request["PATH_INFO"]
    receipt.post(path, TAKE_BACK)
    receipt.page = receipt.client.post(path, TAKE_BACK)
    assert "You took this request back" in receipt.text
    assert AuditEvent.objects.filter(action="withdraw").count() == 1


def test_equal_contacts_are_not_equal_rows():
    sent()
    sent(message="Another question")
    assert len({inquiry.email_hash for inquiry in Inquiry.objects.all()}) == 2
