"""The app of the articles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles: one document, one page."""

    name = "articles"
    verbose_name = _("Articles")
