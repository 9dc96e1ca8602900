"""What must always be true of the rows is true in the database, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from kapsite.inquiry import actions
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.factories import make_inquiry

pytestmark = pytest.mark.django_db


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "other"},
        {"sealed": b""},
        {"withdrawn_at": now()},
        {"delivered_at": now()},
        {"delete_after": now()},
    ],
)
def test_an_inquiry_cannot_contradict_itself(values):
    make_inquiry()
    refused(lambda: Inquiry.objects.update(**values))


def test_a_withdrawn_inquiry_keeps_no_answers():
    inquiry = make_inquiry()
    actions.withdraw(inquiry=inquiry, by="visitor")
    refused(lambda: Inquiry.objects.update(sealed=b"x"))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "delivered"},
        {"delivered_at": now()},
        {"lease_token": "x"},
        {"leased_until": now()},
        {"state": "parked", "lease_token": "x", "leased_until": now()},
    ],
)
def test_a_delivery_cannot_contradict_itself(values):
    make_inquiry()
    refused(lambda: Delivery.objects.update(**values))


@pytest.mark.parametrize("name", ["reference", "form_key", "receipt_hash"])
def test_what_must_be_unique_is(name):
    first, second = make_inquiry(), make_inquiry()
    taken = {name: getattr(first, name)}
    refused(lambda: Inquiry.objects.filter(pk=second.pk).update(**taken))


def test_an_inquiry_has_one_delivery_a_target():
    inquiry = make_inquiry()
    refused(lambda: Delivery.objects.create(inquiry=inquiry, target="mail"))


def test_raw_sql_cannot_take_an_inquiry_from_its_delivery():
    make_inquiry()
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("DELETE FROM inquiry_inquiry")
        connection.check_constraints()
