"""Every claim of the clinic's earlier texts is told, where the table says, with its caveat."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from tests.pages.conftest import load

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted(DATA.glob("claims-*.json"))
ROWS = [row for file in FILES for row in json.loads(file.read_text("utf-8"))]
COUNTS = {"S1": 30, "S2": 28, "S3": 29, "S4": 33}
# What is true only with a reservation must be told with it.
WITH_CAVEAT = """
    S1.08 S1.11 S1.12 S1.14 S1.15 S1.18 S1.23 S1.24 S1.25 S1.29
    S2.03 S2.06 S2.08 S2.15 S2.20 S2.23 S2.26
    S3.07 S3.10 S3.15 S3.16 S3.22 S3.26 S3.28
    S4.02 S4.03 S4.05 S4.08 S4.09 S4.11 S4.12 S4.16 S4.18 S4.21 S4.22 S4.24 S4.25 S4.27 S4.32
""".split()
HEADINGS = {"h1", "h2", "h3", "h4"}
FRAME = ("doc-", "short-answer")
SILENT = {"script", "style", "sup"}


class Sections(HTMLParser):
    """The words of a page's main part, by the id of the heading above them and of its parents.

    What stands before the first heading of the text has no id; the headings of the page's own
    frame do not count.
    """

    def __init__(self):
        super().__init__()
        self.text = {"": ""}
        self.open = [(1, "")]
        self.main = self.skipped = 0
        self.notes = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.main += tag == "main"
        self.skipped += tag in SILENT
        if tag == "span":
            aside = attrs.get("class") in {"route", "evidence"}
            self.notes.append("popover" in attrs or aside)
        id_ = attrs.get("id", "")
        if tag in HEADINGS and self.main and id_ and not id_.startswith(FRAME):
            level = int(tag[1])
            self.open = [one for one in self.open if one[0] < level]
            self.open.append((level, id_))
            self.text.setdefault(id_, "")

    def handle_endtag(self, tag):
        self.main -= tag == "main"
        self.skipped -= tag in SILENT
        if tag == "span":
            self.notes.pop()

    def handle_data(self, data):
        if self.main and not self.skipped and not any(self.notes):
            for _level, id_ in self.open[1:] or self.open:
                self.text[id_] += data


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The sections of every page that the table names, as readers get them."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load()
        client = Client()
        found = {path: sections(client, path) for path in {row["page"] for row in ROWS}}
        transaction.set_rollback(True)
    return found


def sections(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    parser = Sections()
    parser.feed(answer.content.decode())
    return {id_: plain(text) for id_, text in parser.text.items()}


def plain(text):
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def test_every_claim_stands_in_the_table_once():
    claims = {f"{part}.{n:02}" for part, count in COUNTS.items() for n in range(1, count + 1)}

    assert Counter(row["id"] for row in ROWS) == dict.fromkeys(claims, 1)


def test_every_claim_that_needs_a_caveat_has_one():
    assert [row["id"] for row in ROWS if row.get("caveat")] == WITH_CAVEAT


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_claim_stands_where_the_table_says(pages, row):
    found = pages[row["page"]]

    assert row["section"] in found, f"{row['page']} has no section #{row['section']}"
    assert row["words"], row["id"]
    for words in row["words"]:
        assert plain(words) in found[row["section"]]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.get("caveat")], ids=lambda row: row["id"]
)
def test_the_caveat_stands_beside_its_claim(pages, row):
    assert plain(row["caveat"]) in pages[row["page"]][row["section"]]
