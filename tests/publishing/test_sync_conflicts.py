"""Changed on both sides: nothing is touched, both versions are shown, and somebody decides."""

import pytest

from articles.models import Article
from kapsite.publishing.sync import Step

PATH = "articles/alpha.md"


@pytest.fixture
def conflict(content):
    """An article that says one thing in its file and another in the database."""
    content.article(body="First.")
    content.apply()
    Article.objects.update(body="By staff.")
    content.article(body="By file.")
    return content


def test_a_conflict_touches_nothing_and_shows_both(conflict, run):
    before = conflict.read(PATH)

    done = run("--apply")

    assert done.status == 1
    assert f"{PATH}: changed in the file and in the database; nothing was touched." in done.err
    assert "    -By staff." in done.err
    assert "    +By file." in done.err
    assert f"--apply --take-file {PATH}" in done.err
    assert f"--export --keep-database {PATH}" in done.err
    assert Article.objects.get().body == "By staff."
    assert conflict.read(PATH) == before
    assert conflict.step(PATH) is Step.CONFLICT


def test_what_is_not_in_conflict_is_loaded(conflict, run):
    conflict.article("beta")

    assert run("--apply").status == 1
    assert Article.objects.filter(slug="beta").exists()


def test_the_file_can_be_taken(conflict, run):
    done = run("--apply", "--take-file", PATH)

    assert (done.status, done.out) == (0, f"{PATH}: loaded\n")
    assert Article.objects.get().body == "By file."
    assert conflict.step(PATH) is Step.SAME


def test_the_database_can_be_kept(conflict, run):
    done = run("--export", "--keep-database", PATH)

    assert done.status == 0
    assert "By staff." in conflict.read(PATH)
    assert conflict.step(PATH) is Step.SAME


def test_an_export_leaves_an_open_conflict_alone(conflict, run):
    done = run("--export")

    assert done.status == 1
    assert "By file." in conflict.read(PATH)


@pytest.mark.parametrize("option", ["--take-file", "--keep-database"])
def test_a_decision_on_what_is_no_conflict_is_an_error(content, run, option):
    content.article()

    done = run("--apply", option, "articles/alhpa.md")

    assert done.status == 1
    assert "articles/alhpa.md:1: error: no conflict here; leave this path out." in done.err
    assert not Article.objects.exists()


def test_a_deleted_document_whose_file_changed_can_stay_deleted(conflict, run):
    Article.objects.all().delete()
    assert run("--apply").status == 1

    assert run("--export", "--keep-database", PATH).status == 0
    assert conflict.step(PATH) is Step.DELETED
    assert run("--apply").status == 0
    assert not Article.objects.exists()


def test_a_deleted_document_whose_file_changed_can_come_back(conflict, run):
    Article.objects.all().delete()

    assert run("--apply", "--take-file", PATH).status == 0
    assert Article.objects.get().body == "By file."


def test_a_file_in_conflict_that_is_broken_says_so(conflict, run):
    conflict.write(PATH, "no title")

    done = run("--apply", "--take-file", PATH)

    assert done.status == 1
    assert "no title; add a line" in done.err
    assert Article.objects.get().body == "By staff."
