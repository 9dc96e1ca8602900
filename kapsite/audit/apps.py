"""The audit as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what, append-only."""

    name = "kapsite.audit"
    label = "audit"
    verbose_name = _("Audit")
