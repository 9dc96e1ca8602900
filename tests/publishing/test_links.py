"""Links: relative paths between documents are resolved and checked, the rest is safe or refused."""

import pytest


def target(sheet, href):
    html = sheet.render(f"[shown](<{href}>)")
    found = html.partition('<a href="')[2].partition('"')[0]
    return found or None


@pytest.mark.parametrize(
    ("href", "url", "key"),
    [
        ("alpha.md", "/articles/alpha/", "articles/alpha"),
        ("./alpha.md", "/articles/alpha/", "articles/alpha"),
        ("../articles/alpha.md#risks", "/articles/alpha/#risks", "articles/alpha"),
        ("../faq/concerns.md", "/faq/#concerns", "faq/concerns"),
        ("../faq/concerns.md#is-it-safe", "/faq/is-it-safe/", "faq/is-it-safe"),
        ("../faq/concerns.md#known", "/faq/is-it-safe/#known", "faq/is-it-safe"),
        ("#risks", "/articles/alpha/#risks", "articles/alpha"),
        ("%61lpha.md", "/articles/alpha/", "articles/alpha"),
        ("/articles/alpha/", "/articles/alpha/", "articles/alpha"),
        ("/articles/alpha/#risks", "/articles/alpha/#risks", "articles/alpha"),
        ("/faq/is-it-safe/", "/faq/is-it-safe/", "faq/is-it-safe"),
        ("/search/?q=a", "/search/?q=a", ""),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", ""),
        ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/", ""),
        ("mailto:a@example.org", "mailto:a@example.org", ""),
        ("tel:988", "tel:988", ""),
        ("sms:988", "sms:988", ""),
    ],
)
def test_a_link_leads_there(sheet, href, url, key):
    assert target(sheet, href) == url
    assert [link.key for link in sheet.links] == [key]
    assert sheet.problems == []


@pytest.mark.parametrize(
    ("href", "says"),
    [
        ("alhpa.md", "there is no document “articles/alhpa.md”. Did you mean “articles/alpha.md”?"),
        ("../faq/concerns.md#is-it-save", "no section “#is-it-save”. Did you mean “is-it-safe”?"),
        ("#rissks", "no section “#rissks”. Did you mean “risks”?"),
        ("/articles/alpha/#rissks", "has no section “#rissks”"),
        ("/faq/is-it-safe/#nope", "has no section “#nope”"),
        ("../../etc/passwd", "there is no document"),
        ("/nowhere/", "there is no page “/nowhere/” on this site; link a document by its file."),
        ("http://example.org/", "is not encrypted; write https://."),
        ("HTTP://example.org/", "is not encrypted"),
        ("javascript:alert(1)", "“javascript:” links are not allowed; use https"),
        ("JaVaScRiPt:alert(1)", "links are not allowed"),
        ("data:text/html,x", "links are not allowed"),
        ("vbscript:x", "links are not allowed"),
        ("file:///etc/passwd", "links are not allowed"),
        ("//evil.example/x", "names a host without https"),
        ("///evil.example/x", "names a host without https"),
        ("\\\\evil.example", "there is no"),
        ("/\\evil.example", "there is no page"),
        ("https:", "has no host"),
        ("https:evil", "has no host"),
        ("", "the link has no address"),
    ],
)
def test_a_link_that_leads_nowhere_good_is_an_error_and_plain_text(sheet, href, says):
    assert target(sheet, href) is None
    assert says in sheet.problems[0].message
    assert sheet.problems[0].level == "error"
    assert sheet.links == []


@pytest.mark.parametrize(
    "text",
    [
        "[x](jav\tascript:alert(1))",
        "[x](<jav\tascript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](&#x2f;&#x2f;evil.example)",
        "[x](< //evil.example/articles/alpha/>)",
        "[x](</\t/evil.example/>)",
        "[x](\u2028//evil.example)",
        "[x](\uff0f\uff0fevil.example)",
        "[x](java\u200bscript:alert(1))",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[x](/%5Cevil.example)",
    ],
)
def test_a_disguised_address_does_not_get_through(sheet, text):
    html = sheet.render(text)

    assert 'href="' not in html


def test_an_error_names_the_line_of_the_link(sheet):
    sheet.render("One.\n\nTwo,\nthree [x](nope.md)\nfour\n\n- [y](nope.md)\n", first_line=20)

    assert [problem.line for problem in sheet.problems] == [23, 26]


def test_an_external_link_says_so(sheet):
    html = sheet.render("[x](https://example.org)")

    assert 'rel="external noopener"' in html


def test_markup_within_a_refused_link_stays(sheet):
    html = sheet.render("[a **b** `c`](nope.md) d")

    assert html == "<p>a <strong>b</strong> <code>c</code> d</p>\n"
