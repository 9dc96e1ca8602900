"""Who may see what: every address is classified, and staff pages are closed to everybody else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

PUBLIC = {
    "home",
    "articles:list",
    "articles:detail",
    "faq:list",
    "faq:detail",
    "glossary",
    "search",
    "start-here",
    "self-check",
    "my-questions",
    "page",
    "inquiry:contact",
    "inquiry:message",
    "inquiry:screening",
    "inquiry:sent",
    "inquiry:receipt",
    "feed",
    "sitemap",
    "robots",
    "healthz",
    "readyz",
    "media",
    # Opens to whoever holds its secret, which was mailed to a reviewer.
    "signoff:review",
    # Opens to whoever holds its secret, while there is no staff.
    "welcome",
}
# Ours below /admin/, beside Django's own.
STAFF = {"markdownx_markdownify", "markdownx_upload"}
# Django's own pages by which a member of staff comes and goes.
DOORS = {"admin:login", "admin:logout"}


def patterns(
    resolver: URLResolver, namespace: str = "", prefix: str = ""
) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, one.namespace or namespace, route)
        elif isinstance(one, URLPattern):
            yield f"{namespace}:{one.name}" if namespace else str(one.name), route


ALL = list(patterns(get_resolver()))


def filled(route: str) -> str:
    """An address of the route, with something in each of its places."""
    path = re.sub(r"<path:\w+>", "1", route)
    path = re.sub(r"<\w+:\w+>", "1", path)
    path = re.sub(r"\(\?P<url>[^)]*\)", "nowhere", path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "")


@pytest.mark.parametrize(("name", "route"), ALL)
def test_every_address_is_classified(name: str, route: str) -> None:
    assert name in PUBLIC | STAFF | DOORS or name.startswith("admin:")
    assert (name in PUBLIC) != route.startswith("admin/") or name == "welcome"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
@pytest.mark.parametrize(
    ("name", "route"), [one for one in ALL if one[0] not in PUBLIC | DOORS and one[1] != "admin/"]
)
def test_a_stranger_sees_no_staff_page(db: None, name: str, route: str, method: str) -> None:
    response = getattr(Client(), method)(filled(route))

    assert response.status_code in {302, 403, 405}
    if response.status_code == 302:
        assert response.headers["Location"].startswith("/admin/login/")


PERSONS: dict[str, dict[str, Any]] = {
    "a visitor": {},
    "a member without staff status": {"is_staff": False},
    "staff without the right to edit": {"is_staff": True},
    "a former member": {"is_staff": True, "is_superuser": True, "is_active": False},
}


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.mark.parametrize("path", ["/admin/markdown/preview/", "/admin/markdown/upload/"])
@pytest.mark.parametrize("person", PERSONS)
def test_preview_and_upload_answer_403_and_write_nothing(
    db: None, media: Path, person: str, path: str
) -> None:
    client = Client()
    if PERSONS[person]:
        client.force_login(User.objects.create_user("someone", **PERSONS[person]))
    png = (Path(__file__).parent.parent / "static" / "img" / "touch-icon.png").read_bytes()
    picture = SimpleUploadedFile("a.png", png, "image/png")
    response = client.post(path, {"content": "# hello", "image": picture})

    assert response.status_code == 403
    assert not media.exists()


def test_an_editor_may_preview(db: None) -> None:
    editor = User.objects.create_user("editor", is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="change_article"))
    client = Client()
    client.force_login(editor)
    response = client.post("/admin/markdown/preview/", {"content": "a **word**"})

    assert response.status_code == 200
    assert "<strong>word</strong>" in response.content.decode()


def test_markdownx_own_addresses_do_not_exist(db: None) -> None:
    for path in ("/markdownx/markdownify/", "/markdownx/upload/"):
        assert Client().post(path, {"content": "x"}).status_code == 404
