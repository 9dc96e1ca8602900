"""One command serves the site, says what is wrong in a sentence, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tooling.site import ROOT, Site, environment, free_port

SECRET = "for-tests-only-" * 4
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for children")


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A folder that the sites of this module keep their data in, one after another."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def start(var):
    """Start the site on that folder; whatever a test leaves is ended."""
    sites = []

    def start(**settings):
        sites.append(Site(KAP_VAR_DIR=var, PORT=free_port(), **settings))
        assert sites[-1].says("Ready: "), sites[-1].output
        return sites[-1]

    yield start
    for site in sites:
        site.process.kill()
        site.process.wait()
        site.process.stdout.close() if site.all_gone() else pytest.fail(site.output)


@pytest.fixture
def broken_content(tmp_path):
    """The site's content, with one article whose front matter nobody can read."""
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    (folder / "articles" / "what-is-kap.md").write_text("---\ntitel: Typo\n---\n\nText.\n")
    return folder


def refusal(**settings):
    """What the command says where it cannot serve."""
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    return done.stderr.strip()


def test_broken_content_in_an_empty_database_does_not_stop_the_site(start, broken_content):
    site = start(KAP_CONTENT_DIR=broken_content)
    assert "what-is-kap.md" in site.output
    assert "needs your attention" in site.output
    assert site.get("/healthz") == (200, "ok\n")


def test_the_site_answers_and_ctrl_c_stops_everything(start):
    site = start()
    assert site.get("/healthz")[0] == 200
    assert site.get("/articles/what-is-kap/")[0] == 200
    assert "This link makes the first account" in site.output
    assert site.stop(signal.SIGINT) == 0
    assert site.all_gone()


def test_the_next_start_keeps_the_data_though_the_content_broke(start, broken_content):
    site = start(KAP_CONTENT_DIR=broken_content)
    assert "Collecting static files" not in site.output
    assert site.get("/articles/what-is-kap/")[0] == 200
    assert site.stop(signal.SIGTERM) == 0
    assert site.all_gone()


@linux
def test_a_delivery_worker_that_dies_starts_again_and_a_web_server_ends_all(start):
    site = start()
    by_name = {"web" if "gunicorn" in name else "worker": pid for pid, name in site.children()}
    os.kill(by_name["worker"], signal.SIGKILL)
    assert site.says("The delivery worker ended (-9); it starts again")
    assert site.get("/healthz")[0] == 200
    os.kill(by_name["web"], signal.SIGKILL)
    assert site.says("The web server ended (-9)")
    assert site.process.wait(30) == 1
    assert site.all_gone()


@linux
def test_nothing_outlives_a_command_that_is_killed_outright(start):
    site = start()
    site.stop(signal.SIGKILL)
    assert site.all_gone()


def test_a_malformed_request_leaves_no_trace_of_its_words(start):
    site = start()
    for line in (b"G=T /search/?q=my-secret HTTP/1.1", b"GET /?q=my-secret HTTP/1.1\r\nmy-secret"):
        with socket.create_connection(("127.0.0.1", site.port)) as client:
            client.sendall(line + b"\r\n\r\n")
            assert b"400 Bad Request" in client.recv(65536)
    assert site.says("Invalid request", seconds=10)
    assert "my-secret" not in site.output
    assert "ip=" not in site.output


def test_a_port_that_is_taken_is_said_with_the_cure(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        words = refusal(KAP_VAR_DIR=tmp_path, PORT=port)
    assert words.endswith(f"Port {port} is taken; choose another with PORT={port + 1} make run")
    assert "\n" not in words


@pytest.mark.parametrize("settings", [{}, {"KAP_SECRET_KEY": SECRET}])
def test_a_folder_that_cannot_be_written_is_said_with_the_cure(tmp_path, settings):
    blocker = tmp_path / "file"
    blocker.touch()
    words = refusal(KAP_VAR_DIR=blocker / "var", PORT=free_port(), **settings)
    assert str(blocker / "var") in words
    assert "writable" in words
    assert "\n" not in words


def test_a_port_that_is_no_port_is_said_with_the_cure(tmp_path):
    assert "PORT is 'eighty'" in refusal(KAP_VAR_DIR=tmp_path, PORT="eighty")
