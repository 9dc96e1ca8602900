"""A clinician approves from a mailed link, without an account and without JavaScript."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from kapsite.publishing import publication
from kapsite.signoff import actions
from kapsite.signoff.models import Reviewer

PASSWORD = "a long and quiet walk"
LINK = re.compile(r"/review/[\w-]+/")


@pytest.fixture
def mail(settings: Settings, tmp_path: Path, live_site: LiveServer) -> Path:
    """The folder of the mails of a clinic with one reviewer."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.MAIL_DIR = tmp_path / "mail"
    User.objects.create_superuser("mara", password=PASSWORD)
    Reviewer.objects.create(
        name="Ada Sample", credentials="Sample Degree", email="a@clinic.example"
    )
    return tmp_path / "mail"


@pytest.fixture
def link(mail: Path, plain_page: Page) -> str:
    """An editor asks in the admin; the link comes with the mail."""
    page = plain_page
    article = Article.objects.get(slug="what-to-expect")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Ask a clinician to review").click()
    page.get_by_label("Who reviews it").select_option(label="Ada Sample, Sample Degree")
    page.get_by_role("button", name="Send the link").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Ada Sample was asked")
    expect(page.locator("#content")).to_contain_text("Waiting for Ada Sample to approve since")
    page.context.clear_cookies()
    (file,) = mail.iterdir()
    return found_in(file)


def found_in(file: Path) -> str:
    """The path of the link in a mail."""
    found = LINK.search(file.read_text().replace("=\n", ""))
    assert found
    return found[0]


def approve(page: Page) -> None:
    page.get_by_label("I have read this page").check()
    page.get_by_role("button", name="Approve this page").click()


def test_a_clinician_approves_from_the_mail(
    plain_page: Page, link: str, complaints: list[str]
) -> None:
    page = plain_page
    page.goto("/articles/what-to-expect/")
    expect(page.locator("main")).to_contain_text("Clinical review: pending")
    page.goto(link)
    expect(page.get_by_role("heading", name="The page as readers will see it")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Nobody has approved this page before")
    page.get_by_role("button", name="Approve this page").click()
    expect(page.locator(".error-summary")).to_contain_text("Tick the box")
    approve(page)
    expect(page.locator("main")).to_contain_text("You approved “")
    assert page.context.cookies() == []

    page.goto("/articles/what-to-expect/")
    expect(page.locator("main")).to_contain_text("Clinically reviewed by Ada Sample, Sample Degree")
    page.goto(link)
    expect(page.locator("main")).to_contain_text("You approved the page with this link on")
    expect(page.locator("main")).to_contain_text("It works once.")


def test_a_link_that_is_open_while_the_page_changes_approves_nothing(
    plain_page: Page, link: str
) -> None:
    page = plain_page
    page.goto(link)
    article = Article.objects.get(slug="what-to-expect")
    article.body += "\n\nOne more sentence."
    article.save()
    publication.changed([article])
    approve(page)
    expect(page.locator("main")).to_contain_text("The page was changed after this link was sent")

    page.goto("/articles/what-to-expect/")
    expect(page.locator("main")).to_contain_text("Clinical review: pending")


def test_a_clinician_sends_the_page_back(plain_page: Page, link: str) -> None:
    page = plain_page
    page.goto(link)
    page.get_by_label("What should be different?").fill("Say more on driving.")
    page.get_by_role("button", name="Ask for changes").click()

    expect(page.locator("main")).to_contain_text("The page was not approved.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_keeps_wcag_and_fits_a_phone(
    page: Page, link: str, mail: Path, scheme: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(link)
    check(page, "review")
    page.get_by_role("button", name="Approve this page").click()
    check(page, "errors")
    approve(page)
    check(page, "done")
    page.goto(link)
    check(page, "refused")
    page.goto(after_an_edit(mail))
    expect(page.locator(".differences ins").first).to_be_visible()
    check(page, "differences")


def after_an_edit(mail: Path) -> str:
    """The link for another version of the page."""
    article = Article.objects.get(slug="what-to-expect")
    article.body = article.body.replace(" the ", " this ", 3)
    article.save()
    publication.changed([article])
    known = set(mail.iterdir())
    actions.ask(document=article, reviewer=Reviewer.objects.get(), by="mara")
    (new,) = set(mail.iterdir()) - known
    return found_in(new)


def check(page: Page, step: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{step}: {found.generate_report()}"
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, step
