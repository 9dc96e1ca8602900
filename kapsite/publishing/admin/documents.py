"""How staff edit documents and terms."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kapsite.publishing import publication
from kapsite.publishing.documents import Document, Status
from kapsite.publishing.forms import DocumentForm, TermForm
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Glossary, Page, Term
from kapsite.publishing.standards.report import blocked
from kapsite.publishing.versions import loaded

MOST = 8  # warnings shown at once; check_content lists all

admin.site.site_header = admin.site.site_title = _("The clinic's site")
admin.site.index_title = _("Content and inquiries")


class PublishingAdmin(admin.ModelAdmin):
    """Finishes the public pages anew after every change."""

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Publish once everything is saved."""
        super().save_related(request, form, formsets, change)
        publication.changed(self.touched(form.instance))
        for finding in getattr(form, "findings", [])[:MOST]:
            messages.warning(request, finding)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Forget the links of what goes."""
        self.forget([obj])
        super().delete_model(request, obj)
        publication.publish()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Forget the links of everything that goes."""
        self.forget(queryset)
        super().delete_queryset(request, queryset)
        publication.publish()

    def forget(self, rows: Any) -> None:
        """Take what goes off the site."""
        for row in rows:
            if isinstance(row, Document):
                live = loaded(row.path, live=True)
                publication.retract(live.document if live else None)

    def touched(self, row: Any) -> list[Document]:
        """The documents whose links may have changed with ``row``."""
        return [row] if isinstance(row, Document) else []


class DocumentAdmin(PublishingAdmin):
    """A document: its text beside a live preview, what is shown around it, and its status."""

    form = DocumentForm
    list_display = ("title", "status", "order", "updated")
    list_filter = ("status",)
    search_fields = ("title", "summary", "body")
    prepopulated_fields = {"slug": ("title",)}
    actions = ("publish", "withdraw")
    texts: tuple[str, ...] = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the writers have; what readers see is a copy of it."""
        return super().get_queryset(request).filter(live=False)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What readers meet first stands first."""
        return [
            (None, {"fields": ("title", "slug", "status", "summary", *self.texts)}),
            (
                _("Around the text"),
                {
                    "fields": (
                        *("short_title", "key_points", "related", "order"),
                        *("updated", "review_by", "note", "aliases"),
                    )
                },
            ),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An address that is in use stays."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest an address for a new document alone."""
        return {} if obj else self.prepopulated_fields

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """A change of what readers see dates the document, unless the editor dated it."""
        if "updated" not in form.changed_data and {"title", "summary", *self.texts} & set(
            form.changed_data
        ):
            obj.updated = datetime.datetime.now(tz=datetime.UTC).date()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the chosen documents to readers; those with errors stay as they are."""
        wrong = blocked(queryset)
        for document, why in wrong.items():
            text = _("“%(title)s” is not published. Mend this first: %(why)s")
            messages.error(request, text % {"title": document.title, "why": " · ".join(why[:MOST])})
        if fine := [document for document in queryset if document not in wrong]:
            self.set_status(request, fine, Status.PUBLISHED)

    @admin.action(description=_("Take off the site (back to draft)"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Hide the chosen documents from readers."""
        self.set_status(request, queryset, Status.DRAFT)

    def set_status(self, request: HttpRequest, chosen: Iterable[Document], status: Status) -> None:
        """Change the status, and the public pages with it."""
        # Anew by their keys: a list that is narrowed to drafts no longer has them afterward.
        rows = self.get_queryset(request).filter(pk__in=[document.pk for document in chosen])
        number = rows.update(status=status)
        publication.changed(rows)
        self.message_user(request, _("%(number)s changed.") % {"number": number})


@admin.register(Page)
class PageAdmin(DocumentAdmin):
    """Pages about the site itself."""


@admin.register(Glossary)
class GlossaryAdmin(DocumentAdmin):
    """The glossary's own title and introduction."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one glossary."""
        return not Glossary.objects.exists() and super().has_add_permission(request)


@admin.register(Term)
class TermAdmin(PublishingAdmin):
    """The words that are explained in place."""

    form = TermForm
    list_display = ("name", "definition", "automatic")
    search_fields = ("name", "definition")
    prepopulated_fields = {"slug": ("name",)}

    def touched(self, row: Any) -> list[Document]:
        """Every document may use the word."""
        return list(documents())
