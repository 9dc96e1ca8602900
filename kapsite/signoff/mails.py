"""The mails of the sign-off: a title and a link, and never a page's text."""

import smtplib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from kapsite.signoff.models import ReviewRequest


class NotSent(Exception):
    """A mail did not leave; the message says why, in plain words."""


def send_link(request: ReviewRequest, token: str) -> None:
    """Mail a review link to its reviewer; raises NotSent."""
    context = {
        "request": request,
        "clinic": settings.CLINIC["name"],
        "link": settings.BASE_URL + reverse("signoff:review", args=[token]),
    }
    subject = _("Please review: %s") % request.title
    send(subject, "signoff/emails/review.txt", context, [request.reviewer.email])


def send(subject: str, template: str, context: Mapping[str, object], to: Sequence[str]) -> None:
    """One plain mail; raises NotSent."""
    body = render_to_string(template, dict(context))
    mail = EmailMessage(subject, body, to=to, headers={"Auto-Submitted": "auto-generated"})
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        raise NotSent(_("the mail server refused the address %s") % ", ".join(to)) from None
    except smtplib.SMTPAuthenticationError:
        raise NotSent(_("the mail server refused our user name or password")) from None
    except smtplib.SMTPException as error:
        raise NotSent(_("the mail server gave up (%s)") % type(error).__name__) from None
    except (OSError, ImproperlyConfigured) as error:
        reason = _("the mail server or folder cannot be reached (%s)") % type(error).__name__
        raise NotSent(reason) from None
