"""What another document refers to cannot be taken away: that document's file and line are named."""

import pytest

BODY = """
    One.

    See [b](beta.md#risks).
    A.[@a2019] It takes {fact:visit}.
    [Kay]{term:ketamine} is [explained](../glossary.md#ketamine).
    Ask [this](../faq/concerns.md#safe).
"""


@pytest.fixture
def linked(content):
    """An article that refers to a section, a reference, a fact, a term and a question."""
    content.article(body=BODY)
    content.article("beta", body="## Risks {#risks}\n\nSome.")
    content.references("a2019", "b2020")
    content.facts(visit="an hour", other="x")
    content.glossary(ketamine="A drug.", dose="An amount.")
    content.questions("safe", "other")
    content.apply()
    return content


def remove_heading(content):
    content.article("beta", body="## Dangers {#dangers}\n\nSome.")
    return 8, "“articles/beta.md” has no section “#risks”."


def remove_reference(content):
    content.references("b2020")
    return 9, "no reference “a2019”."


def remove_fact(content):
    content.facts(other="x")
    return 9, "no fact “visit”."


def remove_term(content):
    content.glossary(dose="An amount.")
    return 10, "no glossary term “ketamine”."


def remove_question(content):
    content.questions("other")
    return 11, "“faq/concerns.md” has no section “#safe”."


REMOVALS = [remove_heading, remove_reference, remove_fact, remove_term, remove_question]


@pytest.mark.parametrize("remove", REMOVALS)
def test_a_removal_names_who_still_needs_it(linked, run, remove):
    line, says = remove(linked)

    done = run("--apply")

    assert done.status == 1
    assert f"articles/alpha.md:{line}: error: {says}" in done.err
    assert "Nothing was loaded" in done.err


@pytest.mark.parametrize("remove", REMOVALS)
def test_a_removal_goes_through_once_nobody_needs_it(linked, run, remove):
    linked.article(body="Nothing to see.")
    remove(linked)

    assert run("--apply").status == 0


def test_a_removal_counts_what_staff_wrote(linked, run):
    from articles.models import Article

    beta = Article.objects.get(slug="beta")
    beta.body += "\n\n{fact:other}"
    beta.save()
    linked.facts(visit="an hour")

    done = run("--apply")

    assert done.status == 1
    assert "articles/beta.md:10: error: no fact “other”." in done.err


def test_a_related_page_cannot_be_taken_away(content, run):
    content.article(related=["../faq/concerns.md#safe"])
    content.questions("safe", "other")
    run("--apply")
    content.questions("other")

    done = run("--apply")

    assert done.status == 1
    assert "articles/alpha.md:3: error: related: “faq/concerns.md” has no section" in done.err


def test_documents_that_need_each_other_load_together(content):
    content.article(body="[b](beta.md#b)\n\n## A {#a}")
    content.article("beta", body="[a](alpha.md#a)\n\n## B {#b}")

    content.apply()


def test_a_renamed_section_and_its_links_load_together(linked):
    remove_heading(linked)
    linked.article(body=BODY.replace("#risks", "#dangers"))

    linked.apply()


def test_a_new_term_is_explained_where_it_already_stood(content):
    from kapsite.publishing.models import Link

    content.article(body="Ketamine helps.")
    content.apply()
    content.glossary(ketamine="A drug.")
    content.apply()

    assert Link.objects.filter(source="articles/alpha", target="glossary#ketamine").exists()


def test_sections_of_the_same_name_are_those_of_the_own_question(content, client):
    content.questions("safe", "other", answer="See [above](#known).\n\n### Known {#known}\n\nA.")
    content.apply()

    assert 'href="/faq/other/#known"' in client.get("/faq/other/").content.decode()
    assert 'href="/faq/safe/#known"' in client.get("/faq/safe/").content.decode()
