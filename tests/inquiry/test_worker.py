"""The worker as a process: one line a delivery, quiet when idle, safe when killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from kapsite.inquiry import outbox
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.factories import make_inquiry

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def wait_for(check, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.05)
    pytest.fail("It did not happen in time.")


@contextmanager
def worker(url, settings, tmp_path, *args, **more):
    """A worker process on the tests' database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kapsite.settings",
        "KAP_VAR_DIR": str(tmp_path),
        "KAP_DATABASE_URL": url,
        "KAP_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONUNBUFFERED": "1",
        **more,
    }
    process = subprocess.Popen(
        [sys.executable, str(MANAGE), "deliver_inquiries", *args],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.django_db
def test_once_delivers_what_is_due_and_says_one_line_each():
    references = {make_inquiry().reference for _ in range(2)}
    out = StringIO()
    call_command("deliver_inquiries", "--once", stdout=out)
    assert set(out.getvalue().splitlines()) == {f"{ref} mail: handed off" for ref in references}


@pytest.mark.django_db
def test_once_is_quiet_when_there_is_nothing(capsys):
    call_command("deliver_inquiries", "--once")
    assert capsys.readouterr() == ("", "")


def test_once_says_what_is_wrong_with_the_database(monkeypatch):
    def fail():
        raise OperationalError("no such table: marzipan")

    monkeypatch.setattr(outbox, "deliver_next", fail)
    with pytest.raises(CommandError, match="migrated and writable"):
        call_command("deliver_inquiries", "--once")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_when_told(shared_database, settings, tmp_path, number):
    reference = make_inquiry().reference
    with worker(shared_database, settings, tmp_path) as process:
        wait_for(Inquiry.objects.exclude(delivered_at=None).exists)
        time.sleep(0.3)
        process.send_signal(number)
        told = time.monotonic()
        output, _none = process.communicate(timeout=10)
        assert time.monotonic() - told < 1.5
    assert process.returncode == 0
    assert output == f"{reference} mail: handed off\n"
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_killed_in_the_middle_it_leaves_a_lease_and_another_delivers(
    shared_database, settings, tmp_path
):
    inquiry = make_inquiry()
    silent = socket.create_server(("127.0.0.1", 0))
    smtp = {"KAP_SMTP_HOST": "127.0.0.1", "KAP_SMTP_PORT": str(silent.getsockname()[1])}
    with silent, worker(shared_database, settings, tmp_path, **smtp) as process:
        wait_for(lambda: Delivery.objects.exclude(leased_until=None).exists())
        process.kill()
        process.wait()
    assert outbox.deliver_next() is None
    delivery = inquiry.deliveries.get()
    Delivery.objects.update(leased_until=delivery.leased_until - settings.DELIVERY_LEASE)
    assert outbox.deliver_next().words == "handed off"
    assert inquiry.deliveries.get().attempts == 2


def test_a_silent_mail_server_does_not_hold_up_the_end(shared_database, settings, tmp_path):
    make_inquiry()
    silent = socket.create_server(("127.0.0.1", 0))
    smtp = {"KAP_SMTP_HOST": "127.0.0.1", "KAP_SMTP_PORT": str(silent.getsockname()[1])}
    with silent, worker(shared_database, settings, tmp_path, **smtp) as process:
        wait_for(lambda: Delivery.objects.exclude(leased_until=None).exists())
        process.terminate()
        output, _none = process.communicate(timeout=10)
    assert process.returncode == 0
    assert output == ""


@pytest.mark.django_db
def test_trouble_with_the_database_is_said_once_and_outlived(monkeypatch, capsys):
    from kapsite.inquiry.management.commands import deliver_inquiries as module

    looks = []

    def deliver():
        looks.append(1)
        if len(looks) < 3:
            raise OperationalError("database is locked")
        if len(looks) == 4:
            command.stop.set()

    monkeypatch.setattr(module, "PAUSE", 0)
    monkeypatch.setattr(outbox, "deliver_next", deliver)
    monkeypatch.setattr(module.retention, "purge", lambda **_by: [])
    command = module.Command()
    command.stop = module.threading.Event()
    command.loop()
    assert len(looks) == 4
    assert capsys.readouterr().err.count("The database cannot be used") == 1
