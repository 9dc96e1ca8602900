"""``manage.py sync_content``: files and database in step, with nothing lost."""

from difflib import unified_diff
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from kapsite.publishing import sync
from kapsite.publishing.export import export, settle
from kapsite.publishing.kinds import kind_of
from kapsite.publishing.sync import Change, Step

QUIET = {Step.SAME, Step.ADOPT, Step.OVER}


class Command(BaseCommand):
    """Compare, load or write the content files."""

    help = "Keep the files in content/ and the database in step; exit 1 where something is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of --check, --apply and --export; how to settle conflicts."""
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--check", action="store_true", help="say what would change (default)")
        mode.add_argument("--apply", action="store_true", help="load what changed in the files")
        mode.add_argument(
            "--export",
            nargs="?",
            const="",
            metavar="FOLDER",
            help="write what changed in the database to the files; with FOLDER, everything there",
        )
        parser.add_argument("--take-file", action="append", default=[], metavar="PATH")
        parser.add_argument("--keep-database", action="append", default=[], metavar="PATH")

    @transaction.atomic  # What was compared is what is written, whoever else saves meanwhile.
    def run(self, **options: Any) -> bool:
        """Do what is asked; False where there are errors or open conflicts."""
        folder = Path(settings.CONTENT_DIR)
        plan = sync.plan(folder, take=options["take_file"], keep=options["keep_database"])
        for problem in sorted(set(plan.problems)):
            self.stderr.write(str(problem))
        conflicts = plan.having(Step.CONFLICT)
        if options["export"] is not None:
            self.export(plan, folder, options["export"])
        elif not plan.ok:
            self.stderr.write("Nothing was loaded; the site keeps what it had.")
        else:
            if options["apply"]:
                sync.apply(plan)
            self.tell(plan, done=options["apply"])
        for change in conflicts:
            self.show_conflict(change)
        return plan.ok and not conflicts

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and exit 1 for errors and open conflicts."""
        if not self.run(**options):
            raise SystemExit(1)

    def tell(self, plan: sync.Plan, *, done: bool) -> None:
        """One line for each file that is not in step."""
        for change in plan.changes:
            if change.step is Step.TAKE:
                self.stdout.write(f"{change.path}: {'loaded' if done else 'to be loaded'}")
            elif change.step not in QUIET | {Step.CONFLICT}:
                self.stdout.write(f"{change.path}: {change.step.value}")

    def export(self, plan: sync.Plan, folder: Path, target: str) -> None:
        """Write documents as files, and note that both agree where it is our own folder."""
        everything = [change for change in plan.changes if change.row]
        changes = everything if target else plan.having(Step.KEEP, Step.NEW)
        for file in export(Path(target) if target else folder, changes):
            self.stdout.write(f"{file}: written")
        if not target:
            settle(folder, [*changes, *plan.having(Step.DELETED)])

    def show_conflict(self, change: Change) -> None:
        """Both versions, as a difference, and how to choose."""
        kind = kind_of(change.path)
        row = kind.text(change.row).splitlines() if kind and change.row else []
        file = change.data.decode("utf-8", "replace").splitlines()
        self.stderr.write(f"{change.path}: {Step.CONFLICT.value}; nothing was touched.")
        for line in unified_diff(row, file, "in the database", "in the file", lineterm=""):
            self.stderr.write(f"    {line}")
        self.stderr.write(
            f"  Choose: --apply --take-file {change.path}\n"
            f"      or: --export --keep-database {change.path}"
        )
