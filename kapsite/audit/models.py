"""Who did what to which thing: rows that are added and never changed or removed.

No foreign keys: a row outlives the account and the inquiry that it speaks of.
"""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove a row of the audit."""

    def __init__(self) -> None:
        super().__init__("The audit is append-only: its rows are never changed or deleted.")


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Reads and adds; each way to change or remove many rows at once raises AppendOnlyError."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


class AuditEvent(models.Model):
    """One thing done: by whom, to what, with ids and field names but never values."""

    at = models.DateTimeField(_("at"), default=now, db_index=True)
    actor = models.CharField(
        _("who"), max_length=150, help_text=_("A username, “visitor” or “worker”.")
    )
    action = models.CharField(_("did what"), max_length=60)
    target = models.CharField(_("to what"), max_length=120, db_index=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    objects: ClassVar[models.Manager["AuditEvent"]] = models.Manager.from_queryset(AuditQuerySet)()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-at", "-id"]
        # Nobody is offered what the model refuses.
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raises AppendOnlyError where it exists already."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


def record(*, actor: str, action: str, target: str, detail: dict[str, Any] | None = None) -> None:
    """Add an event; call it inside the transaction of the change that it tells of.

    ``detail`` holds ids and field names. A value that somebody typed never belongs in it.
    """
    AuditEvent.objects.create(actor=actor, action=action, target=target, detail=detail or {})
