"""Pages, the glossary, references, facts, and the words that a clinic must not use."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.documents import Document
from kapsite.publishing.records import Agreement, Approval, Change, Link

__all__ = [
    "Agreement",
    "Approval",
    "Change",
    "Fact",
    "Glossary",
    "Link",
    "Page",
    "Reference",
    "Term",
    "Verification",
    "Word",
]

KEY = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Use small letters, numbers and hyphens."))


class Page(Document):
    """A page about the site itself: about, privacy, accessibility, help now."""

    folder = "pages"
    kind_label = _("Page")

    def get_absolute_url(self) -> str:
        """``/about/``."""
        return reverse("page", args=[self.slug])


class Glossary(Document):
    """The page that lists the terms; there is one."""

    folder = ""
    kind_label = _("Glossary")

    class Meta(Document.Meta):
        verbose_name_plural = _("glossary")

    def get_absolute_url(self) -> str:
        """``/glossary/``."""
        return reverse("glossary")


class Term(models.Model):
    """A word that readers may not know, explained in one plain sentence."""

    slug = models.SlugField(_("address"), unique=True, max_length=60, validators=[KEY])
    name = models.CharField(_("term"), max_length=80)
    definition = models.TextField(_("definition"), max_length=400)
    forms = models.JSONField(
        _("other forms"), default=list, blank=True, help_text=_("Plurals and the like, one a line.")
    )
    automatic = models.BooleanField(
        _("explain at first use"),
        default=True,
        help_text=_("Switch off for everyday words; they are then marked by hand."),
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The term's place in the glossary."""
        return f"{reverse('glossary')}#{self.slug}"


class Verification(models.TextChoices):
    """Where somebody saw that the reference is what it says."""

    SOURCE = "source", _("Checked on a stored copy of the publisher's or PubMed's page")
    COPY = "copy", _("Checked in a copy elsewhere, not at the publisher")
    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")


class Reference(models.Model):
    """A cited work, in the terms of CSL-JSON, with how it was verified."""

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEY])
    position = models.PositiveIntegerField(default=9999, editable=False)
    csl = models.JSONField(_("bibliographic data (CSL-JSON)"), default=dict)
    verification = models.CharField(
        _("verification"),
        max_length=12,
        choices=Verification.choices,
        default=Verification.UNCONFIRMED,
    )
    verified_note = models.TextField(_("how it was verified"), blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.CharField(_("verified by"), max_length=120, blank=True)
    evidence = models.TextField(
        _("evidence note"),
        blank=True,
        help_text=_("In plain words: what kind of study, how many people, how long, its limits."),
    )

    class Meta:
        ordering = ("position", "key")

    def __str__(self) -> str:
        return f"{self.key}: {self.csl.get('title', '')}"


class Fact(models.Model):
    """Something that several pages say, said once."""

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEY])
    position = models.PositiveIntegerField(default=9999, editable=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), help_text=_("A phrase that fits into a sentence."))
    source = models.TextField(_("source"), blank=True)
    cite = models.CharField(_("reference"), max_length=60, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    review_by = models.DateField(_("look at it again by"), null=True, blank=True)
    confirm = models.BooleanField(_("the clinic must confirm it"), default=False)
    items = models.JSONField(
        _("list"), default=list, blank=True, help_text=_("Shown as a list; one a line.")
    )
    figure = models.JSONField(
        _("numbers"), default=list, blank=True, help_text=_("One a line: 55 of 100 | on ketamine")
    )
    limit = models.TextField(_("limit"), blank=True, help_text=_("What the numbers do not tell."))
    route = models.JSONField(
        _("ways of giving it"),
        default=list,
        blank=True,
        help_text=_("Words whose status this is, one a line; the text is shown beside them."),
    )
    subject = models.JSONField(
        _("what it is about"),
        default=list,
        blank=True,
        help_text=_("Words; a sentence with one of them may not say another quantity."),
    )
    quantity = models.CharField(
        _("quantity"), max_length=60, blank=True, help_text=_("For example: 2-3 hours.")
    )

    class Meta:
        ordering = ("position", "key")

    def __str__(self) -> str:
        return self.title or self.key


class Word(models.Model):
    """Words and claims that a clinic must not use, and what to say instead."""

    class Level(models.TextChoices):
        """Whether a find stops publication."""

        ERROR = "error", _("Stops publication")
        WARNING = "warning", _("Warns")

    position = models.PositiveIntegerField(default=9999, editable=False)
    words = models.JSONField(
        _("words"), default=list, help_text=_("One a line; an asterisk at the end for all endings.")
    )
    near = models.JSONField(
        _("only together with"),
        default=list,
        blank=True,
        help_text=_("Any of these in the same sentence; one a line."),
    )
    allow = models.JSONField(
        _("fine in"), default=list, blank=True, help_text=_("Phrases; one a line.")
    )
    why = models.CharField(_("why"), max_length=300)
    instead = models.CharField(_("say instead"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.ERROR)

    class Meta:
        verbose_name = _("word to avoid")
        verbose_name_plural = _("words to avoid")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return ", ".join(self.words[:3])
