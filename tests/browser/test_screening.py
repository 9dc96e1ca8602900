"""A screening request on a phone, without scripts, until its notice reaches the clinic."""

import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django import Settings

WORDS = {"hope": "aardvark hopes", "tried": "basilisk pills", "health": "cormorant heart"}


@pytest.fixture
def clinic(settings: Settings, tmp_path: Path) -> Path:
    """A clinic whose notices lie in a folder of this test."""
    settings.FORM_MINIMUM = datetime.timedelta(0)
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.MAIL_DIR = tmp_path / "mail"
    return tmp_path


def fill(page: Page) -> None:
    """Answer everything, well."""
    page.get_by_label("Me", exact=True).check()
    page.locator("#id_adult_0").check()
    page.locator("#id_region").select_option("VT")
    page.get_by_label("What may we call you?").fill("Robin")
    page.get_by_label("Your phone number").fill("(555) 555-0123")
    page.get_by_label("Call me").check()
    for name, words in WORDS.items():
        page.locator(f"#id_{name}").fill(words)
    page.locator("#id_consent").check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_request_is_asked_checked_sent_and_told_without_a_word_of_it(
    plain_page: Page, clinic: Path
) -> None:
    page = plain_page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/contact/")
    page.get_by_role("link", name="Ask for a screening", exact=True).first.click()
    fill(page)
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.locator("main")).to_contain_text("cormorant heart")
    press(page, "Send")

    reference = page.locator(".reference strong").inner_text()
    assert reference.startswith("KAP-")
    assert "/contact/sent/" in page.url
    expect(page.locator("main")).to_contain_text("two working days")
    call_command("deliver_inquiries", once=True)
    notice = "".join(file.read_text() for file in (clinic / "mail").iterdir())
    assert reference in notice
    for words in (*WORDS.values(), "Robin", "0123"):
        assert words not in notice


def test_what_is_missing_is_listed_and_what_was_typed_is_kept(
    plain_page: Page, clinic: Path, complaints: list[str]
) -> None:
    page = plain_page
    page.goto("/contact/screening/")
    page.get_by_label("What may we call you?").fill("Robin")
    page.locator("#id_hope").fill("aardvark hopes")
    press(page, "Continue")

    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(page).to_have_title("Error: Ask for a screening – Your Clinic Name")
    for link in summary.get_by_role("link").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1
    expect(page.locator("#id_hope")).to_have_value("aardvark hopes")
    expect(page.get_by_label("What may we call you?")).to_have_value("Robin")
    complaints.clear()  # the browser reports the status 422


def test_an_answer_can_be_changed_before_it_is_sent(plain_page: Page, clinic: Path) -> None:
    page = plain_page
    page.goto("/contact/screening/")
    fill(page)
    press(page, "Continue")
    page.get_by_role("button", name="Change").first.click()
    page.locator("#id_hope").fill("dugong dreams")
    press(page, "Continue")

    expect(page.locator("main")).to_contain_text("dugong dreams")
    expect(page.locator("main")).not_to_contain_text("aardvark hopes")


def test_nothing_typed_is_in_an_address_a_cookie_or_the_device(page: Page, clinic: Path) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto("/contact/screening/")
    fill(page)
    press(page, "Continue")
    press(page, "Send")

    kept = " ".join([*urls, *(f"{one['name']}{one['value']}" for one in page.context.cookies())])
    kept += page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    for words in ("aardvark", "basilisk", "cormorant", "Robin"):
        assert words not in kept


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_keeps_wcag(
    page: Page, clinic: Path, scheme: str, complaints: list[str]
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/contact/screening/")
    for step in ("empty form", "errors"):
        assert Axe().run(page).violations_count == 0, step
        press(page, "Continue")
    page.goto("/contact/screening/")
    fill(page)
    press(page, "Continue")
    assert Axe().run(page).violations_count == 0, "check"
    press(page, "Send")
    assert Axe().run(page).violations_count == 0, "sent"
    page.locator("a[href*='/receipt/']").first.click()
    assert Axe().run(page).violations_count == 0, "receipt"
    complaints.clear()  # the browser reports the status 422


def test_the_form_can_be_sent_by_keyboard_alone(page: Page, clinic: Path) -> None:
    page.goto("/contact/message/")
    page.locator("#id_name").focus()
    page.keyboard.type("Robin")
    page.keyboard.press("Tab")
    page.keyboard.type("robin@example.com")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("How long is a visit?")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.locator(".reference strong")).to_be_visible()
