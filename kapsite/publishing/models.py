"""Pages, the glossary, references and facts; links between documents; what sync last agreed."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.documents import Document

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
    as_of = models.DateField(_("as of"), null=True, blank=True)
    confirm = models.BooleanField(_("the clinic must confirm it"), default=False)

    class Meta:
        ordering = ("position", "key")

    def __str__(self) -> str:
        return self.title or self.key


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
