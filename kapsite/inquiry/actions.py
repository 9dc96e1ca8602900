"""What can happen to an inquiry. Each happens in one transaction, with its audit row.

The cast is keyword-only: who did it is ``by``, a username or ``visitor``.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from kapsite.audit.models import record
from kapsite.inquiry import contacts, keys, seal
from kapsite.inquiry.models import Delivery, Inquiry
from kapsite.inquiry.reference import make_reference
from kapsite.inquiry.state import FormState
from kapsite.inquiry.transports import switched_on

VISITOR = "visitor"
# 128 bits: nobody guesses it, and it still fits on a line.
TOKEN_LENGTH = 32
# Long enough to read the confirmation of a withdrawal again, short enough to be gone tomorrow.
WITHDRAWN_KEPT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the visitor gets for an inquiry: its reference, and the secret of its receipt page."""

    reference: str
    token: str


def hash_token(token: str) -> str:
    """What is stored of a receipt's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def submit(*, state: FormState, answers: list[dict[str, Any]], consent_version: str) -> Receipt:
    """Seal and store an inquiry with its deliveries; the same one twice is stored once.

    ``answers`` holds a dict with ``name``, ``question``, ``value`` and ``answer`` for each
    question. Raises seal.SealError or django.db.DatabaseError: then nothing was stored.
    """
    ticket = _ticket(state)
    receipt_token = hashlib.sha256(b"receipt" + ticket).hexdigest()[:TOKEN_LENGTH]
    form_key = hashlib.sha256(b"form" + ticket).hexdigest()
    facts = {
        "kind": state.purpose,
        "consent_version": consent_version,
        "form_key": form_key,
        "receipt_hash": hash_token(receipt_token),
    }
    for _attempt in range(3):
        stored = Inquiry.objects.filter(form_key=form_key).first()
        if stored:
            return Receipt(stored.reference, receipt_token)
        try:
            return Receipt(_store(facts, answers).reference, receipt_token)
        except IntegrityError:
            # The same press in another process won, or, once in many years, the reference is taken.
            continue
    raise IntegrityError("No free reference was found.")


def _ticket(state: FormState) -> bytes:
    """Names one filling-in with one set of answers: sent anew it is the same, changed another."""
    return hashlib.blake2b(
        json.dumps(state.answers, sort_keys=True).encode(), key=state.one_time.encode()
    ).digest()


@transaction.atomic
def _store(facts: dict[str, str], answers: list[dict[str, Any]]) -> Inquiry:
    key, at, inquiry_id = keys.sealing_key(), now(), uuid.uuid4()
    plaintext = json.dumps({"version": 1, "answers": answers}).encode()
    values = {answer["name"]: answer["value"] for answer in answers}
    inquiry = Inquiry.objects.create(
        id=inquiry_id,
        reference=make_reference(),
        sealed=seal.seal(plaintext, bound_to=str(inquiry_id), public=key),
        key_id=key.id,
        received_at=at,
        consented_at=at,
        email_hash=contacts.email_hash(values.get("email", ""), salt=str(inquiry_id)),
        phone_hash=contacts.phone_hash(values.get("phone", ""), salt=str(inquiry_id)),
        **facts,
    )
    targets = list(switched_on())
    Delivery.objects.bulk_create(Delivery(inquiry=inquiry, target=target) for target in targets)
    detail = {"kind": inquiry.kind, "key": key.id, "targets": targets}
    record(actor=VISITOR, action="submit", target=inquiry.target, detail=detail)
    return inquiry


@transaction.atomic
def open_inquiry(*, inquiry: Inquiry, by: str) -> list[dict[str, Any]]:
    """The answers in the clear. The audit says that ``by`` opened them, before they are shown.

    Raises seal.SealError; then nothing was opened and nothing is recorded.
    """
    plaintext = seal.open_sealed(
        bytes(inquiry.sealed),
        bound_to=str(inquiry.id),
        key_id=inquiry.key_id,
        ring=keys.private_ring(),
    )
    Inquiry.objects.filter(pk=inquiry.pk, opened_at=None).update(opened_at=now())
    record(actor=by, action="open", target=inquiry.target)
    # Where nothing is to be sent, reading it is how the clinic gets it.
    settle(inquiry=inquiry)
    answers: list[dict[str, Any]] = json.loads(plaintext)["answers"]
    return answers


@transaction.atomic
def set_status(*, inquiry: Inquiry, status: str, by: str) -> None:
    """Note how far the clinic is."""
    Inquiry.objects.filter(pk=inquiry.pk).update(status=status)
    record(actor=by, action="status", target=inquiry.target, detail={"status": status})


@transaction.atomic
def withdraw(*, inquiry: Inquiry, by: str) -> None:
    """Erase the answers at once, call off what is not sent, and let the rest be deleted soon."""
    at = now()
    withdrawn = Inquiry.objects.filter(pk=inquiry.pk, withdrawn_at=None).update(
        withdrawn_at=at, delete_after=at + WITHDRAWN_KEPT, sealed=b"", email_hash="", phone_hash=""
    )
    if not withdrawn:
        return
    inquiry.deliveries.exclude(state=Delivery.State.DELIVERED).update(
        state=Delivery.State.CANCELED, leased_until=None, lease_token=""
    )
    record(actor=by, action="withdraw", target=inquiry.target)


@transaction.atomic
def retry(*, inquiry: Inquiry, by: str) -> int:
    """Start parked deliveries anew; returns how many there were."""
    parked = inquiry.deliveries.filter(state=Delivery.State.PARKED)
    number = parked.update(
        state=Delivery.State.WAITING, first_attempt_at=None, next_attempt_at=now()
    )
    if number:
        record(actor=by, action="retry", target=inquiry.target)
    return number


def settle(*, inquiry: Inquiry) -> None:
    """Call the inquiry handed off, and date its deletion, once no delivery is left to be made.

    Call it in the transaction that ended the last delivery, holding the inquiry's row.
    """
    unfinished = (Delivery.State.WAITING, Delivery.State.PARKED)
    if not inquiry.deliveries.filter(state__in=unfinished).exists():
        at = now()
        Inquiry.objects.filter(pk=inquiry.pk, delivered_at=None, withdrawn_at=None).update(
            delivered_at=at, delete_after=at + settings.RETENTION
        )
