"""What else lies in the content folder: nothing odd stops a sync or is loaded by mistake."""

import pytest

from articles.models import Article


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "articles/notes.txt",
        "articles/sub/deep.md",
        "Articles/a.md",
        "articles/a.md~",
        "articles/a.MD",
    ],
)
def test_an_odd_file_is_told_and_left_alone(content, run, path):
    content.write(path, "no title at all")

    done = run("--apply")

    assert done.status == 0
    assert f"{path}:1: warning: no kind of content has files here" in done.err


@pytest.mark.parametrize(
    "path", [".hidden.md", "articles/.alpha.md.swp", ".git/config", "articles/.x/a.md"]
)
def test_a_hidden_file_is_not_seen(content, run, path):
    content.write(path, "no title at all")

    assert run("--apply").err == ""


def test_a_link_to_a_file_is_followed(content, run, tmp_path):
    real = tmp_path / "elsewhere.md"
    real.write_text("# Alpha\n\nText.", "utf-8")
    (content.folder / "articles").mkdir()
    (content.folder / "articles/alpha.md").symlink_to(real)

    assert run("--apply").status == 0
    assert Article.objects.get().title == "Alpha"


@pytest.mark.parametrize("target", ["nowhere.md", "alpha.md"])
def test_a_link_to_nothing_is_an_error(content, run, target):
    (content.folder / "articles").mkdir()
    (content.folder / "articles/alpha.md").symlink_to(target)

    done = run("--apply")

    assert done.status == 1
    assert "articles/alpha.md:1: error: is no file that can be read; remove it." in done.err


def test_a_folder_named_like_a_file_is_passed_over(content, run):
    (content.folder / "articles/alpha.md").mkdir(parents=True)

    assert run("--apply").status == 0


def test_a_file_that_is_far_too_large_is_refused_unread(content, run):
    content.write("articles/alpha.md", b"x" * (2 * 1024 * 1024 + 1))

    assert "error: the file is over 2,097,152 bytes; split it." in run("--apply").err


def test_a_missing_folder_is_an_error_and_not_the_loss_of_everything(
    content, run, settings, tmp_path
):
    content.article()
    run("--apply")
    settings.CONTENT_DIR = tmp_path / "nowhere"

    done = run("--apply")

    assert done.status == 1
    assert "there is no such folder; set KAP_CONTENT_DIR" in done.err
    assert "gone" not in done.out


def test_an_empty_folder_loads_nothing(content, run):
    assert (run("--apply").status, run("--apply").out) == (0, "")
