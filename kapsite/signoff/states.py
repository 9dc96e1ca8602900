"""Where a document stands on its way to approval, in plain words for its editors."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kapsite.publishing.documents import Document, Readable, Status
from kapsite.publishing.models import Approval
from kapsite.publishing.reviews import approval_of
from kapsite.publishing.versions import version_of
from kapsite.signoff.due import by_date, day, latest, unapproved
from kapsite.signoff.models import ReviewRequest

Outcome = ReviewRequest.Outcome


def document_of(readable: Readable) -> Document:
    """The document that is approved: a question's is the set that holds it."""
    return readable if isinstance(readable, Document) else readable.set  # type: ignore[attr-defined]


def state_of(document: Document) -> list[str]:
    """A few sentences: approved or not, waiting for whom, what was answered."""
    version = version_of(document)
    approval = approval_of(document.key, version) or latest(document)
    return [
        *approved(document, approval, version),
        *asked(document, version),
        *seen(document, version),
    ]


def approved(document: Document, approval: Approval | None, version: str) -> Iterator[str]:
    """By whom, if by anybody, and what is different since."""
    if approval and approval.version == version:
        yield _("Approved by %(name)s, %(credentials)s on %(day)s; next review by %(next)s.") % {
            "name": approval.name,
            "credentials": approval.credentials,
            "day": local_day(approval.at),
            "next": day(approval.next_review),
        }
        yield from by_date(approval.next_review, timezone.localdate())
    yield from unapproved(document, approval)


def asked(document: Document, version: str) -> Iterator[str]:
    """What became of the newest request that was not called off."""
    requests = ReviewRequest.objects.filter(path=document.path).exclude(outcome=Outcome.CALLED_OFF)
    request = requests.select_related("reviewer").first()
    if request is None or request.outcome == Outcome.APPROVED:
        return
    said = {"name": request.reviewer.name, "day": local_day(request.asked_at)}
    if request.outcome == Outcome.CHANGES:
        said["comment"] = request.comment
        yield _("%(name)s asked for changes: “%(comment)s”") % said
    elif request.version != version:
        yield _("It was changed after %(name)s was asked on %(day)s. Please ask again.") % said
    elif request.expires_at < timezone.now():
        yield _("%(name)s was asked on %(day)s; the link has ended. Please ask again.") % said
    else:
        yield _("Waiting for %(name)s to approve since %(day)s.") % said


def seen(document: Document, version: str) -> Iterator[str]:
    """What readers see meanwhile, where that is not this text."""
    if not settings.REQUIRE_REVIEW or document.status != Status.PUBLISHED:
        return
    if approval_of(document.key, version) is None:
        live = type(document).objects.published().filter(slug=document.slug).exists()
        yield (
            _("Readers still see the version that was approved.")
            if live
            else _("Readers do not see it until a clinician approves it.")
        )


def local_day(when: datetime) -> str:
    """The day of a moment by the clinic's clock."""
    return day(timezone.localtime(when))
