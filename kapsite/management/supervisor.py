"""The site's processes: started together, watched, stopped together."""

import ctypes
import signal
import subprocess
import sys
import threading
import time

from django.conf import settings

from kapsite.management.progress import say

GRACE = 15.0  # seconds a process has to finish what it is doing
PAUSE = 5.0  # seconds before a process that died is started again
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask Linux to stop this process when its parent is killed outright (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process in a group of its own: Ctrl-C reaches us first, and we stop it in order."""

    def __init__(self, name: str, *command: str) -> None:
        self.name, self.command = name, command
        self.died_at: float | None = None
        self.start()

    def start(self) -> None:
        """Start the command, or start it again."""
        self.died_at = None
        # preexec_fn is safe here: nothing in this process has started a thread.
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, *self.command],
            cwd=settings.BASE_DIR,
            process_group=0,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )

    @property
    def exit_status(self) -> int | None:
        """What it ended with, or None while it runs."""
        return self.process.poll()

    def revive(self) -> None:
        """Start it again a while after it died."""
        if self.exit_status is None:
            return
        if self.died_at is None:
            self.died_at = time.monotonic()
            say(f"{self.name} ended ({self.exit_status}); it starts again in {PAUSE:.0f} seconds.")
        elif time.monotonic() - self.died_at >= PAUSE:
            self.start()

    def stop(self, deadline: float) -> None:
        """Let it finish until ``deadline`` (monotonic seconds), then end it."""
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def stop_all(children: list[Child]) -> None:
    """Ask every child to finish, and leave none behind."""
    for child in children:
        if child.exit_status is None:
            child.process.terminate()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.stop(deadline)


def stop_signal() -> threading.Event:
    """An event that Ctrl-C, SIGTERM or a closed terminal sets."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    return stopping
