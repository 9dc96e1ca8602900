"""Ways to hand an inquiry to the clinic; which of them are on is a matter of settings."""

from django.conf import settings

from kapsite.inquiry.transports.base import Notice, Transport, TransportError
from kapsite.inquiry.transports.mail import MailTransport

__all__ = ["Notice", "Transport", "TransportError", "switched_on"]


def switched_on() -> dict[str, Transport]:
    """The transports in use, by the name of their target."""
    transports: dict[str, Transport] = {}
    if settings.NOTICE_TO:
        transports["mail"] = MailTransport()
    return transports
