"""Every address of the design answers."""

from pathlib import Path

import pytest
from django.test import Client

PAGES = [
    "/",
    "/articles/",
    "/articles/how-safe-is-kap/",
    "/articles/what-to-expect/",
    "/articles/what-is-kap/",
    "/faq/",
    "/faq/is-ketamine-safe/",
    "/faq/is-ketamine-addictive/",
    "/faq/will-i-lose-control/",
    "/faq/how-long-do-benefits-last/",
    "/faq/is-it-a-quick-fix/",
    "/glossary/",
    "/search/?q=safe",
    "/start-here/",
    "/am-i-a-candidate/",
    "/my-questions/",
    "/contact/",
    "/contact/message/",
    "/contact/screening/",
    "/contact/sent/",
    "/help-now/",
    "/about/",
    "/privacy/",
    "/accessibility/",
]
MACHINES = ["/feed.xml", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz"]


@pytest.mark.parametrize("path", PAGES + MACHINES)
def test_every_address_of_the_design_answers(site: Path, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_crisis_help_stands_on_every_page(site: Path, client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert 'href="tel:988"' in html
    assert 'href="sms:988"' in html
    assert 'href="tel:911"' in html


@pytest.mark.parametrize("path", [one for one in PAGES if "contact" not in one])
def test_a_public_page_sets_no_cookie(site: Path, client: Client, path: str) -> None:
    response = client.get(path)

    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", ["/contact/", "/contact/message/", "/contact/screening/"])
def test_a_form_page_is_never_stored(site: Path, client: Client, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_missing_slash_leads_to_the_page(site: Path, client: Client) -> None:
    response = client.get("/articles/how-safe-is-kap")

    assert response.status_code == 301
    assert response.headers["Location"] == "/articles/how-safe-is-kap/"
