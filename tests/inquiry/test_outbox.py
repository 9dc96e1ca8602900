"""The outbox delivers at least once, tries for seven days, and then calls for somebody."""

import inspect
from datetime import timedelta

import pytest
from django.utils.timezone import now

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions, outbox
from kapsite.inquiry.models import Delivery, Inquiry
from kapsite.inquiry.transports import Transport, TransportError
from kapsite.inquiry.transports.mail import MailTransport
from tests.inquiry.factories import FakeTransport, make_inquiry

pytestmark = pytest.mark.django_db


class Clock:
    """The outbox's time, moved by hand."""

    def __init__(self):
        self.at = now() + timedelta(seconds=5)

    def __call__(self):
        return self.at

    def go_on(self, **time):
        self.at += timedelta(**time)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(outbox, "now", clock)
    monkeypatch.setattr(actions, "now", clock)
    return clock


@pytest.fixture
def use(monkeypatch):
    """Switch on these transports."""

    def switch(**transports):
        for module in (outbox, actions):
            monkeypatch.setattr(module, "switched_on", lambda: transports)
        return next(iter(transports.values()), None)

    return switch


def test_fakes_have_the_signature_of_the_real_thing():
    for made in (FakeTransport, MailTransport):
        parameters = list(inspect.signature(made.send).parameters)
        assert parameters == list(inspect.signature(Transport.send).parameters)


def test_nothing_due_is_nothing_done(use):
    use(mail=FakeTransport())
    assert outbox.deliver_next() is None


def test_a_delivery_hands_off_and_dates_the_deletion(use, settings):
    fake = use(mail=FakeTransport())
    inquiry = make_inquiry()
    outcome = outbox.deliver_next()
    assert str(outcome) == f"{inquiry.reference} mail: handed off"
    assert [(notice.id, notice.reference) for notice in fake.sent] == [
        (inquiry.id, inquiry.reference)
    ]
    inquiry.refresh_from_db()
    assert inquiry.delete_after - inquiry.delivered_at == settings.RETENTION
    assert AuditEvent.objects.filter(actor="worker", action="deliver").count() == 1
    assert outbox.deliver_next() is None


def test_an_inquiry_is_handed_off_once_every_target_has_it(use):
    use(mail=FakeTransport(), webhook=FakeTransport())
    inquiry = make_inquiry()
    outbox.deliver_next()
    inquiry.refresh_from_db()
    assert inquiry.delivered_at is None
    outbox.deliver_next()
    inquiry.refresh_from_db()
    assert inquiry.delivered_at


def test_a_failure_is_tried_again_later_with_its_reason(use, clock):
    fake = use(mail=FakeTransport(TransportError("The mail server is away.")))
    inquiry = make_inquiry()
    assert "not yet" in outbox.deliver_next().words
    assert outbox.deliver_next() is None
    delivery = inquiry.deliveries.get()
    assert (delivery.state, delivery.last_error) == ("waiting", "The mail server is away.")
    assert delivery.next_attempt_at > clock.at
    clock.go_on(minutes=1)
    fake.error = None
    assert outbox.deliver_next().words == "handed off"
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.last_error) == (2, "")


def test_waits_double_up_to_a_few_minutes_and_differ():
    longest = [max(outbox.backoff(n).total_seconds() for _ in range(50)) for n in range(1, 6)]
    assert longest == sorted(longest)
    assert 5 <= longest[0] <= 10
    assert timedelta(minutes=5) < outbox.backoff(1000) + timedelta(minutes=4)
    assert all(outbox.backoff(5000) < timedelta(minutes=10) for _ in range(50))
    assert len({outbox.backoff(5) for _ in range(10)}) > 1


def test_after_a_day_s_outage_everything_is_out_within_ten_minutes(use, clock):
    fake = use(mail=FakeTransport(TransportError("away")))
    inquiries = [make_inquiry() for _ in range(3)]
    for _minute in range(24 * 12):
        while outbox.deliver_next():
            pass
        clock.go_on(minutes=5)
    fake.error = None
    clock.go_on(minutes=10)
    while outbox.deliver_next():
        pass
    assert Inquiry.objects.exclude(delivered_at=None).count() == len(inquiries)


def test_it_tries_for_seven_days_and_then_parks(use, clock, caplog):
    use(mail=FakeTransport(TransportError("The mail server is away.")))
    inquiry = make_inquiry()
    outbox.deliver_next()
    clock.go_on(days=6, hours=23)
    assert "not yet" in outbox.deliver_next().words
    clock.go_on(hours=1)
    assert "needs somebody" in outbox.deliver_next().words
    assert inquiry.deliveries.get().state == "parked"
    clock.go_on(days=400)
    assert outbox.deliver_next() is None
    assert inquiry.reference in caplog.text


def test_a_worker_that_was_away_for_weeks_does_not_park_at_once(use, clock):
    use(mail=FakeTransport(TransportError("away")))
    make_inquiry()
    clock.go_on(days=30)
    assert "not yet" in outbox.deliver_next().words


def test_a_permanent_failure_parks_at_once_and_starts_anew_when_told(use, clock):
    fake = use(mail=FakeTransport(TransportError("No such address.", permanent=True)))
    inquiry = make_inquiry()
    assert "needs somebody. No such address." in outbox.deliver_next().words
    fake.error = None
    assert actions.retry(inquiry=inquiry, by="ana") == 1
    assert outbox.deliver_next().words == "handed off"
    actors = AuditEvent.objects.order_by("id").values_list("actor", "action")
    assert list(actors)[1:] == [("worker", "park"), ("ana", "retry"), ("worker", "deliver")]


def test_an_unexpected_failure_is_tried_again_without_its_message(use):
    use(mail=FakeTransport(RuntimeError("marzipan")))
    inquiry = make_inquiry()
    assert "not yet" in outbox.deliver_next().words
    assert inquiry.deliveries.get().last_error == "Unexpected trouble (RuntimeError)."


def test_a_target_that_was_switched_off_waits(use):
    use(fax=FakeTransport())
    make_inquiry()
    use(mail=FakeTransport())
    assert "switched off" in outbox.deliver_next().words


def test_a_lease_keeps_others_away_until_it_runs_out(use, clock, settings):
    use(mail=FakeTransport())
    make_inquiry()
    claimed = outbox.claim()
    assert outbox.claim() is None
    clock.go_on(seconds=settings.DELIVERY_LEASE.total_seconds() + 1)
    again = outbox.claim()
    assert again.pk == claimed.pk
    assert again.lease_token != claimed.lease_token


def test_only_the_holder_of_the_lease_may_finish(use, clock):
    use(mail=FakeTransport())
    inquiry = make_inquiry()
    late = outbox.claim()
    clock.go_on(minutes=5)
    holder = outbox.claim()
    assert "lease had run out" in outbox._finish(late)
    assert inquiry.deliveries.get().state == "waiting"
    assert outbox._finish(holder) == "handed off"


def test_a_late_failure_does_not_undo_another_s_success(use, clock):
    use(mail=FakeTransport())
    inquiry = make_inquiry()
    late = outbox.claim()
    clock.go_on(minutes=5)
    outbox._finish(outbox.claim())
    outbox._fail(late, "away", permanent=True)
    assert inquiry.deliveries.get().state == "delivered"


def test_the_oldest_due_goes_first(use, clock):
    fake = use(mail=FakeTransport())
    made = []
    for _ in range(3):
        made.append(make_inquiry().reference)
        Delivery.objects.filter(inquiry__reference=made[-1]).update(next_attempt_at=clock.at)
        clock.go_on(seconds=1)
    while outbox.deliver_next():
        pass
    assert [notice.reference for notice in fake.sent] == made
