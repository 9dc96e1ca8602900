"""Mails that a page's next review draws near, or is past: each once."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from kapsite.signoff import due, mails
from kapsite.signoff.due import Due
from kapsite.signoff.models import Reminder

STAGES = (7, 30)  # days before the review
OVERDUE = 0


def remind(today: datetime.date) -> int:
    """Mail what became due by ``today`` and was not told yet; returns the number of pages.

    Raises mails.NotSent; what was not sent stays to be told. A crash between mail and note
    tells twice rather than never.
    """
    if not settings.REVIEW_MAIL_TO:
        return 0
    told = 0
    for overdue in (False, True):
        found = list(untold(today, overdue=overdue))
        tell(found, overdue=overdue)
        told += len(found)
    return told


def untold(today: datetime.date, *, overdue: bool) -> Iterator[tuple[Due, Reminder]]:
    """The pages to be told of now, each with the note that it was."""
    for page, on in due.dated():
        stage = stage_of(on, today)
        if stage is None or (stage == OVERDUE) != overdue:
            continue
        note = Reminder(key=page.document.key, due_on=on, stage=stage)
        if not Reminder.objects.filter(key=note.key, due_on=on, stage=stage).exists():
            yield page, note


def stage_of(on: datetime.date, today: datetime.date) -> int | None:
    """The stage that a review due ``on`` that day has reached, or None long before it."""
    left = (on - today).days
    if left < 0:
        return OVERDUE
    return next((stage for stage in STAGES if left <= stage), None)


def tell(found: list[tuple[Due, Reminder]], *, overdue: bool) -> None:
    """One mail for all that was found, and the notes that it went out."""
    if not found:
        return
    subject = _("Reviews are overdue") if overdue else _("Reviews are due soon")
    context = {"pages": [page for page, _note in found], "overdue": overdue}
    mails.send(subject, "signoff/emails/reminder.txt", context, settings.REVIEW_MAIL_TO)
    Reminder.objects.bulk_create([note for _page, note in found], ignore_conflicts=True)
