"""An e-mail that says that something arrived, and where to read it. It never says what."""

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kapsite.inquiry.transports.base import Notice, TransportError


class MailTransport:
    """Sends the notice with the mail backend of the settings."""

    def send(self, notice: Notice) -> None:
        """Mail reference and link to the clinic; raises TransportError."""
        try:
            message(notice).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _reply in error.recipients.values()}
            raise TransportError(
                _("The mail server refused the clinic's address."),
                # 552: the mailbox is full, which passes.
                permanent=all(500 <= code < 600 and code != 552 for code in codes),
            ) from None
        except smtplib.SMTPAuthenticationError:
            raise TransportError(_("The mail server refused our user name or password.")) from None
        except smtplib.SMTPException as error:
            raise TransportError(
                _("The mail server gave up (%s).") % type(error).__name__
            ) from None
        except (OSError, ImproperlyConfigured) as error:
            raise TransportError(
                _("The mail server or folder cannot be reached (%s).") % type(error).__name__
            ) from None


def message(notice: Notice) -> EmailMessage:
    """The notice as an e-mail; its Message-ID is the same at every attempt."""
    # Written out, since the worker may run where the admin is not mounted.
    path = f"/admin/inquiry/inquiry/{notice.id}/change/"
    context = {"reference": notice.reference, "link": settings.BASE_URL + path}
    host = urlsplit(settings.BASE_URL).hostname
    return EmailMessage(
        subject=render_to_string("inquiry/emails/notice.subject.txt", context).strip(),
        body=render_to_string("inquiry/emails/notice.txt", context),
        to=settings.NOTICE_TO,
        headers={"Message-ID": f"<{notice.id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
