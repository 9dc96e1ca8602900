"""An article: one document, one page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.documents import Document


class Article(Document):
    """A longer text that a reader can follow from start to end."""

    folder = "articles"
    kind_label = _("Article")

    def get_absolute_url(self) -> str:
        """``/articles/how-safe-is-kap/``."""
        return reverse("articles:detail", args=[self.slug])
