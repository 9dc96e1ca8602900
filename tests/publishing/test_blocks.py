"""Tables, footnotes and alerts, and what is shown as the text that it is."""

import pytest


def test_a_table_scrolls_by_itself_and_by_keyboard(sheet):
    html = sheet.render("| A | B |\n|:-|-:|\n| 1 | 2 |")

    assert '<div class="table" role="region" tabindex="0" aria-label="Table"><table>' in html
    assert '<th scope="col">A</th>' in html
    assert '<td class="right">2</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_an_alert_has_its_kind_and_title(sheet, kind):
    html = sheet.render(f"> [!{kind}]\n> Careful, [x](alpha.md).")

    assert f'<div class="alert alert--{kind.lower()}">' in html
    assert f'<p class="alert__title">{kind.title()}</p>' in html
    assert 'href="/articles/alpha/"' in html


def test_an_unknown_alert_is_a_quote(sheet):
    assert "<blockquote>" in sheet.render("> [!SHOUT]\n> Careful.")


def test_footnotes_stand_at_the_end(sheet):
    html = sheet.render("A.[^1] B.[^1]\n\n[^1]: A note with [x](alpha.md).\n\nMore.")

    assert html.index("More.") < html.index('<section class="footnotes">')
    assert 'id="fn1"' in html
    assert 'id="fnref1"' in html
    assert 'id="fnref1:1"' in html


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "<script>x</script>", "a <br> b", "<!-- x --> <i>"]
)
def test_html_is_shown_as_text_and_told(sheet, text):
    html = sheet.render(text)

    assert "&lt;" in html
    assert any("is shown as text; write Markdown" in problem.message for problem in sheet.problems)
    assert all(problem.level == "warning" for problem in sheet.problems)


@pytest.mark.parametrize("text", ["`<b>`", "    <b>", "a < b > c", "<https://example.org>", "1 <2"])
def test_what_is_no_html_is_not_told(sheet, text):
    sheet.render(text)

    assert sheet.problems == []
