"""One press twice is one inquiry, and so is a replay; a changed text is another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions
from kapsite.inquiry import state as states
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.visitor import MESSAGE

PRESSES = 12
ANSWER = {
    "name": "email",
    "question": "E-mail",
    "value": "r@example.com",
    "answer": "r@example.com",
}


def submit(state):
    return actions.submit(state=state, answers=[ANSWER], consent_version="1")


@pytest.mark.django_db
def test_a_replay_shows_the_same_confirmation(visitor):
    page = visitor.fill_in().hidden()
    first = visitor.send().follow()
    reference, receipt = first.reference(), first.receipt_path()
    visitor.post("/contact/message/", {**page, "send": "1"}).follow()
    assert (visitor.reference(), visitor.receipt_path()) == (reference, receipt)
    assert Inquiry.objects.count() == Delivery.objects.count() == AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_going_back_to_change_the_text_loses_neither(visitor):
    page = visitor.open("/contact/message/").hidden()
    visitor.go_on().send()
    visitor.post("/contact/message/", {**page, **MESSAGE, "message": "And one more.", "check": "1"})
    visitor.send()
    assert Inquiry.objects.count() == 2


@pytest.mark.django_db
def test_a_reference_that_is_taken_is_drawn_again(monkeypatch):
    taken = submit(states.fresh("message")).reference
    drawn = iter([taken, "KAP-2345-6789"])
    monkeypatch.setattr(actions, "make_reference", lambda: next(drawn))
    assert submit(states.fresh("message")).reference == "KAP-2345-6789"
    assert Inquiry.objects.count() == 2


@pytest.mark.django_db
def test_nothing_that_is_stored_names_the_receipt_or_the_form(visitor):
    visitor.fill_in()
    one_time = states.read(visitor.hidden()["state"], purpose="message").one_time
    token = visitor.send().follow().receipt_path().split("/")[2]
    row = " ".join(str(value) for value in Inquiry.objects.values().get().values())
    assert token not in row
    assert one_time not in row


def test_many_presses_at_the_same_time_are_one_inquiry(shared_database):
    state = states.fresh("message").with_answers({"message": "x"})

    def press(_number):
        try:
            return submit(state)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        receipts = set(pool.map(press, range(PRESSES)))
    assert len(receipts) == 1
    assert Inquiry.objects.count() == Delivery.objects.count() == AuditEvent.objects.count() == 1
