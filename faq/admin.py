"""How staff edit questions and their sets."""

from typing import Any

from django.contrib import admin

from faq.models import Question, QuestionSet
from kapsite.publishing.admin import DocumentAdmin, PublishingAdmin
from kapsite.publishing.documents import Document, Status
from kapsite.publishing.forms import ReadableForm


class QuestionForm(ReadableForm):
    """A question; its links are read from the file of its set."""

    def path(self) -> str:
        """The set's file."""
        return self.instance.set.path if self.instance.set_id else "faq/new.md"

    def goes_live(self, cleaned: dict[str, Any]) -> bool:
        """A question is seen where its set is."""
        return bool(cleaned.get("set") and cleaned["set"].status == Status.PUBLISHED)


@admin.register(QuestionSet)
class QuestionSetAdmin(DocumentAdmin):
    """What stands before and after the questions of a set."""

    texts = ("body", "conclusion")


@admin.register(Question)
class QuestionAdmin(PublishingAdmin):
    """One question with its short answer and its whole answer."""

    form = QuestionForm
    list_display = ("title", "set", "position")
    list_filter = ("set",)
    search_fields = ("title", "short_answer", "body")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "set", "position", "concern", "short_answer", "body")

    def get_queryset(self, request: Any) -> Any:
        """What the writers have; what readers see is a copy of it."""
        return super().get_queryset(request).filter(live=False)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A question belongs to a set as its writers have it."""
        kwargs["queryset"] = QuestionSet.objects.all()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """An address that is in use stays."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> Any:
        """Suggest an address for a new question alone."""
        return {} if obj else self.prepopulated_fields

    def touched(self, row: Any) -> list[Document]:
        """The set that holds the question."""
        return [row.set] if isinstance(row, Question) else []
