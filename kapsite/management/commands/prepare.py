"""``manage.py prepare``: all that must be true before the site can serve; safe to repeat."""

import hashlib
import logging
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from kapsite.management.progress import say
from kapsite.publishing import pages, publication
from kapsite.publishing.kinds import documents

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Database, content, static files and finished pages, each brought up to date."""

    help = "Bring database, content, static files and finished pages up to date."
    # The checks of a database that does not exist yet would be no help.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """An image collects its static files once, when it is built."""
        parser.add_argument("--static-only", action="store_true", help="only the static files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order; raises CommandError with a cure where one cannot be done."""
        if options["static_only"]:
            return collect_static()
        see_writable(settings.VAR_DIR)
        migrate()
        collect_static()
        load_content()
        finish_pages()


def see_writable(folder: Path) -> None:
    """Raise CommandError where ``folder`` cannot hold what the site keeps."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise CommandError(
            f"{folder} cannot be written ({error.strerror}); make it writable for this user, "
            "or name another folder with KAP_VAR_DIR."
        ) from None


def migrate() -> None:
    """Bring the database to the newest form."""
    say("Preparing the database")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        database = connection.settings_dict
        raise CommandError(
            f"The database {database['NAME']} cannot be used ({str(error).splitlines()[0]}); "
            "make it writable for this user, or correct KAP_DATABASE_URL."
        ) from None


def collect_static() -> None:
    """Hash and compress the static files, unless they are those of the last time."""
    stamp = settings.STATIC_ROOT / ".collected"
    digest = static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("Collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def static_digest() -> str:
    """A digest of every static file's name and bytes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                digest.update(f"{name}\0".encode() + file.read())
    return digest.hexdigest()


def load_content() -> None:
    """Take over changed files; a broken one is named and never stops the site."""
    say(f"Loading {settings.CONTENT_DIR.name}/")
    try:
        call_command("sync_content", apply=True)
        return
    except SystemExit:
        pass  # it has said what is wrong
    except Exception:
        log.exception("the content could not be loaded")
    say("The content needs your attention (above); the site shows the last good copy.")


def finish_pages() -> None:
    """Render every public page; where one fails, the former pages stay."""
    say("Finishing the pages")
    # Whether readers may see what no clinician approved is a setting, and may be new.
    publication.settle(documents())
    try:
        pages.rebuild()
    except pages.NotPublic as error:
        say(f"The finished pages stay as they were: {error}.")
