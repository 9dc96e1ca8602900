"""After sending: the confirmation, and the visitor's own view of what the clinic holds."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kapsite.inquiry import actions
from kapsite.inquiry.actions import Receipt
from kapsite.inquiry.forms import WithdrawForm
from kapsite.inquiry.models import Inquiry

private = cache_control(no_store=True)
SALT = "kapsite.inquiry.sent"
SHOWN_FOR = 3600


def cookie_name() -> str:
    """The confirmation's cookie: Secure by its very name wherever TLS is in front."""
    return "__Secure-sent" if settings.TLS else "sent"


def hand_over(receipt: Receipt) -> HttpResponseRedirect:
    """Send the visitor on to the confirmation, with the receipt in a cookie for that page alone."""
    response = HttpResponseRedirect(reverse("inquiry:sent"), status=303)
    response.set_signed_cookie(
        cookie_name(),
        f"{receipt.reference}/{receipt.token}",
        salt=SALT,
        max_age=SHOWN_FOR,
        path=reverse("inquiry:sent"),
        secure=settings.TLS,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
@private
def sent(request: HttpRequest) -> HttpResponse:
    """The confirmation; without its cookie, what this page would have been."""
    value = request.get_signed_cookie(cookie_name(), "", salt=SALT, max_age=SHOWN_FOR)
    reference, _slash, token = (value or "").partition("/")
    path = reverse("inquiry:receipt", args=[token]) if token else ""
    link = request.build_absolute_uri(path) if path else ""
    return render(request, "inquiry/sent.html", {"reference": reference, "receipt_link": link})


# Exempt: whoever knows the link and the contact needs nobody else's browser, and the page
# sends no referrer, by which browsers also hide the origin that the check would compare.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What the clinic holds, and the way to take it back."""
    try:
        response = _receipt(request, token)
    except DatabaseError:
        response = render(request, "inquiry/unavailable.html", status=503)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _receipt(request: HttpRequest, token: str) -> HttpResponse:
    inquiry = Inquiry.objects.filter(receipt_hash=actions.hash_token(token)).first()
    if inquiry is None:
        return render(request, "inquiry/receipt_unknown.html", status=404)
    posted = request.method == "POST" and inquiry.withdrawn_at is None
    form = WithdrawForm(request.POST if posted else None, inquiry=inquiry)
    if posted and form.is_valid():
        actions.withdraw(inquiry=inquiry, by=actions.VISITOR)
        return redirect("inquiry:receipt", token)
    context = {"inquiry": inquiry, "form": form, "retention_days": settings.RETENTION.days}
    return render(request, "inquiry/receipt.html", context, status=422 if form.errors else 200)
