"""``facts.toml``: every fault has its table's line, and nothing odd raises."""

import pytest

from kapsite.publishing.kinds.facts import FactsKind

GOOD = 'title = "A"\ntext = "a"\n'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f"[a]\n{GOOD}\n[a]\n{GOOD}", 5, "not TOML"),
        (f"[a]\n{GOOD}titel = 'x'\n", 1, "fact “a”: unknown key “titel”. Did you mean “title”?"),
        (f"# x\n\n[ 'a' ]\n{GOOD}zzz = 'x'\n", 3, "unknown key “zzz”. Known: title, text"),
        (f"[b]\n{GOOD}\n[a]\ntext = 'x'\n", 5, "fact “a” has no title; add “title = …”."),
        (f"[a]\n{GOOD}confirm = 'perhaps'\n", 1, "“confirm”: input should be a valid boolean"),
        (f"[a]\n{GOOD}as_of = 'today'\n", 1, "“as_of”: "),
        (f"[A_b]\n{GOOD}", 1, "key of “A”: Use small letters"),
        (f"[a.b]\n{GOOD}", 1, "fact “a” has no title"),
        ("a = 1\n", 1, "fact “a”: “the table”: input should be a valid"),
        (f'[a]\n{GOOD}source = "\\u0000"\n', 1, "fact “a” holds a control character; delete it."),
        ("[a]\ntitle = \n", 2, "not TOML"),
        ("[a\n", 1, "not TOML"),
        ("a = " + "[" * 5000, 1, "not TOML"),
        ("[a]\n\ntext = '\x08'", 3, "a control character (U+0008) stands here; delete it."),
        (f"[{'a' * 61}]\n{GOOD}", 1, "at most 60 characters"),
        (f"[a]\n{GOOD}".replace('"A"', f'"{"x" * 121}"'), 1, "at most 120 characters"),
    ],
)
def test_a_fault_has_its_tables_line(text, line, says):
    found = FactsKind().load("facts.toml", text).problems

    assert found[0].line == line
    assert says in found[0].message
    assert found[0].level == "error"


@pytest.mark.parametrize("text", ["", "\ufeff[a]\n" + GOOD, f"[a]\n{GOOD}".replace("\n", "\r\n")])
def test_a_file_is_read_however_it_is_saved(text):
    assert FactsKind().load("facts.toml", text).problems == []
