"""The outbox: claim a delivery, make it, and try again later where it failed.

A claim is a conditional UPDATE with a lease. A worker that dies leaves a lease that
runs out, and another delivers again: at least once, never not at all.
"""

import logging
import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from kapsite.audit.models import record
from kapsite.inquiry.actions import settle
from kapsite.inquiry.models import Delivery, Inquiry
from kapsite.inquiry.transports import Notice, TransportError, switched_on

logger = logging.getLogger(__name__)
WORKER = "worker"
FIRST_WAIT = timedelta(seconds=10)
# A mail server that comes back after a day gets everything within ten minutes.
LONGEST_WAIT = timedelta(minutes=8)
CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended, in words that hold no content."""

    reference: str
    target: str
    words: str

    def __str__(self) -> str:
        return f"{self.reference} {self.target}: {self.words}"


def deliver_next() -> Outcome | None:
    """Claim one due delivery and attempt it; None where nothing is due."""
    delivery = claim()
    if delivery is None:
        return None
    try:
        transport = switched_on().get(delivery.target)
        if transport is None:
            raise TransportError("This way of delivery is switched off.")
        transport.send(Notice(delivery.inquiry_id, delivery.inquiry.reference))
    except TransportError as error:
        words = _fail(delivery, str(error), permanent=error.permanent)
    except Exception as error:
        # Its message may quote anything; its class cannot.
        logger.exception("%s %s failed", delivery.inquiry.reference, delivery.target)
        words = _fail(delivery, f"Unexpected trouble ({type(error).__name__}).", permanent=False)
    else:
        words = _finish(delivery)
    return Outcome(delivery.inquiry.reference, delivery.target, words)


def claim() -> Delivery | None:
    """Lease the delivery that is due longest, for this caller alone; None where none is due."""
    at = now()
    token = secrets.token_hex(16)
    for pk in _due(at).order_by("next_attempt_at").values_list("pk", flat=True)[:CANDIDATES]:
        claimed = (
            _due(at)
            .filter(pk=pk)
            .update(
                lease_token=token,
                leased_until=at + settings.DELIVERY_LEASE,
                attempts=F("attempts") + 1,
                first_attempt_at=Coalesce("first_attempt_at", at),
            )
        )
        if claimed:
            return Delivery.objects.select_related("inquiry").get(pk=pk)
    return None


def _due(at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=at),
        state=Delivery.State.WAITING,
        next_attempt_at__lte=at,
    )


def _finish(delivery: Delivery) -> str:
    changed = _end_lease(delivery, state=Delivery.State.DELIVERED, delivered_at=now(), error="")
    return "handed off" if changed else "handed off, after its lease had run out"


def _fail(delivery: Delivery, error: str, *, permanent: bool) -> str:
    first = delivery.first_attempt_at or now()
    if permanent or now() - first >= settings.DELIVERY_WINDOW:
        _end_lease(delivery, state=Delivery.State.PARKED, error=error)
        logger.error("%s %s parked", delivery.inquiry.reference, delivery.target)
        return f"stopped, needs somebody. {error}"
    wait = backoff(delivery.attempts)
    _end_lease(delivery, state=Delivery.State.WAITING, next_attempt_at=now() + wait, error=error)
    return f"not yet, next try in {round(wait.total_seconds())} s. {error}"


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling, capped, and spread by chance."""
    longest = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return timedelta(seconds=longest.total_seconds() * random.uniform(0.5, 1))  # noqa: S311 - it spreads load, it hides nothing


@transaction.atomic
def _end_lease(delivery: Delivery, *, error: str, **changes: object) -> bool:
    """Write how it ended, if the lease is still this caller's; says whether it was."""
    # Held, so that two deliveries of one inquiry that end together see one another.
    inquiry = Inquiry.objects.select_for_update().get(pk=delivery.inquiry_id)
    changed = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, lease_token=delivery.lease_token
    ).update(leased_until=None, lease_token="", last_error=error[:200], **changes)
    if not changed:
        return False
    state = changes["state"]
    if state != Delivery.State.WAITING:
        detail = {"target": delivery.target, "attempts": delivery.attempts}
        action = "deliver" if state == Delivery.State.DELIVERED else "park"
        record(actor=WORKER, action=action, target=inquiry.target, detail=detail)
        settle(inquiry=inquiry)
    return True
