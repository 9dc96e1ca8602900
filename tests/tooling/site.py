"""A running ``manage.py serve`` for tests, and what it says."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    """A port that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def environment(**settings):
    """This process's environment, with ``settings`` as its only settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KAP_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"PYTHONWARNINGS": "ignore"} | {key: str(one) for key, one in settings.items()}


class Site:
    """The command in a process of its own; its children share its output."""

    def __init__(self, **settings):
        self.port = settings["PORT"]
        self.lines = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def output(self):
        return "".join(self.lines)

    def says(self, words, seconds=90):
        """Whether it says ``words`` in time."""
        end = time.monotonic() + seconds
        while words not in self.output and self.reader.is_alive() and time.monotonic() < end:
            time.sleep(0.05)
        return words in self.output

    def get(self, path):
        """Status and body of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def children(self):
        """Process id and command of each of its children, as Linux tells them."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [(int(pid), Path(f"/proc/{pid}/cmdline").read_text()) for pid in pids.split()]

    def all_gone(self, seconds=25):
        """Whether no process is left that could still write a line."""
        self.reader.join(seconds)
        return not self.reader.is_alive()

    def stop(self, number=signal.SIGINT):
        """Stop it as a person would; gives its exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)
