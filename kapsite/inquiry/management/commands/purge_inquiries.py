"""Delete the inquiries whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from kapsite.inquiry import retention


class Command(BaseCommand):
    """Says one line an inquiry; says nothing where there is nothing to do."""

    help = "Delete inquiries that were handed off longer ago than they are kept, or withdrawn."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge once."""
        for reference in retention.purge(by="command"):
            self.stdout.write(f"{reference}: deleted")
