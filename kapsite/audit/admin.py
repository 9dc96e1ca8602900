"""The audit in the admin: to read, to filter, and nothing else."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from kapsite.audit.models import AuditEvent

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[AuditEvent]
else:
    BaseAdmin = admin.ModelAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(BaseAdmin):
    """A list of events, newest first."""

    list_display = ["at", "actor", "action", "target"]
    list_filter = ["action", "at"]
    search_fields = ["actor", "target"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Events come from what people do, not from a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Append-only."""
        return False
