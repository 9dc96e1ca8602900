"""The page of all questions, and a page for each."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from faq.models import Question, QuestionSet
from kapsite.publishing import library, rendering
from kapsite.publishing.reading import page_context
from kapsite.publishing.terms import Terms


def short_answers(questions: list[Question], books: library.Library) -> None:
    """Give each question its short answer as HTML; terms are explained on its own page."""
    plain = replace(books, terms=Terms())
    for question in questions:
        parts = rendering.render(question, plain, question.set.path).parts
        question.short_answer_html = parts["short_answer"]


def question_set(document: QuestionSet, books: library.Library) -> dict[str, Any]:
    """One set, as the page of all questions shows it."""
    questions = list(document.questions.select_related("set"))
    short_answers(questions, books)
    parts = rendering.render(document, books, document.path).parts
    return {
        "doc": document,
        "intro_html": parts["body"],
        "conclusion_html": parts["conclusion"],
        "questions": questions,
    }


def question_list(request: HttpRequest) -> HttpResponse:
    """Every question with its short answer."""
    books = library.load()
    sets = [question_set(document, books) for document in QuestionSet.objects.published()]
    return render(request, "faq/question_list.html", {"sets": sets})


def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One question with its whole answer."""
    questions = list(Question.objects.published())
    question = next((one for one in questions if one.slug == slug), None)
    if question is None:
        raise Http404
    context = page_context(question, question.set, questions)
    parts = context["rendered"].parts
    context |= {
        "set": question.set,
        "concern_html": parts["concern"],
        "short_answer_html": parts["short_answer"],
    }
    return render(request, "faq/question_detail.html", context)
