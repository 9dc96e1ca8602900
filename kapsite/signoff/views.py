"""The page behind a mailed review link: it shows, and approves only by a button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kapsite.publishing.documents import Document
from kapsite.publishing.models import Approval
from kapsite.publishing.versions import text_of
from kapsite.signoff import actions
from kapsite.signoff.differences import differences
from kapsite.signoff.forms import ApproveForm, ChangesForm
from kapsite.signoff.links import LinkRefused, open_request
from kapsite.signoff.models import ReviewRequest
from kapsite.signoff.shown import show

SEND_BACK = "send-back"


# Exempt: whoever knows the link needs nobody else's browser, and the page sends no referrer, by
# which browsers also hide the origin that the check would compare.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page and its differences; approve or send back what is posted."""
    try:
        response = _review(request, token)
    except ReviewRequest.DoesNotExist:
        reason = _("A part of the link may be missing. Please check that you copied all of it.")
        response = render(request, "signoff/refused.html", {"reason": reason}, status=404)
    except LinkRefused as error:
        response = render(request, "signoff/refused.html", {"reason": str(error)}, status=410)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _review(request: HttpRequest, token: str) -> HttpResponse:
    asked, document = open_request(token)
    forms = chosen_forms(request)
    if request.method == "POST" and forms["form"].is_valid():
        asked = answer(token, forms["form"])
        return render(request, "signoff/done.html", {"asked": asked})
    context = review_context(asked, document) | forms
    status = 422 if request.method == "POST" else 200
    return render(request, "signoff/review.html", context, status=status)


def chosen_forms(request: HttpRequest) -> dict[str, Any]:
    """Both forms; ``form`` is the one whose button was pressed."""
    data = request.POST if request.method == "POST" else None
    sent_back = SEND_BACK in request.POST
    approve = ApproveForm(None if sent_back else data)
    changes = ChangesForm(data if sent_back else None)
    return {"approve": approve, "changes": changes, "form": changes if sent_back else approve}


def answer(token: str, form: ApproveForm | ChangesForm) -> ReviewRequest:
    """Carry out what a valid form says."""
    said = form.cleaned_data
    if isinstance(form, ChangesForm):
        return actions.ask_for_changes(token=token, comment=said["comment"])
    return actions.approve(token=token, next_review=said["next_review"], comment=said["remark"])


def review_context(asked: ReviewRequest, document: Document) -> dict[str, Any]:
    """The page as readers will see it, and what changed since the last approval."""
    last = Approval.objects.filter(key=document.key).first()
    return {
        "asked": asked,
        "doc": document,
        "shown": show(document),
        "last": last,
        "differences": differences(last.text, text_of(document)) if last else [],
    }
