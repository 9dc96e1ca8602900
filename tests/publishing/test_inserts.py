"""Facts and clinic settings: said once, shown everywhere, marked where they are not certain."""

import pytest


def test_a_fact_shows_its_text(sheet):
    html = sheet.render("It takes {fact:visit-length}.")

    assert '<span class="fact">two to three hours</span>' in html
    assert sheet.facts == {"visit-length"}
    assert sheet.sections[0].text == "It takes two to three hours.\n"


def test_a_facts_text_is_no_markup(sheet):
    html = sheet.render("{fact:tags}")

    assert '<span class="fact fact--confirm">&lt;b&gt;&amp;"' in html


def test_a_sample_setting_is_an_evident_placeholder_and_links(sheet):
    html = sheet.render("Call {clinic:phone}.")

    assert '<a href="tel:+15555550100"><span class="placeholder">(555) 555-0100</span></a>' in html


def test_a_setting_within_a_link_is_no_link_of_its_own(sheet):
    html = sheet.render("[call {clinic:phone}](alpha.md)")

    assert html.count("<a ") == 1
    assert "(555) 555-0100" in html


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{fact:visit-lenght}", "no fact “visit-lenght”. Did you mean “visit-length”?"),
        ("{clinic:fone}", "no clinic “fone”. Did you mean “phone”?"),
        ("[x {fact:nope}](alpha.md)", "no fact “nope”."),
        ("## {fact:nope}", "no fact “nope”."),
    ],
)
def test_an_unknown_one_is_an_error_with_its_line(sheet, text, says):
    sheet.render(f"\n\n{text}")

    assert [(one.line, one.message) for one in sheet.problems] == [(3, says)]


@pytest.mark.parametrize(
    "text", ["{fact:}", "{other:x}", "`{fact:nope}`", "{fact:a b}", "\\{fact:nope}"]
)
def test_what_is_no_insert_stays_text(sheet, text):
    sheet.render(text)

    assert sheet.problems == []
