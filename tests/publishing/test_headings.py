"""Headings have addresses of their own: written, made from the text, never twice."""

import re

import pytest

from kapsite.publishing.markdown import FRAME


def ids(sheet):
    return [section.id for section in sheet.sections if section.level]


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("## What is it? {#what}", "what"),
        ("## What is it?", "what-is-it"),
        ("## What *is* `it`?", "what-is-it"),
        ("## Über uns", "über-uns"),
        ("## ???", "section"),
        ("## Visit: {fact:visit-length}", "visit"),
        ("## A {#b} c", "a-b-c"),
        ("## A {#1b}", "1b"),
        ("## A {#-b}", "a--b"),
        ("## A  {#b}  ", "b"),
        ("A {#b}\n---", "b"),
        ("## Main", "section-main"),
        ("## Doc sources", "section-doc-sources"),
        ("## Mainly", "mainly"),
    ],
)
def test_an_id_is_written_or_made_from_the_text(sheet, line, id_):
    html = sheet.render(line)

    assert ids(sheet) == [id_]
    assert f' id="{id_}"' in html
    assert f'href="#{id_}"' in html
    assert sheet.problems == []


def test_headings_of_the_same_text_get_numbers(sheet):
    sheet.render("## Risks\n\n## Risks\n\n## Risks\n\n## Risks 1")

    assert ids(sheet) == ["risks", "risks-1", "risks-2", "risks-1-1"]


def test_ids_run_on_over_the_parts_of_a_page(sheet):
    sheet.render("## Risks")
    sheet.render("## Risks")

    assert ids(sheet) == ["risks", "risks-1"]


def test_an_id_that_is_written_twice_is_an_error_with_its_line(sheet):
    sheet.render("## A {#x}\n\ntext\n\n## B {#x}\n", first_line=7)

    [problem] = sheet.problems
    assert (problem.line, problem.level) == (11, "error")
    assert "two sections have the id “x”; change one" in problem.message


@pytest.mark.parametrize("id_", ["main", "doc-sources", "site-menu", "ref-dore2019", "fn1"])
def test_an_id_of_the_page_itself_is_refused(sheet, id_):
    sheet.render(f"## A {{#{id_}}}")

    assert f"the id “{id_}” is taken by the page itself; change it." in sheet.problems[0].message


@pytest.mark.parametrize("path", ["/articles/alpha/", "/about/", "/faq/safe/"])
def test_the_page_itself_uses_no_other_ids(content, client, path):
    content.article(body="[q](../faq/concerns.md#safe) A.[@a2019]", key_points=["a"] * 3)
    content.questions("safe", answer="[a](../articles/alpha.md)")
    content.document("pages/about.md", "[a](../articles/alpha.md)\n\nA.[^1]\n\n[^1]: Note.")
    content.references("a2019")
    content.apply()

    html = client.get(path).content.decode()

    ids = re.findall(r'\sid="([^"]*)"', html)
    assert "main" in ids
    assert [id_ for id_ in ids if not FRAME.match(id_)] == []


def test_a_first_level_heading_is_shown_below_the_title(sheet):
    html = sheet.render("# Top\n\n### Below")

    assert '<h2 id="top">' in html
    assert "<h1" not in html
    [problem] = sheet.problems
    assert problem.level == "warning"


def test_sections_hold_the_plain_text_below_them(sheet):
    sheet.render("Before.\n\n## A {#a}\n\nOne **two** [three](alpha.md).[@dore2019]\n\n- four\n")

    assert sheet.sections[0].text == "Before.\n"
    assert sheet.sections[1].text == "One two three.\nfour\n"


def test_terms_are_not_explained_in_headings(sheet):
    html = sheet.render("## Ketamine\n\nKetamine helps.")

    assert html.count('class="term"') == 1
    assert "<h2" in html.split('class="term"')[0]
