"""The real content: whole, linked both ways, in words that a distressed reader can take."""

from pathlib import Path

import pytest
from django.conf import settings

from kapsite.publishing import library, sync
from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Fact, Reference, Term
from kapsite.publishing.readability import score
from kapsite.publishing.reading import catalogue
from kapsite.publishing.rendering import render
from tests.pages.conftest import site  # noqa: F401 - a fixture

FOLDER = Path(settings.BASE_DIR) / "content"
FILES = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.md"))
QUESTIONS = (
    "is-ketamine-safe",
    "is-ketamine-addictive",
    "will-i-lose-control",
    "how-long-do-benefits-last",
    "is-it-a-quick-fix",
)
GRADE = 8  # US school grade, at the most
SENTENCE = 14  # words, on average


def page(readable):
    path = getattr(readable, "path", "") or readable.set.path
    return render(readable, library.load(), path).page


@pytest.fixture
def pages(site):  # noqa: F811
    """Every public page, rendered."""
    return {key: page(readable) for key, readable in catalogue().items()}


def test_all_of_it_loads_without_a_word(db):
    plan = sync.plan(FOLDER)

    assert [str(problem) for problem in plan.problems] == []
    assert {change.step for change in plan.changes} == {sync.Step.TAKE}


def test_every_document_has_what_its_page_shows(site):  # noqa: F811
    for document in documents():
        assert isinstance(document, Document)
        assert document.summary, document.path
        assert document.updated, document.path
        assert document.short_title, document.path
        assert len(document.summary) <= 300, document.path


def test_articles_have_three_to_six_key_points(site):  # noqa: F811
    for key, readable in catalogue().items():
        if key.startswith("articles/"):
            assert 3 <= len(readable.key_points) <= 6, key


def test_every_question_has_its_concern_and_short_answer(site):  # noqa: F811
    questions = {key: one for key, one in catalogue().items() if hasattr(one, "concern")}

    assert set(questions) == {f"faq/{slug}" for slug in QUESTIONS}
    assert all(one.concern and one.short_answer for one in questions.values())


def test_each_article_leads_to_three_questions(pages):
    for key, rendered in pages.items():
        if key.startswith("articles/"):
            assert len({link.key for link in rendered.links if link.key.startswith("faq/")}) >= 3


def test_each_question_leads_to_a_section_of_an_article(pages):
    for slug in QUESTIONS:
        links = pages[f"faq/{slug}"].links
        assert any(link.key.startswith("articles/") and link.anchor for link in links), slug


def test_every_page_can_be_read_by_many(pages):
    for key, rendered in pages.items():
        text = "\n".join(f"{section.title}\n{section.text}" for section in rendered.sections)
        found = score(text)
        assert found.grade <= GRADE, (key, found.longest)
        assert found.words_per_sentence <= SENTENCE, (key, found.longest)


def test_summaries_and_key_points_can_be_read_by_many(site):  # noqa: F811
    for document in documents():
        text = "\n".join([document.summary, *document.key_points])
        assert score(text).grade <= GRADE, document.path


def test_definitions_are_one_plain_sentence(site):  # noqa: F811
    for term in Term.objects.all():
        assert score(term.definition).sentences == 1, term
        assert len(term.definition.split()) <= 25, term
    assert Term.objects.count() >= 40


def test_no_text_shouts(site):  # noqa: F811
    for readable in catalogue().values():
        for _field, text in readable.parts:
            assert "!" not in text.replace("![", "").replace("[!", ""), readable.key


def test_every_reference_says_how_it_was_verified(site):  # noqa: F811
    for reference in Reference.objects.all():
        assert reference.verified_note, reference.key
        assert reference.verified_on or reference.verification == "unconfirmed", reference.key
        assert reference.evidence, reference.key


def test_every_study_seen_at_its_source_can_be_found(site):  # noqa: F811
    for reference in Reference.objects.filter(verification="source").exclude(csl__type="webpage"):
        assert {"DOI", "PMID", "PMCID", "URL"} & set(reference.csl), reference.key


def test_every_fact_has_its_source_and_day(site):  # noqa: F811
    for fact in Fact.objects.all():
        assert fact.source, fact.key
        assert fact.as_of, fact.key


@pytest.mark.parametrize("path", FILES)
def test_no_file_has_odd_bytes(path):
    data = (FOLDER / path).read_bytes()

    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert b"\t" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
