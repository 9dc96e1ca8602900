"""A mailed link's secret: what it opens, and the reason where it opens nothing any more."""

import hashlib

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kapsite.publishing.documents import Document
from kapsite.publishing.versions import loaded, version_of
from kapsite.signoff.models import ReviewRequest

Outcome = ReviewRequest.Outcome


class LinkRefused(Exception):
    """A review link that approves nothing any more; the message says why, in plain words."""


def hash_token(token: str) -> str:
    """What is stored of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_request(token: str) -> tuple[ReviewRequest, Document]:
    """The request of a link and its document.

    Raises ReviewRequest.DoesNotExist for a link that never was, LinkRefused for one that is
    used, has ended, or whose page changed since.
    """
    request = ReviewRequest.objects.select_related("reviewer").get(token_hash=hash_token(token))
    refuse_ended(request)
    found = loaded(request.path)
    document = found.document if found else None
    if document is None:
        raise LinkRefused(_("This page does not exist any more. There is nothing to approve."))
    if version_of(document) != request.version:
        raise LinkRefused(
            _(
                "The page was changed after this link was sent. "
                "Please ask the clinic for a new link, so that you see what you approve."
            )
        )
    return request, document


def refuse_ended(request: ReviewRequest) -> None:
    """Raise LinkRefused where the link itself has ended."""
    if request.outcome == Outcome.CALLED_OFF:
        raise LinkRefused(
            _("The clinic called this request off, or sent a newer link. Please use the newest.")
        )
    if request.answered_at is not None:
        day = date_format(timezone.localtime(request.answered_at), "DATE_FORMAT")
        what = {
            Outcome.APPROVED.value: _("You approved the page with this link on %s. It works once."),
            Outcome.CHANGES.value: _("You sent the page back with this link on %s. It works once."),
        }
        raise LinkRefused(what[request.outcome] % day)
    if request.expires_at < timezone.now():
        raise LinkRefused(_("This link has ended. Please ask the clinic for a new one."))
    if not request.reviewer.active:
        raise LinkRefused(
            _("The clinic does not list you as a reviewer any more. Please call the clinic.")
        )
