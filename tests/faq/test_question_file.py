"""A set of questions as a file: what is read from it, and what its pages show."""

import pytest

from faq.kind import KIND

HEAD = "---\ntitle: Concerns\nsummary: Short.\n---\n\n"
FILE = (
    HEAD
    + """\
Before all.

> ## Not a question

## Is *it* safe? {#safe}

**Concern:** A worry
in two lines.

**Short answer:** Mostly.

### What is known {#known}

Much.

## How long?

Nobody knows.

## Conclusion

The end.
"""
)


def load(text=FILE):
    return KIND.load("faq/concerns.md", text)


def test_introduction_questions_and_conclusion_are_told_apart():
    document = load().document

    assert document.body == "Before all.\n\n> ## Not a question"
    assert [one.slug for one in document.held_questions] == ["safe", "how-long"]
    assert document.conclusion == "The end."


def test_a_question_has_a_concern_a_short_answer_and_an_answer():
    first = load().document.held_questions[0]

    assert first.title == "Is it safe?"
    assert first.concern == "A worry\nin two lines."
    assert first.short_answer == "Mostly."
    assert first.body == "### What is known {#known}\n\nMuch."


def test_every_part_knows_its_line():
    lines = load().lines

    text = FILE.split("\n")
    for (key, part), starts in {
        ("faq/concerns", "body"): "Before all.",
        ("faq/safe", "title"): "## Is *it* safe?",
        ("faq/safe", "concern"): "**Concern:**",
        ("faq/safe", "short_answer"): "**Short answer:**",
        ("faq/safe", "body"): "### What is known",
        ("faq/how-long", "body"): "Nobody knows.",
        ("faq/concerns", "conclusion"): "The end.",
    }.items():
        assert text[lines[key, part] - 1].startswith(starts), (key, part)


@pytest.mark.parametrize(
    "answer",
    [
        "**Short answer:** b\n\n**Concern:** a\n\nc",
        "**Concern**: a\n\n**Short answer**: b\n\nc",
        "**Concern:** a\n \n**Short answer:** b\n\t\nc",
        "\n\n**Concern:** a\n\n\n\n**Short answer:** b\n\n\nc",
        "**Concern:**\na\n\n**Short answer:**\nb\n\nc",
    ],
)
def test_the_labels_are_read_however_they_are_set(answer):
    [question] = load(f"{HEAD}## Q?\n\n{answer}").document.held_questions

    assert (question.concern, question.short_answer, question.body) == ("a", "b", "c")


def test_what_a_pasted_set_lacks_is_a_warning():
    found = load("# Concerns\n\n## Q?\n\nYes.").problems

    assert {one.level for one in found} == {"warning"}
    assert [one.line for one in found] == [1, 3, 3]
    assert "“Q?” has no concern; begin with “**Concern:** …”." in found[1].message


def test_a_set_without_questions_is_a_warning():
    assert "write each as a “## …?” heading" in load(HEAD + "Text.").problems[0].message


def test_text_and_file_say_the_same():
    once = KIND.text(load())

    assert KIND.text(load(once)) == once
    assert KIND.text(load(), FILE) == FILE
