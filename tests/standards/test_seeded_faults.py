"""One bad document a rule: found in its line, under the rule's name, and what is good is not."""

import datetime
import json

import pytest
from django.core.management import CommandError
from django.utils import timezone

from articles.models import Article
from kapsite.publishing.kinds import kind_of
from kapsite.publishing.models import Approval, Fact, Reference
from kapsite.publishing.versions import loaded, version_of

FACTS = """
[visit-length]
title = "Visit"
text = "two to three hours"
source = "The clinic"
subject = ["visit", "appointment"]
quantity = "2-3 hours"

[sessions-usual]
title = "Sessions"
text = "about three to six"
source = "The clinic"
subject = ["ketamine sessions"]
quantity = "3-6"

[driving-rule]
title = "Driving"
text = "until the next day"
source = "The clinic"
subject = ["drive"]
quantity = "1 day"

[fda-status]
title = "Status"
text = "The FDA has approved ketamine only as an anesthetic."
source = "The label"

[route-lozenge]
title = "Lozenge"
text = "compounded, not FDA-reviewed"
source = "The FDA"
route = ["lozenge", "lozenges"]

[exclusions-never]
title = "Never"
text = "an aneurysm, an allergy, psychosis or pregnancy"
source = "The label"
"""
WORDS = """
[[word]]
words = ["cure", "cures"]
allow = ["not a cure-all"]
why = "Nothing cures everybody."
instead = "may ease symptoms"

[[word]]
words = ["powerful"]
why = "It sells."
level = "warning"
"""
PAPER = {
    "id": "anand2023",
    "type": "article-journal",
    "title": "Ketamine and ECT",
    "author": [{"family": "Anand", "given": "A"}],
    "issued": {"date-parts": [[2023]]},
    "container-title": "NEJM",
    "DOI": "10.1056/NEJMoa2302399",
    "custom": {
        "verification": "source",
        "verified_on": "2026-11-23",
        "verified_by": "The editors",
        "verified_note": "Seen.",
    },
}
STATUS = "{fact:fda-status} Nobody knows how well it works.\n\n"
LONG = "This one sentence " + "goes on and on and " * 5 + "then it ends."
HARD = "Psychotherapeutic interventions necessitate multidisciplinary collaboration. " * 9
PASSIVE = "The form is read by staff. The dose is given by them. You are seen by us again. " * 5

FAULTS = [
    ("link", "A [link](no-such.md).", "no document"),
    ("link", "A [link](alpha.md#nowhere).", "no section"),
    ("citation", "It is so.[@nobody2020]", "no reference “nobody2020”"),
    ("fact", "Allow {fact:visit-lenght}.", "Did you mean “visit-length”?"),
    ("term", "A [trip]{term:trip}.", "no glossary term"),
    ("images", "![](/media/one.webp)", "alternative text"),
    ("structure", "#### Too deep", "“Too deep” skips a level; write it with “###”"),
    ("structure", "# A second title", "title's own level"),
    ("reading", LONG, "the limit is 25"),
    ("reading", HARD.strip(), "reading grade"),
    ("reading", PASSIVE.strip(), "are passive"),
    ("wording", "KAP may be a cure.", "“cure”: Nothing cures everybody. Say instead"),
    ("wording", "It is a powerful tool.", "“powerful”"),
    ("balance", "Ketamine brings relief.", "a benefit without its limit"),
    ("balance", "Up to 70% of them slept well.", "how many people in 100"),
    ("balance", "Then 55 in 100 people slept well.", "cite the source"),
    ("balance", "We saw that two thirds of patients slept well.", "cite the source"),
    ("contradiction", "A visit takes five hours.", "not what the fact says (2-3 hours)"),
    ("contradiction", "You will have 12 ketamine sessions.", "not what the fact says (3-6)"),
    ("contradiction", "You can drive after four hours.", "not what the fact says (1 day)"),
    ("contradiction", "A visit takes two to three hours.", "write {fact:visit-length}"),
    ("contradiction", "Do not take ketamine if you have asthma.", "“asthma” is not among"),
    ("contradiction", "Ketamine is safe in pregnancy.", "“pregnancy” is a reason against it"),
    ("route", "Some take ketamine as a skin patch.", "“patch” is a way of giving it"),
]
GOOD = """
KAP is given as a lozenge. Plan {fact:visit-length} for a visit. Do not drive {fact:driving-rule}.

{fact:fda-status} Some people feel better on ketamine, and some do not. It is not a cure-all.

## What we know

About 55 in 100 people improved.[@anand2023, nobody was blinded]

### What we do not know

Do not take ketamine if you have an aneurysm.
"""


@pytest.fixture
def house(content):
    """Facts, words and a paper, and no page yet."""
    content.write("facts.toml", FACTS)
    content.write("wording.toml", WORDS)
    content.write("references.json", json.dumps([PAPER], indent=2) + "\n")
    content.article("base", GOOD)
    content.apply()
    return content


def draft(body: str, **fields) -> Article:
    fields = {"title": "Alpha", "summary": "A summary.", "slug": "alpha"} | fields
    return Article.objects.create(body=body, **fields)


@pytest.mark.parametrize(("rule", "text", "message"), FAULTS)
def test_a_fault_is_found_in_its_line(house, check, rule, text, message):
    draft(f"{STATUS}## More\n\nPlain words.\n\n{text}")
    run = check("articles/alpha.md")
    found = [line for line in run.having(rule) if message in line]

    assert len(found) == 1, run.out
    head = found[0].split(" ")[0]
    path, line, _ = head.split(":")
    file = shown("articles/alpha.md")
    assert path == "articles/alpha.md"
    assert file[int(line) - 1].startswith(text.split("\n")[0]), (line, file)


def shown(path):
    return kind_of(path).text(loaded(path)).split("\n")


def test_good_prose_has_no_finding_but_that_nobody_reviewed_it(house, check):
    run = check()

    assert run.status == 0
    assert [line.split("[")[1].split("]")[0] for line in run.out.splitlines()] == ["freshness"]


def test_a_line_is_that_of_the_real_file(house, check):
    file = house.article("alpha", f"{STATUS}Fine.\n\nKAP may be a cure.")
    house.apply()
    number = file.read_text().split("\n").index("KAP may be a cure.") + 1

    assert check().having("wording")[0].startswith(f"articles/alpha.md:{number}: error: ")


def test_summary_key_points_and_title_are_read_too(house, check):
    file = house.article("alpha", STATUS, summary="A cure.", title="Cure yourself")
    house.apply()
    wording = check().having("wording")

    assert [line.split(":")[1] for line in wording] == ["2", "3"]
    assert file.read_text().split("\n")[2].startswith("summary")


def test_what_a_fact_says_is_read_too(house, check):
    Fact.objects.filter(key="fda-status").update(text="It is a cure for 90% of people.")
    run = check("facts.toml")
    line = FACTS.lstrip("\n").split("\n").index("[fda-status]") + 1

    assert run.having("wording")[0].startswith(f"facts.toml:{line}: error")
    assert run.having("balance")[0].startswith(f"facts.toml:{line}: error")


def test_a_benefit_needs_the_status_somewhere_on_its_page(house, check):
    draft("Some people feel relief on ketamine.")

    assert "off-label; add {fact:fda-status}" in check("articles/alpha.md").having("balance")[0]


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("author", "lacks authors"),
        ("issued", "lacks a year"),
        ("container-title", "lacks a journal"),
        ("DOI", "lacks a DOI or PMID"),
    ],
)
def test_a_reference_must_be_complete(house, check, lost, message):
    reference = Reference.objects.get()
    reference.csl.pop(lost)
    reference.verification = "copy"
    reference.save()

    assert message in check().having("citation")[0]


def test_a_reference_that_nobody_confirmed_is_told_there_and_where_it_is_cited(house, check):
    Reference.objects.update(verification="unconfirmed")
    run = check()

    assert run.status == 0
    assert [line.split(":")[0] for line in run.having("citation")] == [
        "articles/base.md",
        "references.json",
    ]


def test_a_reference_that_nobody_cites_is_told(house, check):
    Article.objects.update(body="Nothing.")

    assert "no page cites “anand2023”" in check().having("citation")[0]


def test_what_is_past_its_review_is_told(house, check):
    Fact.objects.filter(key="fda-status").update(review_by=datetime.date(2020, 1, 1))
    Article.objects.update(review_by=datetime.date(2020, 1, 2))
    run = check()

    assert run.status == 0
    assert "to be reviewed by 2020-01-02, and no clinician" in run.having("freshness")[0]
    assert "“fda-status” was to be looked at by 2020-01-01" in run.having("freshness")[1]


def test_an_approved_page_is_fresh_until_it_changes(house, check):
    page = Article.objects.get()
    Approval.objects.create(
        key=page.key,
        version=version_of(page),
        text="",
        name="Dr. Example",
        credentials="MD",
        next_review=timezone.localdate() + datetime.timedelta(days=99),
    )
    assert check().out == ""

    page.body += "\n\nMore."
    page.save()
    assert "has changed since Dr. Example approved it" in check().having("freshness")[0]


def test_nothing_to_say_is_said_by_silence(house, check):
    run = check("--errors")

    assert (run.status, run.out) == (0, "")
    assert run.err == "0 errors, 1 warnings\n"


def test_only_the_paths_that_are_asked_for_are_told(house, check):
    draft("KAP is a cure.")

    assert check("articles/base.md").status == 0
    assert check("articles/alpha.md").status == 1


def test_an_unknown_path_is_named(house, check):
    with pytest.raises(CommandError, match=r"there is no articles/gamma\.md"):
        check("articles/gamma.md")
