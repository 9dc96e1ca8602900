"""Front matter: what is wrong is named with its line and its cure, and nothing is half-loaded."""

import pytest

from kapsite.publishing.frontmatter import Document, parse

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n"


def wrong(text: str) -> list[tuple[int, str]]:
    found = parse("articles/alpha.md", text)
    assert isinstance(found, list), found
    assert all(one.path == "articles/alpha.md" and one.level == "error" for one in found)
    return [(one.line, one.message) for one in found]


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        ("title: A\nsumary: x\n", 3, "unknown key “sumary”. Did you mean “summary”?"),
        ("title: A\nzzz: x\n", 3, "unknown key “zzz”. Known: title,"),
        ("title: A\nzzz:\n", 3, "unknown key “zzz”"),
        ("summary: x\n", 1, "no title; add a line “title: …”"),
        ("title:\n", 1, "no title; add"),
        ('title: ""\n', 1, "no title; add"),
        ("title: A\norder: 1\ntitle: B\n", 4, "“title” stands twice; remove one of them."),
        ("title: A\norder: soon\n", 3, "“order”: input should be a valid integer"),
        ("title: A\norder: -1\n", 3, "“order”: input should be greater than or equal to 0"),
        ("title: A\norder: 10000\n", 3, "“order”: input should be less than or equal to 9999"),
        ("title: A\nupdated: yesterday\n", 3, "“updated”: write the day as 2026-11-24"),
        ("title: A\nupdated: 1700000000\n", 3, "“updated”: write the day as 2026-11-24"),
        ("title: A\nupdated: 2026-02-30\n", 3, "“updated”: "),
        ("title: A\nstatus: hidden\n", 3, "“status”: input should be 'published' or 'draft'"),
        ("title: A\nkey_points: one\n", 3, "“key_points”: input should be a valid list"),
        ("title: A\nkey_points: [[a]]\n", 3, "“key_points”: input should be a valid string"),
        ("title: {a: b}\n", 2, "“title”: input should be a valid string"),
        (f"title: {'x' * 201}\n", 2, "“title”: string should have at most 200 characters"),
        ("- title\n- summary\n", 2, "must be lines of “key: value”"),
        ("just words\n", 2, "must be lines of “key: value”"),
        ("title: a: b\n", 2, "not valid YAML (mapping values are not allowed here); put text"),
        ("title: A\n\torder: 1\n", 3, "not valid YAML"),
        ('title: "A\n', 2, "not valid YAML"),
        ("title: A\n? [a, b]\n: c\n", 3, "not valid YAML"),
        ("title: A\n...\ntitle: B\n", 4, "not valid YAML"),
        (BOMB, 2, "“*” refers to another value; write the value out."),
        ("<<: {a: 1}\ntitle: A\n", 2, "unknown key “<<”"),
        ("[" * 9000 + "\n", 2, "nested too deeply"),
        ("{a: " * 4000 + "\n", 2, "nested too deeply"),
        ("- " * 9000 + "a\n", 2, "nested too deeply"),
        ("? " * 9000 + "a\n", 2, "nested too deeply"),
        ("a: &a\n" * 2000, 3, "not valid YAML"),
        ("title: A\nsummary: " + "x" * 20_000 + "\n", 1, "over 20,000 characters"),
        ('title: "a\\bc"\n', 2, "“title” holds a control character; delete it."),
        ('title: "a\\ud800c"\n', 2, "“title” holds a control character; delete it."),
        ('title: A\nkey_points: ["\\0"]\n', 3, "“key_points” holds a control character"),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_cure(head, line, says):
    found = wrong(f"---\n{head}---\n\nText.\n")

    assert found[0][0] == line
    assert says in found[0][1]


def test_every_fault_is_told_at_once():
    found = wrong("---\nsumary: x\norder: soon\nstatus: hidden\n---\nText.\n")

    assert sorted(line for line, _ in found) == [1, 2, 3, 4]


def test_an_open_front_matter_is_named():
    assert wrong("---\ntitle: A\n\nText.\n") == [
        (1, "the front matter is not closed; end it with a line “---”.")
    ]


@pytest.mark.parametrize("mark", ["\0", "\b", "\x1b", "\x7f", "\x0b", "\uffff"])
def test_a_control_character_is_named_with_its_line(mark):
    [(line, message)] = wrong(f"---\ntitle: A\n---\n\nText\n{mark}\n")

    assert line == 6
    assert f"U+{ord(mark):04X}" in message


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "---\n---\n", "Text alone.\n", "#\n", "# \n"])
def test_a_text_without_any_title_asks_for_one(text):
    assert "no title; add a line" in wrong(text)[0][1]


def test_a_text_that_no_page_should_hold_is_refused():
    [(line, message)] = wrong("---\ntitle: A\n---\n" + "word " * 50_000)

    assert line == 4
    assert "over 200,000 characters" in message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12:30", "12:30"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("null", "null"),
        ("2026-11-24", "2026-11-24"),
        ("0x10", "0x10"),
        ("~", "~"),
        ("!!python/object:os.system x", "x"),
        ("Über uns", "Über uns"),
    ],
)
def test_a_value_stays_the_text_that_was_written(written, value):
    document = parse("a.md", f"---\ntitle: {written}\n---\n")

    assert isinstance(document, Document)
    assert document.meta.title == value


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---\n\nText.\n",
        "\ufeff---\ntitle: A\n---\n\nText.\n",
        "---\r\ntitle: A\r\n---\r\n\r\nText.\r\n",
        "--- \ntitle: A\n---\t\nText.",
        "---\ntitle: A\n---\n\n\n\nText.\n\n\n",
        "# A\n\nText.\n",
        "\n\n# A #\nText.",
        "\ufeff# A\r\n\r\nText.\r\n",
        "A\n===\n\nText.\n",
        "---\norder: 100\n---\n# A\n\nText.",
    ],
)
def test_a_page_with_no_more_than_a_title_is_read(text):
    document = parse("a.md", text)

    assert isinstance(document, Document)
    assert (document.meta.title, document.body) == ("A", "Text.")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert lines[document.body_line - 1] == "Text."


def test_what_a_pasted_page_lacks_is_a_warning():
    document = parse("a.md", "# A\n\nText.\n")

    assert isinstance(document, Document)
    [warning] = document.problems
    assert warning.level == "warning"
    assert warning.message.startswith("no summary; add")


def test_a_title_in_the_front_matter_leaves_the_body_alone():
    document = parse("a.md", "---\ntitle: A\n---\n# B\n\nText.\n")

    assert isinstance(document, Document)
    assert document.body.startswith("# B")
