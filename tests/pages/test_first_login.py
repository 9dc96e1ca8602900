"""The first member of staff comes by a link that works once."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from kapsite.audit.models import AuditEvent
from kapsite.staff import first_login_link

PASSWORD = "a long and quiet walk"


@pytest.fixture
def link(db: None, settings: Settings, tmp_path: Path) -> str:
    settings.KEYS_DIR = tmp_path / "keys"
    return urlsplit(first_login_link() or "").path


def choose(client: Client, link: str, name: str = "mara") -> int:
    data = {"username": name, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(link, data | {"usable_password": "true"}).status_code


def test_the_link_makes_the_first_account_and_signs_it_in(link: str, client: Client) -> None:
    assert client.get(link).status_code == 200
    assert choose(client, link) == 302

    assert User.objects.get().is_superuser
    assert client.get("/admin/").status_code == 200
    assert AuditEvent.objects.get().action == "first-login"


def test_the_link_works_once(link: str, client: Client) -> None:
    choose(client, link)

    assert Client().get(link).status_code == 404
    assert choose(Client(), link, "another") == 404
    assert User.objects.count() == 1


def test_a_guessed_link_shows_nothing(link: str, client: Client) -> None:
    assert client.get("/admin/welcome/guess/").status_code == 404
    assert client.get("/admin/welcome/%00/").status_code == 404


def test_a_new_start_makes_the_older_link_void(link: str, client: Client) -> None:
    first_login_link()

    assert client.get(link).status_code == 404


def test_where_staff_exists_there_is_no_link(link: str) -> None:
    User.objects.create_user("mara", password=PASSWORD, is_staff=True)

    assert first_login_link() is None


def test_a_weak_password_is_refused_and_the_link_stays(link: str, client: Client) -> None:
    data = {"username": "mara", "password1": "short", "password2": "short"}
    response = client.post(link, data | {"usable_password": "true"})

    assert response.status_code == 200
    assert "too short" in response.content.decode()
    assert not User.objects.exists()


def test_the_secret_is_readable_by_its_owner_alone(link: str, settings: Settings) -> None:
    mode = (Path(settings.KEYS_DIR) / "first-login").stat().st_mode

    assert mode & 0o077 == 0
