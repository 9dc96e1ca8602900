"""What every test stands on: no outside network, and the site with its real content."""

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.pages.conftest import load


class OutsideNetworkError(AssertionError):
    """A test tried to leave this machine."""


def require_loopback(address):
    """Raise OutsideNetworkError unless ``address`` (as sockets take it) is on this machine."""
    host = address[0] if isinstance(address, tuple) else None
    if host in {None, "", "localhost"}:
        return
    try:
        if ipaddress.ip_address(host).is_loopback:
            return
    except ValueError:
        pass
    raise OutsideNetworkError(f"a test tried to reach {host!r}; tests stay on this machine")


@pytest.fixture(autouse=True, scope="session")
def no_outside_network():
    """Let sockets speak to this machine only; names of other machines are not looked up."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    look_up = socket.getaddrinfo

    def guarded(name):
        def method(self, *args):
            require_loopback(args[-1])
            return real[name](self, *args)

        return method

    def getaddrinfo(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        require_loopback((name,))
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


@pytest.fixture
def content(transactional_db):
    """The database as ``content/`` fills it."""
    load()


@pytest.fixture
def live_site(content, live_server):
    """The site on a port of its own, with its real content; ``.url`` is where."""
    yield live_server
    shutil.rmtree(Path(settings.PAGES_DIR), ignore_errors=True)


@pytest.fixture(scope="session")
def chromium_path():
    """The browser that ``make test`` found, or one found now; fails with the cure without one."""
    if path := os.environ.get("KAP_TEST_CHROMIUM"):
        return path
    finder = [sys.executable, str(settings.BASE_DIR / "tools" / "browser.py")]
    done = subprocess.run(finder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
