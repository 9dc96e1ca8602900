"""Images come from this site and are described."""

import pytest


def test_an_image_of_this_site_is_shown(sheet):
    html = sheet.render("![A calm room](/media/one.webp)")

    assert '<img src="/media/one.webp" alt="A calm room">' in html
    assert sheet.problems == []


@pytest.mark.parametrize(
    "source",
    [
        "https://evil.example/pixel.png",
        "//evil.example/pixel.png",
        "/\\evil.example/x.png",
        "&#47;&#47;evil.example/x.png",
        "data:image/svg+xml,<svg>",
        "javascript:alert(1)",
        "picture.png",
        "../media/one.webp",
        "</\t/evil.example/x.png>",
    ],
)
def test_an_image_from_elsewhere_is_not_asked_for(sheet, source):
    html = sheet.render(f"![x]({source})")

    assert "evil.example" not in html.partition("src=")[2].partition(">")[0] or "/%" in html
    assert 'src="h' not in html
    assert 'src="//' not in html
    assert 'src="d' not in html


def test_an_image_from_elsewhere_is_an_error(sheet):
    sheet.render("![x](https://evil.example/pixel.png)")

    assert "is not on this site; upload it in the admin" in sheet.problems[0].message


def test_an_image_without_words_is_a_warning(sheet):
    sheet.render("![](/media/one.webp)")

    [problem] = sheet.problems
    assert problem.level == "warning"
    assert "has no alternative text; describe it" in problem.message
