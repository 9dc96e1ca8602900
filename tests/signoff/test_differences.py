"""What a reviewer reads of a change: the words that went and came, and no more than that."""

import re

from kapsite.publishing import publication
from kapsite.signoff.differences import differences, words
from tests.signoff.conftest import document


def plain(html):
    return re.sub(r"<[^>]+>", "", html)


def test_the_changed_words_alone_are_marked():
    html = words("It takes two hours.", "It takes three hours.")
    assert re.findall(r"<del>.*?two.*?</del>", html)
    assert re.findall(r"<ins>.*?three.*?</ins>", html)
    assert html.startswith("It takes ")


def test_a_screen_reader_is_told_what_went_and_what_came():
    text = plain(words("two hours", "three hours"))
    assert text.startswith("[taken out: two] [put in: three]")


def test_what_is_written_cannot_become_markup():
    html = words("<b>a</b>", "<script>alert(1)</script>")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_lines_that_stayed_far_away_are_left_out():
    old = "\n\n".join(f"Line {number}." for number in range(20))
    found = differences(old, old.replace("Line 9.", "Line nine."))
    assert [line.kind for line in found] == ["same", "changed", "same"]


def test_added_and_removed_lines_are_told():
    assert [one.kind for one in differences("a", "a\n\nb")] == ["same", "added"]
    assert [one.kind for one in differences("a\n\nb", "a")] == ["same", "removed"]


def test_the_same_text_has_no_difference():
    assert differences("a\n\nb", "a\nb\n") == []


def test_the_review_page_shows_the_change_since_the_last_approval(content, approve, ask, client):
    content.article(body="It takes two hours.")
    content.apply()
    approve()
    html = client.get(ask()).content.decode()
    assert "Nothing in its text since the approval" in html
    row = document()
    row.body = "It takes three hours."
    row.save()
    publication.changed([row])
    html = client.get(ask()).content.decode()
    assert re.search(r"<del>.*?two.*?</del><ins>.*?three.*?</ins>", html)
    assert "Since Ada Sample approved it on" in html
