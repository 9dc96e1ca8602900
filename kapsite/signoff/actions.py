"""Ask a clinician, approve, ask for changes: each is audited in the transaction of its change."""

import secrets
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kapsite.audit.models import record
from kapsite.publishing import publication
from kapsite.publishing.documents import Document, Status
from kapsite.publishing.models import Approval
from kapsite.publishing.reviews import facts_said
from kapsite.publishing.standards.report import blocked
from kapsite.publishing.versions import text_of, version_of
from kapsite.signoff import mails
from kapsite.signoff.links import LinkRefused, hash_token, open_request
from kapsite.signoff.models import Reviewer, ReviewRequest
from kapsite.signoff.shown import show

REVIEWER = "reviewer"
Outcome = ReviewRequest.Outcome


class NotReady(Exception):
    """A page that breaks a rule, which its approval must not publish; the message says which."""


def ask(*, document: Document, reviewer: Reviewer, by: str) -> ReviewRequest:
    """Mail a link for the document as it is now; older links for it end.

    Raises NotReady for a page with errors. Raises mails.NotSent with the reason in plain words;
    the request is then called off, and an older link works on.
    """
    if why := blocked([document]).get(document):
        raise NotReady(" · ".join(why))
    token = secrets.token_urlsafe(32)
    request = open_new(document, reviewer, by, token)
    try:
        # Outside of any transaction: a mail server may take its time.
        mails.send_link(request, token)
    except mails.NotSent as error:
        call_off(ReviewRequest.objects.filter(pk=request.pk), str(error))
        raise
    older = ReviewRequest.objects.filter(path=document.path).exclude(pk=request.pk)
    call_off(older, _("A newer request took its place."))
    return request


@transaction.atomic
def open_new(document: Document, reviewer: Reviewer, by: str, token: str) -> ReviewRequest:
    """The request of a link whose secret is ``token``."""
    request = ReviewRequest.objects.create(
        path=document.path,
        title=document.title,
        version=version_of(document),
        reviewer=reviewer,
        token_hash=hash_token(token),
        asked_by=by,
        expires_at=timezone.now() + settings.REVIEW_LINK_LIFETIME,
    )
    note(request, document, actor=by, action="ask-review")
    return request


@transaction.atomic
def approve(*, token: str, next_review: date, comment: str = "") -> ReviewRequest:
    """Approve the version that the link is for, and publish it; raises what open_request does."""
    request, document = open_request(token)
    answer(request, Outcome.APPROVED, comment)
    Approval.objects.create(
        key=document.key,
        version=request.version,
        text=text_of(document),
        facts=facts_said(show(document).facts),
        name=request.reviewer.name,
        credentials=request.reviewer.credentials,
        next_review=next_review,
    )
    note(request, document, actor=REVIEWER, action="approve")
    if document.status != Status.PUBLISHED:
        document.status = Status.PUBLISHED
        # Nothing else: somebody may be editing the page at this moment.
        document.save(update_fields=["status"])
    publication.changed([document])
    return request


@transaction.atomic
def ask_for_changes(*, token: str, comment: str) -> ReviewRequest:
    """Send the page back with a comment; raises what open_request does."""
    request, document = open_request(token)
    answer(request, Outcome.CHANGES, comment)
    note(request, document, actor=REVIEWER, action="send-back")
    return request


def answer(request: ReviewRequest, outcome: ReviewRequest.Outcome, comment: str) -> None:
    """Use the link up; of two presses at once one raises LinkRefused."""
    changed = ReviewRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN).update(
        outcome=outcome, answered_at=timezone.now(), comment=comment
    )
    if not changed:
        raise LinkRefused(_("This link was used just now. It works once."))
    request.refresh_from_db()


def call_off(requests: QuerySet[ReviewRequest], reason: str) -> None:
    """End those of ``requests`` that wait for an answer."""
    requests.filter(outcome=Outcome.OPEN).update(
        outcome=Outcome.CALLED_OFF, answered_at=timezone.now(), comment=reason
    )


def note(request: ReviewRequest, document: Document, *, actor: str, action: str) -> None:
    """Add the audit's row."""
    detail = {"version": request.version[:12], "reviewer": request.reviewer.pk}
    record(actor=actor, action=action, target=f"document:{document.key}", detail=detail)
