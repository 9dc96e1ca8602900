"""Error pages help, and tell nobody what went wrong inside."""

from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from kapsite import views


def test_an_unknown_address_gets_search_and_crisis_help(site: Path, client: Client) -> None:
    response = client.get("/no/such/page/")
    html = response.content.decode()

    assert response.status_code == 404
    assert 'action="/search/"' in html
    assert 'href="tel:988"' in html


def test_a_failure_inside_gets_a_page_without_its_cause(
    site: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("my secret words")

    monkeypatch.setattr("kapsite.views.searching.search", broken)
    client.raise_request_exception = False
    response = client.get("/search/", {"q": "x"})
    html = response.content.decode()

    assert response.status_code == 500
    assert "my secret words" not in html
    assert "RuntimeError" not in html
    assert 'href="tel:988"' in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "500.html"])
def test_an_error_page_needs_no_context_and_no_database(name: str) -> None:
    html = render_to_string(name)

    assert 'href="tel:988"' in html
    assert "<h1" in html


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_a_form_without_its_token_gets_a_plain_page(settings: Settings) -> None:
    response = views.forged(HttpRequest())

    assert response.status_code == 403
    assert "<h1" in response.content.decode()
