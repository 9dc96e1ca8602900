"""A member of staff edits an article in a real browser, with the live preview beside the text."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from kapsite.publishing.models import Fact, Link

PASSWORD = "a long and quiet walk"


@pytest.fixture
def editor(page: Page, live_site: LiveServer) -> Page:
    """A page on which an editor is signed in."""
    User.objects.create_superuser("mara", password=PASSWORD)
    page.goto("/admin/")
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


def open_article(page: Page) -> None:
    article = Article.objects.get(slug="what-to-expect")
    page.goto(f"/admin/articles/article/{article.pk}/change/")


def test_the_preview_shows_what_is_typed_by_our_own_renderer(editor: Page) -> None:
    open_article(editor)
    editor.locator("#id_body").fill(
        "A [link](../faq/common-concerns.md#is-ketamine-safe) {fact:visit-length}."
    )

    preview = editor.locator(".field-body .markdownx-preview")
    expect(preview.locator('a[href="/faq/is-ketamine-safe/"]')).to_be_visible()
    expect(preview).to_contain_text("two to three hours")


def test_a_saved_change_is_what_readers_see(editor: Page) -> None:
    open_article(editor)
    body = editor.locator("#id_body")
    body.fill("A quiet sentence of ours.\n\n" + body.input_value())
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist .success")).to_be_visible()
    editor.goto("/articles/what-to-expect/")

    expect(editor.locator("main")).to_contain_text("A quiet sentence of ours.")


def test_a_link_to_nothing_is_refused_and_the_text_is_kept(editor: Page) -> None:
    open_article(editor)
    editor.locator("#id_body").fill("A [link](no-such-article.md).")
    editor.get_by_role("button", name="Save", exact=True).click()

    expect(editor.locator(".errornote").first).to_be_visible()
    expect(editor.locator("body")).to_contain_text(
        "there is no document “articles/no-such-article.md”"
    )
    expect(editor.locator("#id_body")).to_have_value("A [link](no-such-article.md).")


def test_a_draft_leaves_the_site(editor: Page, complaints: list[str]) -> None:
    open_article(editor)
    editor.get_by_label("Status").select_option("draft")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist .success")).to_be_visible()
    response = editor.goto("/articles/what-to-expect/")

    assert response
    assert response.status == 404
    editor.goto("/articles/")
    expect(editor.locator("main")).not_to_contain_text("What to Expect")
    complaints.clear()  # the browser reports the 404 that was wanted


def test_the_tab_key_leaves_the_editor(editor: Page) -> None:
    open_article(editor)
    editor.locator("#id_body").focus()
    editor.keyboard.press("Tab")

    assert editor.evaluate("document.activeElement.id") != "id_body"


@pytest.mark.parametrize("model", ["articles/article", "faq/questionset", "faq/question"])
@pytest.mark.parametrize("page_of", ["", "add/"])
def test_staff_pages_keep_to_the_policy(editor: Page, model: str, page_of: str) -> None:
    response = editor.goto(f"/admin/{model}/{page_of}")

    assert response
    assert response.status == 200


def test_a_changed_fact_changes_every_page_that_shows_it(editor: Page, tmp_path: Path) -> None:
    fact = Fact.objects.get(key="visit-length")
    shown_on = list(
        Link.objects.filter(target="fact:visit-length").values_list("source", flat=True)
    )
    assert len(shown_on) >= 3
    editor.goto(f"/admin/publishing/fact/{fact.pk}/change/")
    editor.locator("#id_text").fill("three to four quiet hours")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist .success")).to_be_visible()

    for key in shown_on:
        editor.goto(f"/{key}/")
        expect(editor.locator("main")).to_contain_text("three to four quiet hours")
    call_command("sync_content", export=str(tmp_path), verbosity=0)
    assert 'text = "three to four quiet hours"' in (tmp_path / "facts.toml").read_text()


def test_a_fact_in_use_is_not_deleted(editor: Page) -> None:
    fact = Fact.objects.get(key="visit-length")
    editor.goto(f"/admin/publishing/fact/{fact.pk}/delete/")

    expect(editor.locator(".messagelist")).to_contain_text("nothing was deleted")
    assert Fact.objects.filter(key="visit-length").exists()
