"""The pages of a form: the questions, the answers to check, and a body that was too large."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.functional import Promise

from kapsite.inquiry import state as states
from kapsite.inquiry.forms import InquiryForm
from kapsite.inquiry.state import FormState

CHANGE = "change-"
# A refused body is read to its end, within reason: else the answer does not reach the browser.
DRAINED = 32 * 1024 * 1024
CHUNK = 64 * 1024


def form_page(
    request: HttpRequest,
    form: InquiryForm,
    state: FormState,
    *,
    notice: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    """The questions, with what was typed so far."""
    context = {"form": form, "state": states.write(state), "notice": notice}
    return render(request, f"inquiry/{form.kind}.html", context, status=status)


def ask_again(request: HttpRequest, form: InquiryForm, *, notice: str | Promise) -> HttpResponse:
    """The questions, from a fresh start, with what was typed in them."""
    return form_page(request, form, states.fresh(form.kind), notice=notice, status=400)


def change_page(
    request: HttpRequest, form: InquiryForm, state: FormState, name: str
) -> HttpResponse:
    """The questions with the answers given, at the one that is to be changed."""
    if name in form.fields:
        form.fields[name].widget.attrs["autofocus"] = True
    return form_page(request, form, state)


def check_page(
    request: HttpRequest,
    form: InquiryForm,
    state: FormState,
    *,
    notice: str | Promise = "",
    status: int = 200,
) -> HttpResponse:
    """The answers of a valid form, each with its way back."""
    rows = [
        {
            "label": answer["question"],
            "value": answer["answer"],
            "change_name": CHANGE + answer["name"],
        }
        for answer in form.answered()
    ]
    context = {"kind": form.kind, "rows": rows, "state": states.write(state), "notice": notice}
    return render(request, "inquiry/check.html", context, status=status)


def under_18_page(request: HttpRequest, state: FormState) -> HttpResponse:
    """Where help for minors is; the answers stay in the page alone, for a slip of the finger."""
    return render(request, "inquiry/under_18.html", {"state": states.write(state)})


def too_much(request: HttpRequest) -> HttpResponse:
    """What was posted is larger than any honest form, or cannot be read."""
    with suppress(UnreadablePostError, OSError):
        read = 0
        while read < DRAINED and (chunk := request.read(CHUNK)):
            read += len(chunk)
    return render(request, "inquiry/too_much.html", status=413)
