"""``manage.py serve``: the whole site on one machine, until Ctrl-C."""

import errno
import http.client
import socket
import threading
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kapsite.management.progress import say
from kapsite.management.supervisor import Child, stop_all, stop_signal
from kapsite.staff import first_login_link

STARTUP = 60  # seconds gunicorn has to answer
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Command(BaseCommand):
    """Prepare, then run gunicorn and the delivery worker."""

    help = "Run the whole site here: gunicorn and the delivery worker (PORT chooses the port)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The address to listen on; the port is a setting, since links name it."""
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped; raises CommandError with a cure where it cannot."""
        host, port = options["host"], settings.PORT
        see_free(host, port)
        stopping = stop_signal()
        call_command("prepare")
        if stopping.is_set():
            return
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        web = Child("The web server", "-m", "gunicorn", "--bind", bind, "kapsite.wsgi")
        worker = Child("The delivery worker", "manage.py", "deliver_inquiries")
        try:
            wait_until_answering(host, port, web, stopping)
            announce(host)
            while not stopping.wait(0.5) and web.exit_status is None:
                worker.revive()
        finally:
            say("Stopping")
            stop_all([worker, web])
        if not stopping.is_set():
            raise CommandError(f"The web server ended ({web.exit_status}); see its lines above.")


def see_free(host: str, port: int) -> None:
    """Raise CommandError where nothing can listen on ``host`` and ``port``."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As gunicorn does; else a port just left would seem taken for a minute.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        cures = {
            errno.EADDRINUSE: f"Port {port} is taken; choose another with PORT={port + 1} make run",
            errno.EACCES: f"Port {port} needs more rights; choose one with PORT=8000 make run",
        }
        cure = f"{host} is not an address of this machine; choose one with make run HOST=127.0.0.1"
        raise CommandError(cures.get(error.errno or 0, cure)) from None


def wait_until_answering(host: str, port: int, web: Child, stopping: threading.Event) -> None:
    """Return when the site answers, or is being stopped, or its server has ended."""
    target = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host  # noqa: S104
    for _ in range(STARTUP * 10):
        if stopping.is_set() or web.exit_status is not None or answers(target, port):
            return
        stopping.wait(0.1)
    raise CommandError(f"The web server did not answer within {STARTUP} seconds.")


def answers(host: str, port: int) -> bool:
    """Whether something speaks HTTP there; which names it answers to is the settings' matter."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def announce(host: str) -> None:
    """Say where the site is and how to get in."""
    say(f"Ready: {settings.BASE_URL}/   (Ctrl-C stops it)")
    if host not in LOOPBACK:
        say(f"Other machines reach it by the names in KAP_ALLOWED_HOSTS, on {host}.")
    link = first_login_link()
    if link:
        say(f"No staff yet. This link makes the first account, once: {link}")
