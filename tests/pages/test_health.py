"""What a monitor asks."""

from pathlib import Path

from django.test import Client


def test_the_process_says_that_it_lives(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_it_is_ready_once_there_is_something_to_read(db: None, client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["content"] == "no article is published yet"


def test_it_is_ready_with_content(site: Path, client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "content": "ok"}
    assert "no-store" in response.headers["Cache-Control"]
