"""How long an inquiry is kept, and its end."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from kapsite.audit.models import record
from kapsite.inquiry.models import Delivery, Inquiry

UNFINISHED = (Delivery.State.WAITING, Delivery.State.PARKED)


def purge(*, by: str, at: datetime | None = None) -> list[str]:
    """Delete what is past its time and handed off, or withdrawn; returns the references."""
    at = at or now()
    return [inquiry.reference for inquiry in _over(at) if _erase(inquiry, at, by=by)]


def _over(at: datetime) -> QuerySet[Inquiry]:
    over = Inquiry.objects.filter(delete_after__lte=at)
    over = over.exclude(delivered_at=None, withdrawn_at=None)
    return over.exclude(deliveries__state__in=UNFINISHED)


@transaction.atomic
def _erase(inquiry: Inquiry, at: datetime, *, by: str) -> bool:
    """Delete one, unless something has changed meanwhile; says whether it did."""
    if not _over(at).select_for_update().filter(pk=inquiry.pk).exists():
        return False
    inquiry.deliveries.all().delete()
    inquiry.delete()
    record(actor=by, action="purge", target=inquiry.target)
    return True
