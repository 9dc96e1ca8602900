"""Response headers that no middleware of Django's sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "interest-cohort=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PRIVATE = ("/admin/", "/contact/", "/receipt/", "/review/")


class HeadersMiddleware:
    """Closes what browsers leave open, and keeps private pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to whatever answers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(PRIVATE):
            response.headers["Cache-Control"] = "no-store"
        return response
