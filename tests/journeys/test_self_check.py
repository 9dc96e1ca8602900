"""The self-check: plain, never a verdict, worded by the facts, and not a form."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from kapsite import self_check
from kapsite.publishing import library, readability
from kapsite.publishing.models import Fact

URL = "/am-i-a-candidate/"
CONDITIONS = (
    "suicide, allergic, rise in blood pressure, aneurysm, between an artery and a vein, bleeding in"
    " the brain, heart disease, high blood pressure, stroke, head injury, eyes, liver, thyroid,"
    " sleep apnea, mania, bipolar, psychosis, schizophrenia, alcohol, pregnant, breastfeeding,"
    " medicines, under 18, take you home"
)
BLOCKS = {"p", "li", "legend", "h1", "h2", "label", "figcaption"}


class Main(HTMLParser):
    """The text of <main>, a block a line, and its radio buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = self.forms = 0
        self.text = ""
        self.radios: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"
        self.forms += tag == "form"
        if tag == "input":
            self.radios.append(dict(attrs))
        if tag in BLOCKS:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += re.sub(r"\s+", " ", data)


@pytest.fixture
def main(site: Path, client: Client) -> Main:
    parser = Main()
    parser.feed(client.get(URL).content.decode())
    return parser


def test_every_condition_is_asked(main: Main) -> None:
    asked = main.text.lower()
    for words in CONDITIONS.split(", "):
        assert words in asked, words


def test_it_reads_plainly(main: Main) -> None:
    score = readability.score(main.text)

    assert score.words > 800
    assert score.grade <= 7, score


def test_it_gives_no_verdict(main: Main) -> None:
    for words in ("eligib", "qualif", "candidate", "you can have", "you may have kap", "passed"):
        assert words not in main.text.lower(), words


def test_nothing_on_it_can_be_sent_or_kept_by_the_browser(main: Main) -> None:
    assert main.forms == 0
    assert len(main.radios) == 3 * len({one["name"] for one in main.radios})
    for radio in main.radios:
        assert radio["type"] == "radio"
        assert radio["autocomplete"] == "off"
        assert "checked" not in radio
        # The name says nothing of what is asked.
        assert re.fullmatch(r"q\d+", radio["name"] or "")


def test_each_answer_names_what_to_do(site: Path) -> None:
    for question in self_check.shown(library.load()).questions:
        assert "<p>" in question.yes
        assert "<p>" in question.unsure


def test_the_facts_word_it(site: Path, client: Client) -> None:
    fact = Fact.objects.get(key="exclusions-never")
    fact.items = [*fact.items, "your clinic has found a quokka in your chart"]
    fact.save()
    Fact.objects.filter(key="pregnancy").update(text="A wombat of a reason.")
    html = client.get(URL).content.decode()

    assert "Is this true for you: your clinic has found a quokka in your chart?" in html
    assert "A wombat of a reason." in html


def test_what_it_refers_to_is_there(site: Path) -> None:
    books = library.load()
    page = self_check.Page(books.context("pages/self-check.md"))
    for group in self_check.GROUPS:
        for question in (*group.questions, self_check.NEVER):
            page.render(str(question.yes))
            page.render(str(question.unsure))

    assert page.problems == []
    assert books.facts["exclusions-never"].items
    assert books.facts["alternatives"].items


def test_the_stylesheet_can_list_every_question(site: Path) -> None:
    css = (settings.BASE_DIR / "static" / "css" / "journeys.css").read_text("utf-8")
    questions = self_check.shown(library.load()).questions

    assert len(questions) >= 15
    for question in questions:
        for answer in ("yes", "unsure"):
            assert (
                f'#{question.name}-{answer}:checked) [data-mark="{question.name}-{answer}"]' in css
            )


def test_crisis_help_comes_first(site: Path, client: Client) -> None:
    html = client.get(URL).content.decode()

    assert html.index("crisis-panel-title") < html.index('class="check__question')
    assert self_check.shown(library.load()).questions[0].crisis
