"""A clinician's sign-off, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignoffConfig(AppConfig):
    """Who may approve content, and what they were asked to approve."""

    name = "kapsite.signoff"
    label = "signoff"
    verbose_name = _("Clinical review")
