"""``manage.py check_content``: every rule on everything, one line a finding."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kapsite.publishing.kinds import kinds
from kapsite.publishing.problems import errors
from kapsite.publishing.standards.report import report


class Command(BaseCommand):
    """Hold all content against the rules."""

    help = "Check all content: document, line, rule, what to do. Exit 1 where there are errors."

    def add_arguments(self, parser: CommandParser) -> None:
        """A narrower look."""
        parser.add_argument("path", nargs="*", help="only these documents (articles/x.md)")
        parser.add_argument("--errors", action="store_true", help="leave warnings out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; exit 1 where one is an error."""
        paths = set(options["path"])
        if unknown := sorted(paths - stored()):
            raise CommandError(
                f"there is no {', '.join(unknown)} in the database; "
                "write the path as in content/, and load it with sync_content --apply."
            )
        found = [problem for problem in report() if not paths or problem.path in paths]
        wrong = errors(found)
        for problem in wrong if options["errors"] else found:
            self.stdout.write(str(problem))
        if found:
            self.stderr.write(f"{len(wrong)} errors, {len(found) - len(wrong)} warnings")
        if wrong:
            raise SystemExit(1)


def stored() -> set[str]:
    """The path of every content file that the database holds."""
    return {loaded.path for kind in kinds().values() for loaded in kind.stored()}
