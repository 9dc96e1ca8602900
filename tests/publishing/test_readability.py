"""The readability score counts words and sentences the way a person reads them aloud."""

import pytest

from kapsite.publishing.readability import score, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ketamine", 3),
        ("esketamine", 4),
        ("psychotherapy", 5),
        ("dissociation", 5),
        ("anesthetic", 4),
        ("psychosis", 3),
        ("suicidal", 4),
        ("medicine", 3),
        ("nausea", 3),
        ("anxiety", 4),
        ("serious", 3),
        ("being", 2),
        ("called", 1),
        ("handled", 2),
        ("needed", 2),
        ("carefully", 3),
        ("lozenges", 3),
        ("doesn\u2019t", 2),
        ("Ketamine's", 3),
        ("people", 2),
        ("the", 1),
    ],
)
def test_syllables_are_those_heard(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("FDA", 3), ("PTSD", 4), ("IV", 2), ("us", 1), ("MAOIs", 4), ("KAP", 1), ("HOME", 1)],
)
def test_acronyms_are_spelled_unless_said_as_words(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("figure", ["988", "10.5", "5,299", "741741", "1-800-555-0100"])
def test_a_number_in_figures_counts_one(figure):
    assert syllables(figure) == 1
    assert score(f"{figure} people").words == 2


def test_a_hyphenated_word_is_one_word_with_all_its_syllables():
    assert syllables("ketamine-assisted") == 6
    assert syllables("by-the-hour") == 3
    assert score("A follow-up visit.").words == 3


@pytest.mark.parametrize(
    "whole",
    [
        "Ask Dr. Reed about it.",
        "Take 10.5 mg. by mouth.",
        "Some drugs, e.g. Valium, weaken it.",
        "Write to help@example.org today.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(whole):
    assert sentences(whole) == [whole]


def test_sentences_end_at_marks_and_keep_their_quotes():
    assert sentences("Is it safe? “Not for all.” Ask us. 988 is free.") == [
        "Is it safe?",
        "“Not for all.”",
        "Ask us.",
        "988 is free.",
    ]


def test_headings_and_list_items_are_sentences_of_their_own():
    text = "What to bring\n\n- A list of your medicines\n2. Loose clothes\n***\n"
    assert sentences(text) == ["What to bring", "A list of your medicines", "Loose clothes"]


def test_the_grade_is_flesch_kincaid():
    result = score("The cat sat on the mat. It was happy.")
    assert (result.words, result.sentences, result.words_per_sentence) == (9, 2, 4.5)
    assert result.grade == pytest.approx(0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59)


def test_longer_words_and_sentences_raise_the_grade():
    plain = score("Tell us how you feel. We will help.")
    dense = score("Communicate your psychological condition to the administering practitioner.")
    assert plain.grade < 3 < 12 < dense.grade


def test_the_five_longest_sentences_come_longest_first():
    text = "\n".join(" ".join(["word"] * length) for length in (3, 9, 1, 7, 5, 8, 2))
    assert [len(part.split()) for part in score(text).longest] == [9, 8, 7, 5, 3]


def test_passive_sentences_are_counted_and_states_are_not():
    text = (
        "The dose is chosen by a doctor.\n"
        "You will be carefully watched.\n"
        "You may feel that you are tired.\n"
        "We watch you."
    )
    assert score(text).passive_share == 0.5


def test_text_without_words_scores_nothing():
    assert score(" \n—\n") == score("")
    assert (score("").words, score("").grade, score("").longest) == (0, 0.0, [])
