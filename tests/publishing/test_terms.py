"""Glossary terms are explained where they stand, at their first use, without a script."""

import pytest

from kapsite.publishing.terms import Term, compile_terms


def explained(html):
    return html.count('class="term"')


def test_the_first_use_is_explained_in_place(sheet):
    html = sheet.render("Dissociation fades. Later, dissociation is rare.")

    assert explained(html) == 1
    assert (
        '<button type="button" class="term" popovertarget="term-dissociation-1">Dissociation'
        "</button>" in html
    )
    assert 'popover="" id="term-dissociation-1"' in html or 'id="term-dissociation-1"' in html
    assert "Feeling detached." in html
    assert sheet.terms == {"dissociation"}


def test_a_use_in_an_earlier_part_counts(sheet):
    sheet.render("Dissociation.")

    assert explained(sheet.render("Dissociation.")) == 0


@pytest.mark.parametrize(
    "text",
    [
        "## Dissociation",
        "[dissociation](alpha.md)",
        "`dissociation`",
        "    dissociation",
        "```\ndissociation\n```",
        "![dissociation](/media/one.webp)",
        "predissociation dissociations dissociation-like",
        "consent",
        "diſſociation ketamıne KETAMİNE",
    ],
)
def test_a_term_is_not_explained_there(sheet, text):
    assert explained(sheet.render(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "DISSOCIATION",
        "a dissociative state",
        "**dissociation**",
        "> dissociation",
        "| dissociation |\n|-|",
    ],
)
def test_a_term_is_explained_there(sheet, text):
    assert explained(sheet.render(text)) == 1


def test_the_longest_form_wins(sheet):
    sheet.render("Esketamine.")

    assert sheet.terms == {"esketamine"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("[consent]{term}", "consent"),
        ("[Your yes]{term:consent}", "consent"),
        ("[dissociative]{term}", "dissociation"),
    ],
)
def test_a_term_is_explained_by_hand(sheet, text, slug):
    html = sheet.render(text)

    assert explained(html) == 1
    assert f'popovertarget="term-{slug}-1"' in html


def test_explaining_twice_by_hand_keeps_ids_apart(sheet):
    html = sheet.render("[consent]{term} and [consent]{term}")

    assert html.count('id="term-consent-1"') == 1
    assert html.count('id="term-consent-1-1"') == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[konsent]{term}", "no glossary term “konsent”. Did you mean “consent”?"),
        ("[x]{term:konsent}", "no glossary term “konsent”. Did you mean “consent”?"),
    ],
)
def test_an_unknown_term_is_an_error_and_its_words_stay(sheet, text, says):
    html = sheet.render(text)

    assert [one.message for one in sheet.problems] == [says]
    assert text[1 : text.index("]")] in html


def test_a_term_by_hand_in_a_heading_is_no_button(sheet):
    html = sheet.render("## About [consent]{term}")

    assert explained(html) == 0
    assert "About consent" in html


def test_a_form_that_two_terms_claim_goes_to_the_first():
    terms = compile_terms([Term("a", "Same", "One."), Term("b", "same", "Two.", ("",))])

    assert [
        piece[0].slug for piece in terms.split("the same", set()) if not isinstance(piece, str)
    ] == ["a"]
