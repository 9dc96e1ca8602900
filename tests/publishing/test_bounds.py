"""Whatever is pasted, rendering ends soon, raises nothing, and says what it left out."""

import time

import pytest

from kapsite.publishing.markdown import Page
from tests.publishing.conftest import CONTEXT

SIZE = 8192
HOSTILE = {
    "brackets": "[" * SIZE,
    "images": "![" * SIZE,
    "links": "[a](b " * SIZE,
    "pointed links": "[a](<b" * SIZE,
    "round brackets": "[a](" + "(" * SIZE,
    "quotes": ">" * SIZE + " a",
    "spaced quotes": "> " * SIZE + "a",
    "bullets": "- " * SIZE + "a",
    "stairs": "".join("  " * step + "- a\n" for step in range(300)),
    "numbers": "1. " * SIZE,
    "emphasis": "*a_ " * SIZE,
    "stars": "**" * SIZE,
    "ticks": "".join("`" * number + " " for number in range(1, 600)),
    "references": "".join(f"[a{number}]: /b\n" for number in range(4000)),
    "footnotes": "[^a] " * SIZE + "\n\n[^a]: x",
    "nested footnotes": "^[" * SIZE,
    "table": "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|\n" * 300,
    "pipes": "|" * SIZE,
    "headings": "## a\n\n" * SIZE,
    "wide heading": "## a" + " " * 50_000 + "b",
    "hashes": "# " + "#" * 50_000 + " x",
    "citations": "[@dore2019; " * SIZE,
    "a citation": "[@a" + ";@a" * SIZE + "]",
    "facts": "{fact:" * SIZE,
    "ids": "## a {#" * SIZE,
    "terms": "[dissociation]{term} " * 4000,
    "words": "dissociation " * SIZE,
    "angles": "<a" * SIZE,
    "comments": "<!--" * SIZE,
    "entities": "&" * SIZE,
    "addresses": "<http://" * SIZE,
    "alerts": "> [!NOTE]\n> a\n\n" * 2000,
    "backslashes": "\\" * SIZE,
    "lines": "\n" * 1_000_000,
    "a megabyte": "The quick brown fox. " * 50_000,
    "a megabyte of paragraphs": "The **quick** [fox](https://a.example).\n\n" * 25_000,
    "surrogates": "\ud800" * 10,
    "zeros": "\0" * SIZE,
    "right to left": "\u202e\u2066" * SIZE,
    "combining": "a" + "\u0301" * SIZE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_little_time_and_raises_nothing(name):
    page = Page(CONTEXT)

    start = time.process_time()
    page.render(HOSTILE[name].encode("utf-8", "replace").decode())

    assert time.process_time() - start < 2


def test_a_text_that_is_too_long_says_so():
    page = Page(CONTEXT)

    page.render("word " * 200_000)

    assert [str(one) for one in page.problems] == [
        "articles/beta.md:1: error: the text is over 200,000 characters long; split it."
    ]


@pytest.mark.parametrize("text", ["> " * 30 + "deep", "- " * 30 + "deep", "- > " * 12 + "deep"])
def test_what_is_nested_beyond_reading_is_an_error_and_not_lost_in_silence(text):
    page = Page(CONTEXT)

    page.render(text)

    assert any("nested too deeply; make them flatter" in one.message for one in page.problems)


def test_what_is_nested_as_people_nest_is_shown(sheet):
    text = "".join("  " * step + f"- level {step}\n" for step in range(5))

    html = sheet.render(text)

    assert "level 4" in html
    assert sheet.problems == []
