"""How staff edit articles."""

from django.contrib import admin

from articles.models import Article
from kapsite.publishing.admin import DocumentAdmin


@admin.register(Article)
class ArticleAdmin(DocumentAdmin):
    """Articles, in reading order."""
