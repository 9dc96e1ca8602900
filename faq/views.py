"""The page of all questions, and a page for each."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models import Question, QuestionSet
from kapsite.publishing import library, rendering
from kapsite.publishing.context import Context
from kapsite.publishing.documents import Status
from kapsite.publishing.markdown import Page
from kapsite.publishing.reading import holding, page_context, waiting
from kapsite.publishing.reviews import facts_shown, review_of
from kapsite.publishing.terms import Terms


def short_answers(questions: Iterable[Question], books: library.Library) -> list[dict[str, Any]]:
    """Each question's title and address with its short answer; its own page explains and cites."""
    plain = replace(books, terms=Terms(), references={})
    return [
        {
            "title": question.title,
            "slug": question.slug,
            "url": question.url,
            "short_answer_html": rendering.render(question, plain, question.set.path).parts[
                "short_answer"
            ],
        }
        for question in questions
    ]


def question_set(document: QuestionSet, books: library.Library, page: Page) -> dict[str, Any]:
    """One set, as the page of all questions shows it."""
    questions = short_answers(document.questions.select_related("set"), books)
    parts = rendering.render(document, books, document.path, page=page).parts
    document.review = review_of(document, facts_shown(document))
    return {
        "doc": document,
        "intro_html": parts["body"],
        "conclusion_html": parts["conclusion"],
        "questions": questions,
    }


def question_list(request: HttpRequest) -> HttpResponse:
    """Every question with its short answer."""
    if waiting(QuestionSet):
        return holding(request, status=200)
    books = library.load()
    page = Page(Context())
    sets = [question_set(document, books, page) for document in QuestionSet.objects.published()]
    references = rendering.bibliography(page, books)
    return render(request, "faq/question_list.html", {"sets": sets, "references": references})


def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One question with its whole answer."""
    questions = list(Question.objects.published())
    question = next((one for one in questions if one.slug == slug), None)
    if question is None:
        if Question.objects.filter(slug=slug, set__status=Status.PUBLISHED).exists():
            return holding(request)
        raise Http404
    context = page_context(question, question.set, questions)
    parts = context["rendered"].parts
    context |= {
        "set": question.set,
        "concern_html": parts["concern"],
        "short_answer_html": parts["short_answer"],
    }
    return render(request, "faq/question_detail.html", context)
