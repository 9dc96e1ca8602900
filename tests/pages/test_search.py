"""Search finds what people mean, and never breaks on what they type."""

from pathlib import Path

import pytest
from django.test import Client

from kapsite.search import search


def urls(query: str) -> list[str]:
    return [result.url for result in search(query).results]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is ketamine addictive", "/faq/is-ketamine-addictive/"),
        ("addiction", "/faq/is-ketamine-addictive/"),
        ("how long does relief last", "/faq/how-long-do-benefits-last/"),
        ("quick fix", "/faq/is-it-a-quick-fix/"),
        ("driving", "/articles/what-to-expect/"),
        ("suicidal thoughts help", "/help-now/"),
        ("dissociation", "/glossary/#dissociation"),
    ],
)
def test_finds_the_page_that_answers(site: Path, query: str, expected: str) -> None:
    assert any(url.startswith(expected) for url in urls(query)[:5]), urls(query)


@pytest.mark.parametrize("query", ["addictve", "adictive", "ketmine", "dissocation"])
def test_a_slip_of_the_finger_still_finds(site: Path, query: str) -> None:
    found = search(query)

    assert found.results
    assert found.suggestions


def test_the_start_of_a_word_finds(site: Path) -> None:
    assert urls("antidepr")


def test_snippets_mark_the_word_and_escape_the_rest(site: Path) -> None:
    snippets = [result.snippet_html for result in search("lozenges").results]

    assert any("<mark>" in snippet for snippet in snippets)
    assert not any("<script" in snippet for snippet in snippets)


def test_a_page_stands_once_in_the_results(site: Path) -> None:
    pages = [url.partition("#")[0] for url in urls("ketamine") if "/glossary/" not in url]

    assert len(pages) == len(set(pages))


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "the and of",
        '"',
        "a' OR 1",
        "title:(x",
        "\x00\x01",
        "🙂",
        "кетамин",
        "*" * 150,
        "\\",
    ],
)
def test_odd_queries_get_a_page(site: Path, client: Client, query: str) -> None:
    response = client.get("/search/", {"q": query})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_a_query_without_an_answer_gets_help(site: Path, client: Client) -> None:
    html = client.get("/search/", {"q": "xyzzyplugh"}).content.decode()

    assert "found nothing" in html
    assert "/contact/" in html


def test_a_very_long_query_is_refused_in_plain_words(site: Path, client: Client) -> None:
    response = client.get("/search/", {"q": "word " * 2000})

    assert response.status_code == 200
    assert "too long" in response.content.decode()


def test_what_was_typed_is_shown_as_text(site: Path, client: Client) -> None:
    html = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in html
