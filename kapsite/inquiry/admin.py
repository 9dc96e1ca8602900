"""Inquiries in the admin: a list that tells nothing personal, and a page that opens one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kapsite.inquiry import actions, seal
from kapsite.inquiry.models import Delivery, Inquiry

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Inquiry]
    BaseInline = admin.TabularInline[Delivery, Inquiry]
else:
    BaseAdmin, BaseInline = admin.ModelAdmin, admin.TabularInline


class DeliveryInline(BaseInline):
    """How the hand-off went."""

    model = Delivery
    fields = ["target", "state", "attempts", "next_attempt_at", "last_error", "delivered_at"]
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deliveries are made with their inquiry."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The worker makes them."""
        return False


@admin.register(Inquiry)
class InquiryAdmin(BaseAdmin):
    """Opening an inquiry is audited; nothing but its status is changed here."""

    change_form_template = "admin/inquiry/inquiry/change_form.html"
    list_display = ["reference", "kind", "received_at", "status", "delivery", "opened_at"]
    list_filter = ["status", "kind", "received_at"]
    search_fields = ["reference"]
    readonly_fields = [
        "reference",
        "kind",
        "received_at",
        "consent_version",
        "consented_at",
        "opened_at",
        "delivered_at",
        "withdrawn_at",
        "delete_after",
    ]
    fields = ["status", *readonly_fields]
    inlines = [DeliveryInline]
    actions = ["retry_delivery"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        """With the deliveries that the list words, and without the sealed answers."""
        deliveries = Prefetch("deliveries", Delivery.objects.order_by("target"))
        return super().get_queryset(request).prefetch_related(deliveries).defer("sealed")

    @admin.display(description=_("hand-off"))
    def delivery(self, inquiry: Inquiry) -> str:
        """The state of all deliveries in plain words."""
        words = [f"{made.target}: {made.get_state_display()}" for made in inquiry.deliveries.all()]
        return "; ".join(words) or gettext("Read it here; no other way is switched on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Inquiries come from visitors."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Retention deletes, and visitors withdraw."""
        return False

    def render_change_form(  # noqa: PLR0917 - Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Inquiry | None = None,
    ) -> HttpResponse:
        """Open the inquiry for this one showing of the page."""
        if obj is not None and obj.withdrawn_at is None:
            try:
                by = request.user.get_username()
                context["answers"] = actions.open_inquiry(inquiry=obj, by=by)
                obj.refresh_from_db(fields=["opened_at", "delivered_at", "delete_after"])
            except seal.SealError as error:
                context["trouble"] = str(error)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(
        self,
        request: HttpRequest,
        obj: Inquiry,
        form: "forms.ModelForm[Inquiry]",
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Write the status, with its audit row, and nothing else."""
        if "status" in form.changed_data:
            by = request.user.get_username()
            actions.set_status(inquiry=obj, status=obj.status, by=by)

    @admin.action(description=_("Try a stopped hand-off again"), permissions=["change"])
    def retry_delivery(self, request: HttpRequest, queryset: Sequence[Inquiry]) -> None:
        """Start the parked deliveries of the chosen inquiries anew."""
        by = request.user.get_username()
        number = sum(actions.retry(inquiry=inquiry, by=by) for inquiry in queryset)
        text = ngettext("%d hand-off starts again.", "%d hand-offs start again.", number)
        messages.info(request, text % number)
