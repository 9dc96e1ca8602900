"""The app that holds what every document has."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Documents' pages, references, facts and terms."""

    name = "kapsite.publishing"
    verbose_name = _("Pages, sources and words")

    def ready(self) -> None:
        """Register the facts' admin, which stands in a file of its own."""
        from kapsite.publishing import fact_admin  # noqa: F401 - its decorators register
