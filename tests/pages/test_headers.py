"""Every answer closes what browsers leave open."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

PATHS = ["/", "/articles/how-safe-is-kap/", "/contact/screening/", "/nowhere/", "/admin/login/"]


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_allows_nothing_unsafe_and_nobody_else(
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
def test_nothing_is_inline_but_styles_whose_hash_the_policy_names(
    site: Path, client: Client, path: str
) -> None:
    response = client.get(path)
    html = response.content.decode()
    texts = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)

    assert " style=" not in html
    assert len(texts) == html.count("<style")
    for text in texts:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]
    assert "<script>" not in html
    assert " onclick=" not in html
