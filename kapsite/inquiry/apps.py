"""What visitors send, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InquiryConfig(AppConfig):
    """Sealed inquiries and their hand-off to the clinic."""

    name = "kapsite.inquiry"
    label = "inquiry"
    verbose_name = _("Inquiries")
