"""The worker that hands inquiries to the clinic, and deletes those whose time is over."""

import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from kapsite.inquiry import outbox, retention

PAUSE = 2.0
PURGE_EVERY = 3600.0
# A hand-off under way may end; a mail server that does not answer may not hold up the end.
GRACE = 3


class Command(BaseCommand):
    """Says one line a delivery, by reference only; says nothing where there is nothing to do."""

    help = "Deliver inquiries to the clinic until stopped."
    # The worker hands off whatever the site's content looks like.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--once``: one pass."""
        parser.add_argument("--once", action="store_true", help="deliver what is due, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Deliver once, or until SIGTERM or SIGINT."""
        if once:
            try:
                self.deliver_due()
            except DatabaseError as error:
                raise CommandError(_no_database(error)) from None
            return
        self.stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        self.loop()

    def end(self, *_signal: object) -> None:
        """Stop after the delivery under way, or after a grace period without it."""
        self.stop.set()
        signal.signal(signal.SIGALRM, _leave)
        signal.alarm(GRACE)

    def loop(self) -> None:
        """Look for work every two seconds, through any trouble of the database."""
        trouble, purged = "", float("-inf")
        while not self.stop.is_set():
            try:
                close_old_connections()
                self.deliver_due()
                if time.monotonic() - purged >= PURGE_EVERY:
                    self.purge()
                    self.keep_house()
                    purged = time.monotonic()
                trouble = ""
            except DatabaseError as error:
                if trouble != (trouble := _no_database(error)):
                    self.stderr.write(trouble)
            self.stop.wait(PAUSE)

    def deliver_due(self) -> None:
        """Attempt everything that is due."""
        while not self._stopping() and (outcome := outbox.deliver_next()):
            self.stdout.write(str(outcome))
            self.stdout.flush()

    def purge(self) -> None:
        """Delete what is past its time."""
        for reference in retention.purge(by=outbox.WORKER):
            self.stdout.write(f"{reference}: deleted")

    def keep_house(self) -> None:
        """Run what other apps want run now and then; its trouble stops no delivery."""
        for name in settings.HOUSEKEEPING:
            try:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
            except CommandError as error:
                self.stderr.write(str(error))
            except Exception as error:
                self.stderr.write(f"{name} failed ({type(error).__name__}).")

    def _stopping(self) -> bool:
        return hasattr(self, "stop") and self.stop.is_set()


def _leave(*_signal: object) -> None:
    # The lease runs out, and the next worker delivers.
    raise SystemExit(0)


def _no_database(error: DatabaseError) -> str:
    return (
        f"The database cannot be used ({type(error).__name__}). Is it there, migrated and writable?"
    )
