"""Sets of questions: a set is one document, each of its questions is a page."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.documents import Document, Readable, WorkingManager


class QuestionSet(Document):
    """Questions that belong together; its own text is the introduction to them."""

    folder = "faq"
    kind_label = _("Questions")
    conclusion = models.TextField(_("conclusion"), blank=True)

    # The questions of a set that was read from a file and is not saved yet.
    held_questions: "Sequence[Question] | None" = None

    def get_absolute_url(self) -> str:
        """The set's place on the page of all questions."""
        return f"{reverse('faq:list')}#{self.slug}"

    @property
    def conclusion_id(self) -> str:
        """The conclusion's id on the page of all questions, where each set has its own."""
        return f"{self.slug}-conclusion"

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The introduction and the conclusion."""
        return [("body", self.body), ("conclusion", self.conclusion)]

    def anchors(self) -> dict[str, tuple[str, str]]:
        """Its own sections, and the conclusion by its name in the file."""
        conclusion = (f"{reverse('faq:list')}#{self.conclusion_id}", self.key)
        return super().anchors() | ({"conclusion": conclusion} if self.conclusion else {})

    def readables(self) -> Sequence[Readable]:
        """The set itself and its questions."""
        return [self, *self.loaded_questions()]

    def loaded_questions(self) -> "Sequence[Question]":
        """Its questions, in order."""
        if self.held_questions is not None:
            return self.held_questions
        return list(self.questions.all()) if self.pk else []


class QuestionManager(WorkingManager):
    """Questions; every reader's page goes through ``published()``."""

    def published(self) -> models.QuerySet[Any]:
        """What readers see, in reading order, with their set."""
        rows: models.QuerySet[Any] = self.model._default_manager.filter(live=True)
        return rows.select_related("set").order_by("set__order", "set__title", "position")


class Question(Readable):
    """A concern that people have, the short answer to it, and the long one."""

    folder = "faq"
    kind_label = _("Question")
    raised = 1

    set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    concern = models.TextField(_("concern"), blank=True)
    short_answer = models.TextField(_("short answer"), blank=True)

    rows = models.Manager()
    objects = QuestionManager()

    class Meta(Readable.Meta):
        ordering = ("set", "position")

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The concern, the short answer and the answer."""
        return [
            ("concern", self.concern),
            ("short_answer", self.short_answer),
            ("body", self.body),
        ]

    def anchors(self) -> dict[str, tuple[str, str]]:
        """Its own slug, as in the set's file, and the sections of its answer."""
        return {self.slug: (self.url, self.key)} | super().anchors()

    def get_absolute_url(self) -> str:
        """``/faq/is-ketamine-safe/``."""
        return reverse("faq:detail", args=[self.slug])
