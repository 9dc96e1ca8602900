"""Every answer closes what browsers leave open."""

from pathlib import Path

import pytest
from django.test import Client

PATHS = ["/", "/articles/how-safe-is-kap/", "/contact/screening/", "/nowhere/", "/admin/login/"]


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_nothing_inline_and_nobody_else(
    site: Path, client: Client, path: str
) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(site: Path, client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"]


@pytest.mark.parametrize(
    "path", ["/", "/articles/how-safe-is-kap/", "/faq/", "/contact/screening/"]
)
def test_no_page_has_inline_styles_or_scripts(site: Path, client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html
    assert " onclick=" not in html
