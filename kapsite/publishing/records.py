"""What is noted about documents: approvals, changes, links, what sync last agreed on."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """A clinician approved a version of a document; the facts that it showed are kept with it."""

    key = models.CharField(_("document"), max_length=160, db_index=True)
    version = models.CharField(max_length=64, db_index=True)
    text = models.TextField(_("text"))
    facts = models.JSONField(default=dict)
    name = models.CharField(_("name"), max_length=120)
    credentials = models.CharField(_("credentials"), max_length=120)
    at = models.DateTimeField(_("approved"), default=timezone.now)
    next_review = models.DateField(_("next review"))

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.key}: {self.name}, {self.at:%Y-%m-%d}"


class Change(models.Model):
    """What changed in a document and when, for its readers."""

    key = models.CharField(max_length=160, db_index=True)
    on = models.DateField()
    note = models.CharField(max_length=300)

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.key}, {self.on}: {self.note}"


class Link(models.Model):
    """One document leads to another; both are keys such as ``faq/is-ketamine-safe``."""

    source = models.CharField(max_length=160, db_index=True)
    target = models.CharField(max_length=160, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="one_link_a_pair")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Agreement(models.Model):
    """What a content file and its rows last agreed on; ``text`` is the file, to the byte."""

    path = models.CharField(max_length=200, unique=True)
    file_hash = models.CharField(max_length=64)
    row_hash = models.CharField(max_length=64)
    text = models.BinaryField()
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.path
