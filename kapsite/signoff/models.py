"""Who may approve content, each request to do so, and what was reminded of."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.models import Approval


class Reviewer(models.Model):
    """A clinician whom the clinic names; the credentials are shown to readers as entered here."""

    name = models.CharField(_("name"), max_length=120)
    credentials = models.CharField(
        _("credentials"), max_length=120, help_text=_("As readers see them, after the name.")
    )
    email = models.EmailField(_("e-mail"))
    active = models.BooleanField(
        _("may review"),
        default=True,
        help_text=_("Switch off when the person leaves; their links then stop working."),
    )

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}"


class ReviewRequest(models.Model):
    """A link that was mailed to a reviewer for one version of one document.

    Of the link's secret only its hash is kept.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Waiting for an answer")
        APPROVED = "approved", _("Approved")
        CHANGES = "changes", _("Changes asked for")
        CALLED_OFF = "called_off", _("Called off")

    path = models.CharField(_("document"), max_length=200, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    version = models.CharField(max_length=64)
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="requests")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_by = models.CharField(_("asked by"), max_length=150)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("link ends"))
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.OPEN
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("review request")
        verbose_name_plural = _("review requests")
        ordering = ("-asked_at", "-pk")
        # They come from asking and answering, not from a form.
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="review_answered_has_time",
                condition=models.Q(outcome="open", answered_at=None)
                | (~models.Q(outcome="open") & models.Q(answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_outcome_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the title is one line, as a mail's subject must be."""
        self.title = " ".join(self.title.split())[:200]
        super().save(*args, **kwargs)


class DueReview(Approval):
    """The approvals under the name by which the admin lists what must be looked at again."""

    class Meta:
        proxy = True
        verbose_name = _("review due")
        verbose_name_plural = _("reviews due")
        default_permissions = ("view",)


class Reminder(models.Model):
    """A mail that went out: each page is reminded of once a stage and date."""

    key = models.CharField(max_length=160)
    due_on = models.DateField()
    stage = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "due_on", "stage"], name="one_reminder_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.due_on}, {self.stage}"
