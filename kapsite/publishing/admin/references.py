"""How staff edit references: the works that pages cite."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.admin.documents import PublishingAdmin
from kapsite.publishing.models import Reference
from kapsite.publishing.reference_form import ReferenceForm, shown
from kapsite.publishing.standards.report import citing


@admin.register(Reference)
class ReferenceAdmin(PublishingAdmin):
    """The works that documents cite, and how each was verified."""

    form = ReferenceForm
    list_display = ("key", "authors", "title", "verification", "verified_on")
    list_filter = ("verification",)
    search_fields = ("key", "csl")
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A key stays: pages cite by it."""
        return ("key",) if obj else ()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Refuse to delete what pages cite, and name them."""
        reference = self.get_object(request, object_id)
        if reference is not None and (pages := citing(reference.key)):
            text = _("These pages cite it: %(pages)s. Take it out first; nothing was deleted.")
            messages.error(request, text % {"pages": ", ".join(f"“{page}”" for page in pages)})
            return HttpResponseRedirect("../change/")
        return super().delete_view(request, object_id, extra_context)

    @admin.display(description=_("authors"))
    def authors(self, reference: Reference) -> str:
        """Authors and year."""
        return shown(reference.csl)

    @admin.display(description=_("title"))
    def title(self, reference: Reference) -> str:
        """The work's title."""
        return str(reference.csl.get("title", ""))
