"""Who approved what readers see, and whether it is still what was approved."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from kapsite.publishing.documents import Document
from kapsite.publishing.models import Approval, Fact


@dataclass(frozen=True)
class Review:
    """A clinician's approval as readers see it; ``changed`` names facts that are new since."""

    name: str
    credentials: str
    on: datetime.date
    next: datetime.date
    changed: list[str] = field(default_factory=list)


def approval_of(key: str, version: str) -> Approval | None:
    """The newest approval of that version."""
    return Approval.objects.filter(key=key, version=version).first()


def may_publish(document: Document, version: str) -> bool:
    """Whether readers may see that version: always, unless the clinic requires a review."""
    return not settings.REQUIRE_REVIEW or approval_of(document.key, version) is not None


def review_of(document: Document, facts: Iterable[str] = ()) -> Review | None:
    """The approval of what readers see of ``document``; ``facts`` are the keys that it shows."""
    approval = approval_of(document.key, document.version) if document.version else None
    if approval is None:
        return None
    shown = dict(Fact.objects.filter(key__in=facts).values_list("key", "text"))
    titles = dict(Fact.objects.filter(key__in=facts).values_list("key", "title"))
    changed = [titles[key] for key in shown if approval.facts.get(key, shown[key]) != shown[key]]
    on = timezone.localtime(approval.at).date()
    return Review(approval.name, approval.credentials, on, approval.next_review, changed)
