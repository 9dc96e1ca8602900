"""The forms: ask, show what was answered, send. What is typed is never lost on the way.

A post that fails the check against forgery, or whose form state is too old or not ours,
gets its form back with everything in it and one sentence, rather than a bare refusal.
"""

import logging

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kapsite.inquiry import actions, notices, pages, receipts, seal
from kapsite.inquiry import state as states
from kapsite.inquiry.fields import tidied
from kapsite.inquiry.forgery import is_forged
from kapsite.inquiry.forms import CONSENT_VERSION, InquiryForm
from kapsite.inquiry.questions import FORMS
from kapsite.inquiry.state import FormState

logger = logging.getLogger(__name__)
private = cache_control(no_store=True)
SEND = "send"
UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)


@require_safe
@private
def contact(request: HttpRequest) -> HttpResponse:
    """Call, write, or ask for a screening."""
    return render(request, "inquiry/contact.html")


# Exempt from the middleware's check because the view makes the same check, and keeps the text.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """One form, from its first page to its sending."""
    form_class = FORMS[kind]
    if request.method != "POST":
        return pages.form_page(request, form_class(), states.fresh(kind))
    try:
        return _answer(request, form_class, tidied(request.POST), forged=is_forged(request))
    except UNREADABLE:
        return pages.too_much(request)


def _answer(
    request: HttpRequest, form_class: type[InquiryForm], data: QueryDict, *, forged: bool
) -> HttpResponse:
    change = next(
        (name.removeprefix(pages.CHANGE) for name in data if name.startswith(pages.CHANGE)), ""
    )
    onward = bool(change) or SEND in data
    typed = {} if onward else form_class.typed(data)
    try:
        state = states.read(data.get("state", ""), purpose=form_class.kind)
    except states.ExpiredStateError as error:
        form = form_class(initial=typed or error.state.answers)
        return pages.ask_again(request, form, notice=notices.EXPIRED)
    except states.StateError:
        notice = notices.UNREADABLE if onward else notices.NOT_OURS
        return pages.ask_again(request, form_class(initial=typed), notice=notice)
    if change:
        return pages.change_page(request, form_class(initial=state.answers), state, change)
    if onward:
        return _send(request, form_class(state.answers), state, forged=forged)
    doubt, status = _doubts(data, forged=forged)
    if doubt:
        form = form_class(initial=typed)
        return pages.form_page(request, form, state, notice=doubt, status=status)
    return _check(request, form_class(typed), state.with_answers(typed))


def _doubts(data: QueryDict, *, forged: bool) -> tuple[str | Promise, int]:
    """Why this may not be a person who fills in our form, with the status to say so."""
    if forged:
        return notices.NO_COOKIE, 403
    if data.get("website"):
        return notices.TOO_FAST, 422
    return "", 200


def _check(request: HttpRequest, form: InquiryForm, state: FormState) -> HttpResponse:
    return _unready(request, form, state) or pages.check_page(request, form, state)


def _unready(request: HttpRequest, form: InquiryForm, state: FormState) -> HttpResponse | None:
    """What is shown instead of going on, where the answers do not allow that."""
    if not form.is_valid():
        return pages.form_page(request, form, state, status=422)
    if form.cleaned_data.get("adult") == "no":
        return pages.under_18_page(request, state)
    return None


def _send(
    request: HttpRequest, form: InquiryForm, state: FormState, *, forged: bool
) -> HttpResponse:
    # The answers were good when the page was made; the form may have changed since.
    if unready := _unready(request, form, state):
        return unready
    if forged:
        return pages.check_page(request, form, state, notice=notices.NO_COOKIE, status=403)
    # Only at the end: who presses “Continue” at once learns what is missing, as anybody does.
    if state.age < settings.FORM_MINIMUM.total_seconds():
        return pages.check_page(request, form, state, notice=notices.TOO_FAST, status=422)
    try:
        receipt = actions.submit(
            state=state, answers=form.answered(), consent_version=CONSENT_VERSION
        )
    except (DatabaseError, seal.SealError) as error:
        logger.error("An inquiry could not be stored: %s", type(error).__name__)
        return pages.check_page(request, form, state, notice=notices.NOT_STORED, status=503)
    return receipts.hand_over(receipt)
