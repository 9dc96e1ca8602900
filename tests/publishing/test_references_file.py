"""``references.json``: every fault has its entry's line, and nothing odd raises."""

import pytest

from kapsite.publishing.bibliography import reference_html
from kapsite.publishing.kinds.references import ReferencesKind

GOOD = '{"id": "a2019", "type": "book", "title": "A"}'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "not JSON: “[” is missing; write a list"),
        ("{}", 1, "not JSON: “[” is missing"),
        (f"[\n{GOOD},\n{GOOD.replace('a2019', 'b')}\n", 4, "“,” or “]” is missing"),
        (f"[\n{GOOD}\n{GOOD}]", 3, "“,” or “]” is missing"),
        (f"[\n{GOOD},\n]", 3, "Expecting value"),
        (f"[{GOOD}]\n\nmore", 3, "there is text after the end"),
        (f"[\n{GOOD},\n\n{GOOD}]", 4, "the id “a2019” stands twice; change or remove one."),
        ('[\n{"id": "a", "id": "b"}]', 2, "a field stands twice in one entry"),
        ('[\n{"id": "a", "type": "book"}]', 2, "reference “a” has no “title”; add it."),
        ('[\n{"id": "a b", "type": "book", "title": "A"}]', 2, "“id”: string should match"),
        (f'[\n{GOOD[:-1]}, "titel": 1}}]', 2, "unknown field “titel”. Did you mean “title”?"),
        (f'[\n{GOOD[:-1]}, "volume": 12}}]', 2, "“volume”: input should be a valid string"),
        (f'[\n{GOOD[:-1]}, "custom": {{"verfication": 1}}}}]', 2, "mean “verification”?"),
        (f'[\n{GOOD[:-1]}, "custom": {{"verification": "seen"}}}}]', 2, "should be 'source'"),
        (f'[\n{GOOD[:-1]}, "page": "\\u0000"}}]', 2, "holds a control character; delete it."),
        (f'[\n{GOOD[:-1]}, "page": "\\ud800"}}]', 2, "holds a control character; delete it."),
        (f'[\n{GOOD[:-1]}, "page": {"9" * 5000}}}]', 2, "not JSON"),
        ("[\n1, null]", 2, "“the entry”: input should be a valid dictionary"),
        ("[" * 50_000, 1, "not JSON"),
        ('[\n{"a":' * 50_000, 2, "not JSON"),
        (f"[\n{GOOD.replace('a2019', 'a' * 61)}]", 2, "at most 60 characters"),
    ],
)
def test_a_fault_has_its_entrys_line(text, line, says):
    found = ReferencesKind().load("references.json", text).problems

    assert found[0].line == line
    assert says in found[0].message
    assert found[0].level == "error"


@pytest.mark.parametrize("text", ["[]", " [ ] \n", "\ufeff[]", "[\r\n]\r\n", f"\n[{GOOD}]"])
def test_a_list_is_read_however_it_is_spaced(text):
    assert ReferencesKind().load("references.json", text).problems == []


@pytest.mark.parametrize(
    "csl",
    [
        {},
        {"title": "<script>", "author": [{"family": "<b>", "given": "A"}], "DOI": '"><script>'},
        {"URL": "javascript:alert(1)"},
        {"URL": "http://a.example"},
        {"issued": {"date-parts": []}},
        {"issued": {"date-parts": [[]]}},
        {"author": [{"given": ""}, {"literal": "A & B"}, {}, {}]},
        {"container-title": "<i>", "volume": "1", "page": "<2>"},
    ],
)
def test_an_entry_is_shown_without_markup_of_its_own(csl):
    html = reference_html(csl)

    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "javascript:" not in html
    assert "http:" not in html
