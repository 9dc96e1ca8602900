"""What a reader meets, in a real browser: on a phone, in the dark, by keyboard, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

PATHS = [
    "/",
    "/articles/",
    "/articles/how-safe-is-kap/",
    "/articles/what-to-expect/",
    "/faq/",
    "/faq/is-ketamine-addictive/",
    "/glossary/",
    "/search/?q=safe",
    "/search/?q=xyzzy",
    "/contact/",
    "/contact/message/",
    "/contact/screening/",
    "/help-now/",
    "/privacy/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_keeps_wcag_and_fits_its_width(
    browser: Browser, live_site: LiveServer, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        base_url=live_site.url,
    )
    page = context.new_page()
    for path in PATHS:
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{path} is {overflow} px too wide at {width}"
    context.close()


def test_reading_leaves_nothing_on_the_device(page: Page) -> None:
    for path in PATHS[:9]:
        page.goto(path)

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_first_tab_leads_to_the_content(page: Page) -> None:
    page.goto("/articles/how-safe-is-kap/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#main"


def test_a_term_is_explained_in_place_without_scripts(plain_page: Page) -> None:
    plain_page.goto("/articles/how-safe-is-kap/")
    term = plain_page.locator("button.term").first
    note = plain_page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    term.click()

    expect(note).to_be_visible()
    expect(note.get_by_role("link", name="Glossary")).to_be_visible()


def test_the_menu_opens_on_a_phone_without_scripts(plain_page: Page) -> None:
    plain_page.set_viewport_size({"width": 320, "height": 640})
    plain_page.goto("/")
    opener = plain_page.locator("header button, header summary").first
    if opener.is_visible():
        opener.click()
    plain_page.get_by_role("link", name="Questions").first.click()

    expect(plain_page).to_have_url(f"{plain_page.url.split('/faq')[0]}/faq/")


def test_a_citation_leads_to_its_source_and_back(plain_page: Page) -> None:
    plain_page.goto("/articles/how-safe-is-kap/")
    mark = plain_page.locator("sup.cite a").first
    source = (mark.get_attribute("href") or "").removeprefix("#")
    mark.click()
    expect(plain_page.locator(f"[id='{source}']")).to_be_in_viewport()
    plain_page.locator(f"[id='{source}'] a[href^='#cite-']").first.click()

    expect(mark).to_be_in_viewport()


def test_search_works_without_scripts(plain_page: Page) -> None:
    plain_page.goto("/")
    box = plain_page.get_by_role("searchbox").first
    box.fill("adictive")
    box.press("Enter")

    expect(plain_page.get_by_role("link", name="Is ketamine addictive?").first).to_be_visible()


def test_print_leaves_out_what_cannot_be_pressed(page: Page) -> None:
    page.goto("/articles/how-safe-is-kap/")
    page.emulate_media(media="print")

    expect(page.locator("header nav").first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
