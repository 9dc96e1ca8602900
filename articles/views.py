"""The pages of the articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from kapsite.publishing.reading import absent, holding, page_context, waiting


def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, in reading order."""
    if waiting(Article):
        return holding(request, status=200)
    articles = Article.objects.published()
    return render(request, "articles/article_list.html", {"articles": articles})


def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article; a former address leads to its new one."""
    articles = list(Article.objects.published())
    article = next((one for one in articles if one.slug == slug), None)
    if article is None:
        return absent(request, Article, slug)
    context = page_context(article, article, articles)
    return render(request, "articles/article_detail.html", context)
