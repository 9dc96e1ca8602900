"""What is kept of an inquiry: the answers sealed, and around them what the hand-off needs."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class UndeliveredError(models.ProtectedError):
    """Somebody tried to delete what the clinic does not have yet."""

    def __init__(self, kept: set[models.Model]) -> None:
        super().__init__("The clinic does not have this inquiry yet, so it stays.", kept)


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    """Inquiries, with the questions that the rest of the house asks of them."""

    def deletable(self) -> "InquiryQuerySet":
        """Those that the clinic has, and those that were withdrawn."""
        return self.exclude(delivered_at=None, withdrawn_at=None)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete all or none; raises UndeliveredError where one is undelivered."""
        kept = set(self.filter(delivered_at=None, withdrawn_at=None))
        if kept:
            raise UndeliveredError(set(kept))
        return super().delete()


class Inquiry(models.Model):
    """One message or screening request."""

    class Kind(models.TextChoices):
        """Which form it came from."""

        MESSAGE = "message", _("Message")
        SCREENING = "screening", _("Screening request")

    class Status(models.TextChoices):
        """How far the clinic is with it."""

        NEW = "new", _("New")
        IN_CONTACT = "in_contact", _("In contact")
        SCHEDULED = "scheduled", _("Scheduled")
        CLOSED = "closed", _("Closed")
        NOT_SUITABLE = "not_suitable", _("Not suitable")
        SPAM = "spam", _("Spam")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=13, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    received_at = models.DateTimeField(_("received"), default=now, db_index=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.NEW
    )
    sealed = models.BinaryField(_("sealed answers"))
    key_id = models.CharField(_("key"), max_length=12)
    consent_version = models.CharField(_("consent version"), max_length=20)
    consented_at = models.DateTimeField(_("consented"))
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("handed off"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    delete_after = models.DateTimeField(_("deleted after"), null=True, blank=True, db_index=True)

    objects: ClassVar[models.Manager["Inquiry"]] = models.Manager.from_queryset(InquiryQuerySet)()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                name="inquiry_kind_known", condition=Q(kind__in=["message", "screening"])
            ),
            models.CheckConstraint(
                name="inquiry_sealed_until_withdrawn",
                condition=(Q(withdrawn_at=None) & ~Q(sealed=b""))
                | (Q(withdrawn_at__isnull=False) & Q(sealed=b"")),
            ),
            models.CheckConstraint(
                name="inquiry_dated_for_deletion_once_settled",
                condition=Q(delete_after=None, delivered_at=None, withdrawn_at=None)
                | (
                    Q(delete_after__isnull=False)
                    & (Q(delivered_at__isnull=False) | Q(withdrawn_at__isnull=False))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def target(self) -> str:
        """Its name in the audit."""
        return f"inquiry:{self.reference}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it; raises UndeliveredError while the clinic does not have it."""
        if self.delivered_at is None and self.withdrawn_at is None:
            raise UndeliveredError({self})
        return super().delete(*args, **kwargs)


class Delivery(models.Model):
    """The hand-off of one inquiry to one target: a row of the outbox."""

    class State(models.TextChoices):
        """Where the hand-off stands."""

        WAITING = "waiting", _("On its way")
        DELIVERED = "delivered", _("Handed off")
        PARKED = "parked", _("Stopped, needs somebody")
        CANCELED = "canceled", _("Called off")

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="deliveries")
    target = models.CharField(_("to"), max_length=20)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    first_attempt_at = models.DateTimeField(_("first attempt"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=now)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    last_error = models.CharField(_("last trouble"), max_length=200, blank=True)
    delivered_at = models.DateTimeField(_("handed off"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                name="delivery_due", fields=["next_attempt_at"], condition=Q(state="waiting")
            )
        ]
        constraints = [
            models.UniqueConstraint(name="delivery_once_a_target", fields=["inquiry", "target"]),
            models.CheckConstraint(
                name="delivery_delivered_has_time",
                condition=Q(state="delivered", delivered_at__isnull=False)
                | (~Q(state="delivered") & Q(delivered_at=None)),
            ),
            models.CheckConstraint(
                name="delivery_lease_is_whole",
                condition=Q(leased_until=None, lease_token="")
                | (Q(state="waiting", leased_until__isnull=False) & ~Q(lease_token="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry.reference} {self.target}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it; raises UndeliveredError while it is on its way or parked."""
        if self.state in {self.State.WAITING, self.State.PARKED}:
            raise UndeliveredError({self})
        return super().delete(*args, **kwargs)
