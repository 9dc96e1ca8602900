"""``manage.py remind_reviews``: mail which pages are due for review; safe to run at any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kapsite.signoff.mails import NotSent
from kapsite.signoff.reminders import remind


class Command(BaseCommand):
    """Says one line where it mailed something, and nothing otherwise."""

    help = "Mail 30 and 7 days before a page's next review, and once when it is overdue."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind; raises CommandError where the mail cannot leave."""
        try:
            number = remind(timezone.localdate())
        except NotSent as error:
            raise CommandError(f"The reminder of reviews could not be mailed: {error}.") from None
        if number:
            self.stdout.write(f"Reminded of {number} reviews.")
