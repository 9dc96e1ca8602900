"""Sync compares three hashes: the file now, the rows now, and what both last agreed on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from kapsite.publishing.models import Agreement, Fact
from kapsite.publishing.sync import Step, decide

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.parametrize(
    ("file", "row", "agreed", "step"),
    [
        ("f", "r", ("f", "r"), Step.SAME),
        ("g", "r", ("f", "r"), Step.TAKE),
        ("f", "s", ("f", "r"), Step.KEEP),
        ("g", "s", ("f", "r"), Step.CONFLICT),
        ("", "r", ("f", "r"), Step.GONE),
        ("", "s", ("f", "r"), Step.GONE),
        ("", "", ("f", "r"), Step.OVER),
        ("f", "", ("f", "r"), Step.DELETED),
        ("g", "", ("f", "r"), Step.CONFLICT),
        ("f", "", None, Step.TAKE),
        ("", "r", None, Step.NEW),
        ("f", "r", None, Step.CONFLICT),
    ],
)
def test_the_hashes_decide(file, row, agreed, step):
    assert decide(file, row, agreed) is step


def edit(body="Edited text."):
    article = Article.objects.get()
    article.body = body
    article.save()


def test_a_new_file_is_loaded(content, run):
    content.article(body="Hello.", order=3, key_points=["One."])

    done = run("--apply")

    assert (done.status, done.out, done.err) == (0, "articles/alpha.md: loaded\n", "")
    article = Article.objects.get()
    assert (article.title, article.body, article.order) == ("Alpha", "Hello.", 3)
    assert (article.key_points, article.status) == (["One."], "published")


def test_a_check_says_what_would_happen_and_does_nothing(content, run):
    content.article()

    assert run("--check").out == run().out == "articles/alpha.md: to be loaded\n"
    assert not Article.objects.exists()
    assert not Agreement.objects.exists()


def test_a_second_apply_writes_nothing(content, run):
    content.article(body="See [b](../faq/concerns.md#safe).")
    content.questions("safe")
    content.glossary(ketamine="A drug.")
    content.references("a2019")
    content.facts(one="1")
    content.document("pages/about.md")
    run("--apply")

    with CaptureQueriesContext(
        connection,
    ) as seen:
        done = run("--apply")

    assert (done.status, done.out, done.err) == (0, "", "")
    assert [one["sql"] for one in seen if one["sql"].startswith(WRITES)] == []


def test_a_changed_file_is_taken(content, run):
    content.article()
    run("--apply")
    content.article(body="Newer.")

    assert run("--apply").out == "articles/alpha.md: loaded\n"
    assert Article.objects.get().body == "Newer."
    assert content.step("articles/alpha.md") is Step.SAME


def test_a_changed_row_is_kept_and_told(content, run):
    content.article()
    run("--apply")
    edit()

    done = run("--apply")

    assert done.status == 0
    assert "changed in the database, kept; --export writes it" in done.out
    assert Article.objects.get().body == "Edited text."


def test_saving_in_the_admin_without_a_change_is_no_change(content):
    content.article(body="One\n\ntwo")
    content.apply()

    edit("One\r\n\r\ntwo\r\n")

    assert content.step("articles/alpha.md") is Step.SAME


def test_a_release_that_writes_rows_otherwise_is_no_change(content, run):
    content.article()
    content.questions("safe")
    content.facts(one="1")
    run("--apply")
    Agreement.objects.update(row_hash="of an older way of writing")

    assert run("--apply").out == ""
    content.article(body="Newer.")
    assert run("--apply").out == "articles/alpha.md: loaded\n"


def test_the_same_change_on_both_sides_is_adopted(content, run):
    content.article()
    run("--apply")
    content.article(body="Edited text.")
    edit()

    done = run("--apply")

    assert (done.status, done.out, done.err) == (0, "", "")
    assert content.step("articles/alpha.md") is Step.SAME


def test_a_file_whose_spelling_alone_changed_is_adopted(content, run):
    content.article()
    run("--apply")
    content.write(
        "articles/alpha.md", "---\ntitle: Alpha # the first\nsummary: A summary.\n---\nSome text."
    )

    assert run("--apply").out == ""
    assert content.step("articles/alpha.md") is Step.SAME


def test_a_database_that_was_filled_otherwise_is_adopted(content):
    content.article()
    content.apply()
    Agreement.objects.all().delete()

    assert content.step("articles/alpha.md") is Step.ADOPT


def test_a_file_that_is_gone_is_told_and_its_document_stays(content, run):
    content.article().unlink()
    content.article("beta")
    run("--apply")
    content.article().unlink()
    content.article()
    run("--apply")
    (content.folder / "articles/alpha.md").unlink()

    done = run("--apply")

    assert done.status == 0
    assert "articles/alpha.md: the file is gone; the database keeps the document" in done.out
    assert Article.objects.count() == 2


def test_a_deleted_row_stays_deleted(content, run):
    content.article()
    run("--apply")
    Article.objects.all().delete()

    done = run("--apply")

    assert "deleted in the database, and stays deleted; remove the file too" in done.out
    assert not Article.objects.exists()


def test_what_is_gone_from_both_is_forgotten_and_can_come_back(content, run):
    file = content.article()
    run("--apply")
    Article.objects.all().delete()
    file.unlink()

    assert run("--apply").out == ""
    assert not Agreement.objects.exists()
    content.article()
    assert run("--apply").out == "articles/alpha.md: loaded\n"


def test_what_is_only_in_the_database_is_told(content, run):
    Article.objects.create(title="New", slug="new", body="x")

    assert "articles/new.md: only in the database; --export writes the file" in run("--apply").out


def test_a_list_of_rows_follows_its_file(content):
    content.facts(one="1", two="2")
    content.apply()
    content.facts(two="22", three="3")
    content.apply()

    assert list(Fact.objects.values_list("key", "text")) == [("two", "22"), ("three", "3")]


def test_staff_rows_that_sync_could_not_read_back_do_not_stop_it(content, run):
    content.article()
    run("--apply")
    Article.objects.update(key_points=["x"] * 30, order=20_000)

    assert run("--apply").status == 0
