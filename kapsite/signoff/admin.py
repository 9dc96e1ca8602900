"""Reviewers, what they were asked, what is due; and each document's state on its own page."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext

from kapsite.audit.models import record
from kapsite.publishing.documents import Document, Readable
from kapsite.publishing.versions import loaded
from kapsite.signoff import actions, mails
from kapsite.signoff.due import reviews_due
from kapsite.signoff.forms import AskForm
from kapsite.signoff.models import DueReview, Reviewer, ReviewRequest
from kapsite.signoff.states import state_of

if TYPE_CHECKING:
    RequestBase = admin.ModelAdmin[ReviewRequest]
    ReviewerBase = admin.ModelAdmin[Reviewer]
    DueBase = admin.ModelAdmin[DueReview]
else:
    RequestBase = ReviewerBase = DueBase = admin.ModelAdmin


class ReadOnly:
    """What is looked at and never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody removes what happened."""
        return False


@admin.register(Reviewer)
class ReviewerAdmin(ReviewerBase):
    """The clinicians who may approve."""

    list_display = ["name", "credentials", "email", "active"]

    def save_model(
        self,
        request: HttpRequest,
        obj: Reviewer,
        form: "ModelForm[Reviewer]",
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Who may approve is a matter of the audit."""
        super().save_model(request, obj, form, change)
        action = "change-reviewer" if change else "add-reviewer"
        by, fields = request.user.get_username(), {"fields": form.changed_data}
        record(actor=by, action=action, target=f"reviewer:{obj.pk}", detail=fields)


@admin.register(ReviewRequest)
class ReviewRequestAdmin(ReadOnly, RequestBase):
    """What was asked of whom, and what was answered."""

    list_display = ["title", "reviewer", "asked_at", "outcome", "answered_at", "comment"]
    list_filter = ["outcome", "reviewer"]
    list_select_related = ["reviewer"]
    search_fields = ["title", "path"]
    fields = ["title", "path", "reviewer", "asked_by", "asked_at", "expires_at"]
    fields += ["outcome", "answered_at", "comment"]
    actions = None

    def get_urls(self) -> list[URLPattern]:
        """With the page on which an editor asks."""
        view = self.admin_site.admin_view(self.ask)
        return [path("ask/<path:path>/", view, name="signoff_ask"), *super().get_urls()]

    def ask(self, request: HttpRequest, path: str) -> HttpResponse:
        """Choose a clinician, to whom the link is mailed."""
        document = self.editable(request, path)
        form = AskForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            self.mail(request, document, form.cleaned_data["reviewer"])
            meta = document._meta
            return redirect(f"admin:{meta.app_label}_{meta.model_name}_change", document.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Ask a clinician to review"),
            "document": document,
            "state": state_of(document),
            "form": form,
            "opts": document._meta,
        }
        return TemplateResponse(request, "admin/signoff/ask.html", context)

    def editable(self, request: HttpRequest, path: str) -> Document:
        """The document of that path; raises Http404, or PermissionDenied for who may not edit."""
        found = loaded(path)
        if found is None or found.document is None or found.document.pk is None:
            raise Http404
        of = self.admin_site.get_model_admin(type(found.document))
        if not of.has_change_permission(request, found.document):
            raise PermissionDenied
        return found.document

    def mail(self, request: HttpRequest, document: Document, reviewer: Reviewer) -> None:
        """Ask, and say how that went."""
        try:
            actions.ask(document=document, reviewer=reviewer, by=request.user.get_username())
        except actions.NotReady as error:
            text = gettext("Nobody was asked. Please mend this first: %s")
            messages.error(request, text % error)
        except mails.NotSent as error:
            text = gettext("Nobody was asked: %s. Please try again, or tell who runs the site.")
            messages.error(request, text % error)
        else:
            text = gettext("%(name)s was asked to review “%(title)s”.")
            messages.success(request, text % {"name": reviewer.name, "title": document.title})


@admin.register(DueReview)
class DueReviewAdmin(ReadOnly, DueBase):
    """What a clinician must look at."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, the most urgent first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Reviews due"),
            "due": reviews_due(timezone.localdate()),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/signoff/due.html", context)


# Whichever app registered it: a page with a text shows where its review stands.
for model, registered in admin.site._registry.items():
    if issubclass(model, Readable):
        type(registered).change_form_template = "admin/signoff/document_change_form.html"
