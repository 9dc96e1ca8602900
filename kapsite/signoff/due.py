"""Which pages a clinician must look at: never approved, changed since, due soon, or overdue."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kapsite.publishing.documents import Document, Status
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Approval
from kapsite.publishing.reviews import changed_since, facts_shown
from kapsite.publishing.versions import version_of

SOON = 30  # days


@dataclass(frozen=True)
class Due:
    """A published page, the day of its next review where one is set, and why it is listed."""

    document: Document
    on: datetime.date | None
    reasons: list[str]

    @property
    def edit_url(self) -> str:
        """The page in the admin, with its host: a mail may carry it."""
        meta = self.document._meta
        # Written out, since the worker may run where the admin is not mounted.
        path = f"/admin/{meta.app_label}/{meta.model_name}/{self.document.pk}/change/"
        return settings.BASE_URL + path


def latest(document: Document) -> Approval | None:
    """The newest approval of any version of ``document``."""
    return Approval.objects.filter(key=document.key).first()


def next_review(document: Document, approval: Approval | None) -> datetime.date | None:
    """The day by which the page must be looked at: the clinician's, else the editors'."""
    return approval.next_review if approval else document.review_by


def dated() -> Iterator[tuple[Due, datetime.date]]:
    """Every published page that has a day for its next review."""
    for document in documents():
        on = next_review(document, latest(document))
        if document.status == Status.PUBLISHED and document.pk and on:
            yield Due(document, on, []), on


def reviews_due(today: datetime.date) -> list[Due]:
    """Every published page that a clinician must look at; the most urgent first."""
    found = []
    for document in documents():
        if document.status == Status.PUBLISHED and document.pk:
            approval = latest(document)
            on = next_review(document, approval)
            reasons = [*unapproved(document, approval), *by_date(on, today)]
            if reasons:
                found.append(Due(document, on, reasons))
    return sorted(found, key=lambda due: (due.on or datetime.date.max, due.document.title))


def unapproved(document: Document, approval: Approval | None) -> Iterator[str]:
    """How what stands on the page differs from what was approved."""
    if approval is None:
        yield _("No clinician has approved it yet.")
        return
    if approval.version != version_of(document):
        yield _("Its text was changed since the approval of %s.") % day(approval.at)
    if titles := changed_since(approval, facts_shown(document)):
        yield _("Facts on it were changed since that approval: %s.") % ", ".join(titles)


def by_date(on: datetime.date | None, today: datetime.date) -> Iterator[str]:
    """Whether the day of the next review is near, or past."""
    if on is None or (on - today).days > SOON:
        return
    past = _("Its review is overdue: it was due on %s.")
    yield (past if on < today else _("Its review is due on %s.")) % day(on)


def day(when: datetime.date) -> str:
    """A day as readers of the admin know it."""
    return date_format(when, "DATE_FORMAT")
