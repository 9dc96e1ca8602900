"""The app of the questions and answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FaqConfig(AppConfig):
    """Sets of questions: one document, a page for each question."""

    name = "faq"
    verbose_name = _("Questions and answers")
