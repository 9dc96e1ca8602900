"""When nothing can be stored: 503, the phone, the text still there, and nothing acknowledged."""

import sqlite3

import pytest
from django.db import DatabaseError, connection

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.visitor import MESSAGE, Visitor, sent


def assert_kept(visitor, settings, stored=0):
    assert visitor.page.status_code == 503
    assert settings.CLINIC["phone"] in visitor.text
    assert MESSAGE["message"] in visitor.text
    assert "sent" not in visitor.page.cookies
    assert Inquiry.objects.count() == stored


def pragma(text):
    """Set or ask an SQLite pragma of the tests' connection."""
    with connection.cursor() as cursor:
        row = cursor.execute(f"PRAGMA {text}").fetchone()
    return row and row[0]


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["missing", "unreadable", "unwritable"])
def test_trouble_with_the_key(visitor, settings, broken):
    visitor.fill_in()
    folder = settings.KEYS_DIR
    if broken == "missing":
        settings.ROLE = "public"
    elif broken == "unreadable":
        folder.mkdir()
        (folder / "public.json").write_text("{}")
    else:
        folder.write_text("a file is in the way")
    assert_kept(visitor.send(), settings)
    settings.ROLE = "all"
    if broken != "missing":
        (folder / "public.json").unlink() if folder.is_dir() else folder.unlink()
    assert visitor.send().page.status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "name"),
    [(Inquiry.objects, "create"), (Delivery.objects, "bulk_create"), (actions, "record")],
)
def test_a_failure_at_any_step_leaves_nothing(visitor, settings, step, name, monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise DatabaseError(MESSAGE["message"])

    visitor.fill_in()
    with monkeypatch.context() as patch:
        patch.setattr(step, name, fail)
        assert_kept(visitor.send(), settings)
    assert not Delivery.objects.exists()
    assert not AuditEvent.objects.exists()
    assert MESSAGE["message"] not in caplog.text
    assert visitor.send().page.status_code == 303


@pytest.mark.skipif(connection.vendor != "sqlite", reason="locks a whole SQLite file")
def test_a_locked_database(shared_database, settings):
    visitor = Visitor().fill_in()
    pragma("busy_timeout=50")
    path = shared_database.removeprefix("sqlite://")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    visitor.send()
    other.execute("ROLLBACK")
    other.close()
    assert_kept(visitor, settings)
    assert visitor.send().page.status_code == 303


@pytest.mark.skipif(connection.vendor != "sqlite", reason="limits an SQLite file's pages")
def test_a_full_disk(shared_database, settings):
    visitor, acknowledged = Visitor().fill_in(), 0
    pages = pragma("page_count")
    pragma(f"max_page_count={pages}")
    while visitor.send().page.status_code == 303:
        acknowledged += 1
        visitor = Visitor().fill_in()
    assert_kept(visitor, settings, acknowledged)
    pragma("max_page_count=1000000")
    assert visitor.send().page.status_code == 303


@pytest.mark.skipif(connection.vendor != "sqlite", reason="makes an SQLite connection read-only")
def test_a_database_that_cannot_be_written(shared_database, settings):
    visitor = Visitor().fill_in()
    pragma("query_only=ON")
    assert_kept(visitor.send(), settings)
    pragma("query_only=OFF")
    assert visitor.send().page.status_code == 303


@pytest.mark.django_db
def test_a_receipt_that_cannot_be_looked_up(monkeypatch, settings):
    visitor = sent()
    path = visitor.receipt_path()

    def fail(**_kwargs):
        raise DatabaseError

    monkeypatch.setattr(Inquiry.objects, "filter", fail)
    visitor.open(path)
    assert visitor.page.status_code == 503
    assert settings.CLINIC["phone"] in visitor.text
