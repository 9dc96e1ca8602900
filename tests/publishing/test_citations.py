"""Citations are numbered by first use, linked both ways, and never dangle."""

import pytest


def test_numbers_follow_the_first_use(sheet):
    html = sheet.render("A.[@short2018] B.[@dore2019] C.[@short2018]")

    assert html.count('<a href="#ref-short2018"') == 2
    assert 'id="cite-short2018-1" aria-label="Source 1">1</a>' in html
    assert 'id="cite-dore2019-1" aria-label="Source 2">2</a>' in html
    assert 'id="cite-short2018-2" aria-label="Source 1">1</a>' in html
    assert sheet.citations == {
        "short2018": ["cite-short2018-1", "cite-short2018-2"],
        "dore2019": ["cite-dore2019-1"],
    }


def test_one_citation_can_name_several_works(sheet):
    html = sheet.render("A.[@dore2019; @short2018 ;@beck2020]")

    assert html.count("<sup") == 1
    assert list(sheet.citations) == ["dore2019", "short2018", "beck2020"]


def test_numbers_run_on_over_the_parts_of_a_page(sheet):
    sheet.render("A.[@short2018]")

    assert ">2</a>" in sheet.render("B.[@dore2019]")


def test_an_unknown_work_is_an_error_with_line_and_nearest_match(sheet):
    html = sheet.render("A.\n\nB\nC.[@dore2018; @short2018]", first_line=10)

    [problem] = sheet.problems
    assert (problem.path, problem.line) == ("articles/beta.md", 13)
    assert problem.message == "no reference “dore2018”. Did you mean “dore2019”?"
    assert 'href="#ref-short2018"' in html
    assert "dore2018" not in html


@pytest.mark.parametrize(
    "text", ["[@]", "[@ dore2019]", "[dore2019]", "`[@dore2019]`", "\\[@dore2019]", "me@dore2019"]
)
def test_what_is_no_citation_stays_text(sheet, text):
    sheet.render(text)

    assert sheet.citations == {}


@pytest.mark.parametrize("text", ["a claim.[@dore2019]", "[consent]{term}"])
def test_square_brackets_in_a_links_text_are_told(sheet, text):
    sheet.render(f"One.\n\n[{text}](alpha.md)")

    [problem] = sheet.problems
    assert problem.line == 3
    assert (
        "did not become a link; put what stands in its square brackets behind it" in problem.message
    )


def test_a_footnote_can_cite(sheet):
    html = sheet.render("A.[^n]\n\n[^n]: See it.[@dore2019]")

    assert 'href="#ref-dore2019"' in html
    assert 'id="fn1"' in html


def test_footnotes_of_a_pages_parts_have_ids_of_their_own(sheet):
    first, second = (sheet.render("A.[^n]\n\n[^n]: Note.") for _ in range(2))

    assert 'id="fn1"' in first
    assert 'id="fn1"' not in second
    assert 'href="#fn-2-1"' in second


def test_a_footnote_that_is_missing_is_told(sheet):
    sheet.render("A.[^n]")

    assert "there is no footnote “[^n]”" in sheet.problems[0].message
