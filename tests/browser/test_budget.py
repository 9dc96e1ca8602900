"""On a phone, a page is drawn from its one response, at once and where it stays."""

import pytest
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from kapsite import views

PHONE = {"width": 360, "height": 740}
STILL = 0.001  # the sum of the layout shifts' scores; rounding, no movement
MACHINES = (".xml", ".txt")
OTHERS = ["/contact/", "/contact/message/", "/contact/screening/", "/search/?q=safe"]
# Started before the page's own content, so that the first shift is not missed.
WATCH = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FIGURES = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
  const paints = performance.getEntriesByName("first-contentful-paint");
  const title = document.querySelector("h1");
  return {
    blocking: performance.getEntries()
      .filter((one) => one.renderBlockingStatus === "blocking" && one.entryType === "resource")
      .map((one) => one.name),
    others: performance.getEntriesByType("resource")
      .filter((one) => one.initiatorType !== "script" && !/\\.(js|svg|png)$/.test(one.name))
      .map((one) => one.name),
    shifts: window.shifts,
    painted: paints.length,
    styled: getComputedStyle(title).fontWeight,
  };
}"""


@pytest.fixture
def phone(page: Page, live_site: LiveServer) -> Page:
    """A phone's page that counts its layout shifts."""
    page.set_viewport_size(PHONE)
    page.add_init_script(WATCH)
    return page


def paths() -> list[str]:
    return [path for path in views.public_paths() if not path.endswith(MACHINES)] + OTHERS


def test_nothing_blocks_the_first_paint_and_nothing_moves(
    phone: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {}
    for path in paths():
        phone.goto(path)
        found[path] = phone.evaluate(FIGURES)
    with capsys.disabled():
        print(f"\n{'page at 360 px':46}{'blocking':>9}{'others':>8}{'shifts':>9}")
        for path, one in found.items():
            print(
                f"{path:46}{len(one['blocking']):9}{len(one['others']):8}{one['shifts']:9.4f}",
            )

    assert len(found) > 18
    for path, one in found.items():
        assert one["blocking"] == [], path
        assert one["others"] == [], path
        assert one["shifts"] < STILL, path


def test_a_page_is_drawn_where_only_its_own_response_arrives(phone: Page) -> None:
    def only_documents(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            route.abort()

    phone.route("**/*", only_documents)
    for path in paths():
        phone.goto(path)
        figures = phone.evaluate(FIGURES)
        assert figures["painted"] == 1, path
        # A browser's own headings are bold; the site's are not.
        assert figures["styled"] == "500", path
        assert figures["shifts"] < STILL, path
