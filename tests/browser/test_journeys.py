"""The path, the self-check, kept questions and the way out, in a real browser."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

CHECK = "/am-i-a-candidate/"
MINE = "/my-questions/"
ARTICLE = "/articles/who-should-not/"
QUESTION = "/faq/is-ketamine-safe/"
OUT = "https://www.weather.gov/"
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
NOTHING = "[{},{}]"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What a first reader wants to know, the page that answers it, and words of the answer.
WANTED = [
    ("is it approved", "/articles/is-it-approved/", "only as an anesthetic"),
    ("what can go wrong", "/articles/how-safe-is-kap/", "slow breathing"),
    ("who should not", "/articles/who-should-not/", "Do not have ketamine"),
    ("what happens on the day", "/articles/the-day/", "two to three hours"),
    ("cost in money", "/articles/cost-and-cover/", "in writing"),
    ("cost in time", "/articles/what-to-expect/", "several hours"),
    ("what else there is", "/articles/your-options/", "Talk therapy"),
    ("crisis", "/help-now/", "988"),
]

STRANGE = [
    "{",
    "null",
    "7",
    '"x"',
    "[null, 3]",
    '[{"title": "x", "url": "javascript:alert(1)"}]',
    '[{"title": "x", "url": "//evil.example/"}]',
    '[{"title": 1, "url": "/faq/"}]',
]


def stored(page: Page) -> str:
    return str(page.evaluate(STORED))


def keep(page: Page, path: str, place: int = 0) -> None:
    page.goto(path)
    page.locator("button.keep").nth(place).click()


@pytest.fixture
def seen(page: Page) -> list[Request]:
    """Every request of the page."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    return requests


@pytest.fixture
def outside(page: Page, complaints: list[str]) -> Iterator[list[Request]]:
    """The requests for the page outside, which is answered here."""
    requests: list[Request] = []

    def answer(route: Route) -> None:
        requests.append(route.request)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route(f"{OUT}**", answer)
    yield requests
    complaints.clear()  # the request outside is the one that was wanted


def test_each_first_question_is_answered_within_two_clicks_from_home(plain_page: Page) -> None:
    for wanted, target, words in WANTED:
        plain_page.goto("/")
        link = plain_page.locator(f'a[href^="{target}"]:visible').first
        if not link.count():
            plain_page.get_by_role("link", name="Start here", exact=True).first.click()
        assert link.count(), f"{wanted}: no way in two clicks"
        link.click()
        expect(plain_page.locator("main")).to_contain_text(words)


def test_the_path_can_be_walked_to_its_end(plain_page: Page) -> None:
    plain_page.goto("/start-here/")
    plain_page.locator(".path a").first.click()
    for _step in range(9):
        plain_page.locator('.step [rel="next"]').click()

    expect(plain_page).to_have_url(f"{plain_page.url.split('/contact')[0]}/contact/")


def test_answers_of_the_self_check_are_in_no_request_address_cookie_or_storage(
    page: Page, seen: list[Request]
) -> None:
    page.goto(CHECK)
    page.wait_for_load_state("networkidle")
    address, before = page.url, len(seen)
    for value in ("yes", "unsure", "no"):
        for radio in page.locator(f'[value="{value}"]').all():
            radio.check()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)

    assert len(seen) == before
    assert page.url == address
    assert page.context.cookies() == []
    assert stored(page) == NOTHING
    page.get_by_role("link", name="Ask us", exact=True).click()
    page.wait_for_load_state("networkidle")
    told = [(one.url, one.post_data, one.all_headers()) for one in seen]
    assert all(one.method == "GET" for one in seen)
    assert "unsure" not in json.dumps(told)
    assert "q1" not in json.dumps(told)


@pytest.mark.parametrize("way", ["reload", "start over"])
def test_answers_are_gone_after_a_reload(page: Page, way: str) -> None:
    page.goto(CHECK)
    page.locator("#q1-yes").check()
    page.locator("#q5-unsure").check()
    if way == "reload":
        page.reload()
    else:
        page.get_by_role("link", name="Start over").click()
        page.wait_for_load_state()

    expect(page.locator(":checked")).to_have_count(0)


def test_the_self_check_answers_without_scripts(plain_page: Page) -> None:
    plain_page.goto(CHECK)
    first = plain_page.locator(".check__question").first
    expect(first.locator('[data-advice="yes"]')).to_be_hidden()
    expect(plain_page.locator(".marked__none")).to_be_visible()
    first.get_by_label("Yes").check()
    expect(first.get_by_role("link", name="Call 988").first).to_be_visible()
    plain_page.locator("#q7-unsure").check()

    expect(first.locator('[data-advice="unsure"]')).to_be_hidden()
    expect(plain_page.locator("[data-mark]:visible")).to_have_text(
        ["Thoughts of suicide: yes", plain_page.locator('[data-mark="q7-unsure"]').inner_text()]
    )
    expect(plain_page.locator(".marked__none")).to_be_hidden()
    expect(plain_page.get_by_role("button", name="Print")).to_be_hidden()


def test_the_self_check_can_be_answered_by_keyboard(page: Page) -> None:
    page.goto(CHECK)
    page.locator("#q1-yes").focus()
    page.keyboard.press("Space")
    expect(page.locator("#q1-yes")).to_be_checked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    expect(page.locator("#q1-unsure")).to_be_checked()


def test_without_styles_every_advice_can_be_read(page: Page) -> None:
    page.goto(CHECK)
    page.evaluate("for (const sheet of document.styleSheets) sheet.disabled = true")

    for advice in page.locator(".check__advice").all():
        expect(advice).to_be_visible()
    expect(page.locator(".marked")).to_be_hidden()


def test_on_paper_stands_what_was_marked(page: Page) -> None:
    page.goto(CHECK)
    page.locator("#q5-yes").check()
    page.emulate_media(media="print")

    expect(page.locator(".check__question:visible")).to_have_count(1)
    expect(page.locator("[data-mark]:visible")).to_have_count(1)
    expect(page.locator(".exit")).to_be_hidden()


def test_nothing_is_stored_before_a_reader_keeps_something(page: Page) -> None:
    for path in ("/", "/start-here/", CHECK, MINE, ARTICLE, QUESTION, "/contact/message/"):
        page.goto(path)
        assert stored(page) == NOTHING, path
    expect(page.locator("[data-kept]").first).to_be_hidden()
    expect(page.get_by_role("button", name="Add my kept questions")).to_be_hidden()


def test_what_is_kept_is_a_title_and_an_address(page: Page, seen: list[Request]) -> None:
    keep(page, QUESTION)
    keep(page, ARTICLE, 2)
    items = json.loads(json.loads(stored(page))[0]["kept-questions"])

    assert [sorted(one) for one in items] == [["title", "url"], ["title", "url"]]
    assert items[0]["url"] == QUESTION
    assert items[1]["url"].startswith(f"{ARTICLE}#")
    page.goto(MINE)
    expect(page.locator("[data-kept-list] a")).to_have_text([one["title"] for one in items])
    page.locator("[data-kept-list] a").nth(1).click()
    assert page.url.endswith(items[1]["url"])
    assert all(one.method == "GET" and "kept" not in one.url for one in seen)


def test_a_second_press_lets_it_go(page: Page) -> None:
    keep(page, QUESTION)
    button = page.locator("button.keep")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()

    assert stored(page) == NOTHING


def test_one_is_removed_and_one_press_forgets_all(page: Page) -> None:
    keep(page, QUESTION)
    keep(page, ARTICLE, 0)
    keep(page, ARTICLE, 1)
    page.goto(MINE)
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator("[data-kept-list] li")).to_have_count(2)
    page.get_by_role("button", name="Forget all").click()

    expect(page.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    assert stored(page) == NOTHING


def test_kept_questions_go_into_a_message_when_the_visitor_says_so(page: Page) -> None:
    keep(page, QUESTION)
    title = page.locator("h1").inner_text()
    page.goto(MINE)
    page.get_by_role("link", name="Put them into a message").click()
    message = page.locator("#id_message")
    expect(message).to_have_value("")
    message.fill("Hello.")
    page.get_by_role("button", name="Add my kept questions").click()

    expect(message).to_have_value(f"Hello.\n- {title}")
    expect(message).to_be_focused()


def test_strange_things_in_the_storage_count_as_nothing(page: Page) -> None:
    page.goto(MINE)
    for value in STRANGE:
        page.evaluate("(value) => localStorage.setItem('kept-questions', value)", value)
        page.reload()
        expect(page.locator("[data-kept-none]")).to_be_visible()
        expect(page.locator("[data-kept-list] li")).to_have_count(0)
    keep(page, QUESTION)

    expect(page.locator("button.keep")).to_have_attribute("aria-pressed", "true")


def test_without_scripts_my_questions_explains_itself(plain_page: Page) -> None:
    plain_page.goto(MINE)

    expect(plain_page.get_by_text("Your browser runs no scripts here")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Forget all")).to_be_hidden()
    expect(plain_page.locator("main").get_by_role("link", name="Ask us")).to_be_visible()
    plain_page.goto(ARTICLE)
    expect(plain_page.locator("button.keep")).to_have_count(0)


@pytest.mark.parametrize("way", ["link", "escape"])
def test_leaving_replaces_the_page_and_tells_no_referrer(
    page: Page, outside: list[Request], way: str
) -> None:
    page.goto("/")
    page.goto(ARTICLE)
    if way == "link":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _press in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(f"{OUT}**")

    assert "referer" not in outside[0].all_headers()
    page.go_back()
    expect(page).not_to_have_url(f"**{ARTICLE}")


def test_two_presses_do_not_leave(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)

    assert page.url.endswith(ARTICLE)


def test_the_way_out_needs_no_script(plain_page: Page) -> None:
    plain_page.goto(ARTICLE)
    link = plain_page.get_by_role("link", name="Leave this page")

    expect(link).to_have_attribute("href", OUT)
    expect(link).to_have_attribute("rel", "noreferrer")
    assert link.get_attribute("target") is None


def test_at_320_pixels_all_fits_and_the_way_out_covers_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/start-here/", CHECK, MINE, QUESTION, ARTICLE):
        page.goto(path)
        assert page.evaluate(TOO_WIDE) <= 0, path
    page.evaluate("window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    covered = page.evaluate(
        "document.querySelector('.site-foot__note').getBoundingClientRect().bottom"
        " > document.querySelector('.exit').getBoundingClientRect().top"
    )

    assert not covered


def test_the_keep_buttons_move_nothing(page: Page) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) window.shift += one.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    for path in (ARTICLE, QUESTION, CHECK, "/start-here/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") == 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_each_state_keeps_wcag_and_fits_its_width(
    browser: Browser, live_site: LiveServer, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=live_site.url
    )
    page = context.new_page()

    def look(state: str) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        assert page.evaluate(TOO_WIDE) <= 0, f"{state} is too wide at {width}"

    for path in ("/start-here/", CHECK, MINE):
        page.goto(path)
        look(path)
    page.goto(CHECK)
    for value in ("yes", "unsure"):
        for radio in page.locator(f'[value="{value}"]').all():
            radio.check()
        look(f"{CHECK} {value}")
    for path in (QUESTION, ARTICLE):
        keep(page, path)
        look(f"{path} kept")
    for path in (MINE, "/contact/message/"):
        page.goto(path)
        look(f"{path} kept")
    context.close()
