"""A real Chromium for the tests, that watches what a visitor would never see."""

import pytest

from tools.browser import launch_options


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium_path):
    """Launch the browser that was found; headed where that was asked for."""
    return browser_type_launch_args | launch_options(chromium_path)


@pytest.fixture
def browser_context_args(browser_context_args, live_site):
    """Pages open by their path: ``page.goto("/faq/")``."""
    return browser_context_args | {"base_url": live_site.url}


@pytest.fixture
def complaints():
    """What the browser complained of; a test that expects some clears it."""
    return []


@pytest.fixture
def page(page, live_site, complaints):
    """A page that may run scripts; a script error, CSP report or third-party request fails."""
    watch(page, live_site.url, complaints)
    yield page
    assert complaints == []


@pytest.fixture
def chromium(page):
    """The same page by the name of its browser."""
    return page


@pytest.fixture
def plain_page(new_context, live_site, complaints):
    """A page whose JavaScript is off."""
    page = new_context(java_script_enabled=False).new_page()
    watch(page, live_site.url, complaints)
    yield page
    assert complaints == []


def watch(page, origin, complaints):
    """Note each error of ``page``, each file it lacks, each request that leaves ``origin``."""

    def on_console(line):
        # The browser's note of a bad status; which one is bad, on_response knows better.
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            complaints.append(f"console: {line.text}")

    def on_response(response):
        # A page's own status is what its test is about.
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"{response.status}: {response.url}")

    def on_request(request):
        if not request.url.startswith((origin, "about:", "blob:")):
            complaints.append(f"outside: {request.url}")

    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", on_console)
    page.on("response", on_response)
    page.on("request", on_request)
