"""What every document has, whatever its kind."""

import math
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.context import Context
from kapsite.publishing.frontmatter import FrontMatter, normalize
from kapsite.publishing.links import Target
from kapsite.publishing.markdown import Page

WORDS_PER_MINUTE = 200  # a careful reader's pace


class Status(models.TextChoices):
    """Whether readers can see a document."""

    PUBLISHED = "published", _("Published")
    DRAFT = "draft", _("Draft")


class WorkingManager(models.Manager[Any]):
    """What the writers have, drafts included; ``rows`` beside it has the live copies too."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Without what readers see, which is a copy."""
        return super().get_queryset().filter(live=False)


class DocumentManager(WorkingManager):
    """Documents; every reader's page goes through ``published()``."""

    def published(self) -> models.QuerySet[Any]:
        """What readers see, in reading order."""
        rows: models.QuerySet[Any] = self.model._default_manager.filter(live=True)
        return rows.order_by("order", "title")


class Readable(models.Model):
    """What has an address and a text of its own: a document, or a question within one."""

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        help_text=_("The last part of the page's address: small letters, numbers and hyphens."),
    )
    body = models.TextField(_("text"), blank=True)
    # Derived from the text when it is saved, so that a link to a section needs no rendering.
    headings = models.JSONField(default=list, editable=False)
    # Every document is kept twice: as its writers have it, and live, as readers see it.
    live = models.BooleanField(default=False, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)

    folder: ClassVar[str]
    kind_label: ClassVar[Any]
    # Levels by which its headings stand higher on its own page than in its file.
    raised: ClassVar[int] = 0

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "live"], name="%(app_label)s_%(class)s_one_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The name by which links and the audit know it: ``articles/how-safe-is-kap``."""
        return f"{self.folder}/{self.slug}".strip("/")

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The Markdown fields in the order in which a page shows them: (field, text)."""
        return [("body", self.body)]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with what is derived from the text."""
        self.outline()
        super().save(*args, **kwargs)

    def outline(self) -> None:
        """Read the headings and the length off the text."""
        page = Page(Context())
        for name, text in self.parts:
            # Browsers send what is typed with line ends of their own.
            setattr(self, name, normalize(text).strip("\n"))
            page.render(getattr(self, name))
        self.headings = [[one.id, one.title, one.level] for one in page.sections if one.level]
        self.words = sum(len(section.text.split()) for section in page.sections)

    def anchors(self) -> dict[str, tuple[str, str]]:
        """Each section's id, with (URL, key) of the page that it stands on."""
        page = self.url.partition("#")[0]
        return {id_: (f"{page}#{id_}", self.key) for id_, _title, _level in self.headings}

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, math.ceil(self.words / WORDS_PER_MINUTE))

    @property
    def url(self) -> str:
        """The address on this site."""
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        """The address on this site."""
        raise NotImplementedError


class Document(Readable):
    """A document that has a file of its own under ``content/``."""

    short_title = models.CharField(
        _("short title"), max_length=60, blank=True, help_text=_("For menus; the title otherwise.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("The short answer, in one or two sentences. Shown above the text."),
    )
    key_points = models.JSONField(
        _("key points"), default=list, blank=True, help_text=_("Three to six short sentences.")
    )
    order = models.PositiveSmallIntegerField(_("place in the reading order"), default=100)
    updated = models.DateField(_("last updated"), null=True, blank=True)
    related = models.JSONField(_("related pages"), default=list, blank=True)
    aliases = models.JSONField(_("former addresses"), default=list, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    review_by = models.DateField(_("next review"), null=True, blank=True)
    note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("One plain sentence for readers, on what is new in this version."),
    )
    version = models.CharField(max_length=64, blank=True, editable=False)

    # Who approved what readers see; set by whoever shows it.
    review: Any = None

    # The first is Django's default: it hides nothing, so that a live set finds its questions.
    rows = models.Manager()
    objects = DocumentManager()

    class Meta(Readable.Meta):
        abstract = True
        ordering = ("order", "title")

    @property
    def path(self) -> str:
        """The document's file, relative to ``content/``."""
        return f"{self.key}.md"

    @property
    def menu_title(self) -> str:
        """The title where there is little room."""
        return self.short_title or self.title

    @property
    def meta(self) -> FrontMatter:
        """The front matter of the document's file."""
        values = {name: getattr(self, name) for name in FrontMatter.model_fields}
        # Not validated: what is stored can be told, whatever it is.
        return FrontMatter.model_construct(**values | {"status": str(self.status)})

    def take(self, meta: FrontMatter) -> None:
        """Set the fields that the front matter has."""
        for name in FrontMatter.model_fields:
            setattr(self, name, getattr(meta, name))

    def outline(self) -> None:
        """Read what is derived off the text, and write every text with the same line ends."""
        self.summary = normalize(self.summary)
        super().outline()

    def readables(self) -> Sequence[Readable]:
        """The pages that this document makes: itself, and whatever it holds."""
        return [self]

    def target(self) -> Target:
        """What a link to this document's file, or to a section in it, leads to."""
        anchors: dict[str, tuple[str, str]] = {}
        for readable in self.readables():
            anchors = readable.anchors() | anchors
        return Target(self.key, self.url, self.title, anchors)
