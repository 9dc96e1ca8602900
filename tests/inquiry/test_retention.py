"""Inquiries go when their time is over, and never before the clinic has them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions, outbox, retention
from kapsite.inquiry.models import Delivery, Inquiry, UndeliveredError
from tests.inquiry.factories import make_inquiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return make_inquiry()


def purge(**later):
    return retention.purge(by="test", at=now() + timedelta(**later))


def test_an_undelivered_inquiry_is_never_deleted(inquiry):
    assert purge(days=4000) == []
    assert Inquiry.objects.exists()


def test_a_parked_inquiry_is_never_deleted(inquiry):
    Delivery.objects.update(state="parked")
    assert purge(days=4000) == []


def test_a_delivered_one_is_deleted_after_its_time_and_not_before(inquiry, settings):
    outbox.deliver_next()
    assert purge(days=settings.RETENTION.days - 1) == []
    assert purge(days=settings.RETENTION.days, hours=1) == [inquiry.reference]
    assert not Inquiry.objects.exists()
    assert not Delivery.objects.exists()
    assert AuditEvent.objects.filter(action="purge", target=inquiry.target).count() == 1


def test_a_withdrawn_one_is_deleted_within_a_day(inquiry):
    actions.withdraw(inquiry=inquiry, by="visitor")
    assert purge(hours=1) == []
    assert purge(days=1) == [inquiry.reference]


def test_where_nothing_is_to_be_sent_opening_is_the_hand_off(settings):
    settings.NOTICE_TO = []
    inquiry = make_inquiry()
    assert purge(days=4000) == []
    actions.open_inquiry(inquiry=inquiry, by="ana")
    assert purge(days=settings.RETENTION.days, hours=1) == [inquiry.reference]


def test_opening_does_not_stand_in_for_a_delivery(inquiry):
    actions.open_inquiry(inquiry=inquiry, by="ana")
    inquiry.refresh_from_db()
    assert inquiry.delivered_at is None


@pytest.mark.parametrize(
    "delete",
    [
        lambda inquiry: inquiry.delete(),
        lambda inquiry: Inquiry.objects.all().delete(),
        lambda inquiry: inquiry.deliveries.get().delete(),
    ],
)
def test_nobody_deletes_what_the_clinic_does_not_have(inquiry, delete):
    with pytest.raises(UndeliveredError):
        delete(inquiry)
    assert Delivery.objects.count() == Inquiry.objects.count() == 1


def test_the_command_says_what_it_deleted_and_is_quiet_otherwise(inquiry):
    out = StringIO()
    call_command("purge_inquiries", stdout=out)
    assert out.getvalue() == ""
    outbox.deliver_next()
    Inquiry.objects.update(delete_after=now())
    call_command("purge_inquiries", stdout=out)
    assert out.getvalue() == f"{inquiry.reference}: deleted\n"
