"""The app that holds what every document has."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Documents' pages, references, facts and terms."""

    name = "kapsite.publishing"
    verbose_name = _("Pages, sources and words")
