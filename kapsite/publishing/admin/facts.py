"""How staff edit facts and the words to avoid: what is said once, and what is not said."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.admin.documents import PublishingAdmin
from kapsite.publishing.documents import Readable
from kapsite.publishing.forms import LinesField
from kapsite.publishing.kinds import documents
from kapsite.publishing.models import Fact, Word

COUNT = re.compile(r"(?P<count>\d+)\s*of\s*(?P<of>\d+)\s*\|\s*(?P<label>.+)")


class FigureField(LinesField):
    """Numbers, edited as lines: ``55 of 100 | improved a lot``."""

    def prepare_value(self, value: Any) -> Any:
        """Lines for the text area."""
        if isinstance(value, list):
            return "\n".join(f"{one['count']} of {one['of']} | {one['label']}" for one in value)
        return value

    def to_python(self, value: Any) -> Any:
        """The counts; raises ValidationError for a line that is none."""
        counts = []
        for line in super().to_python(value):
            match = COUNT.fullmatch(line)
            if match is None or not 0 <= int(match["count"]) <= int(match["of"]) <= 200:
                raise forms.ValidationError(_("Write each line as: 55 of 100 | improved a lot"))
            count, of = int(match["count"]), int(match["of"])
            counts.append({"label": match["label"].strip(), "count": count, "of": of})
        return counts


class FactForm(forms.ModelForm):
    """A fact; numbers need their limit and their source."""

    items = LinesField(label=_("list"), required=False, help_text=_("One a line."))
    figure = FigureField(
        label=_("numbers"), required=False, help_text=_("One a line: 55 of 100 | improved a lot")
    )
    route = LinesField(
        label=_("ways of giving it"),
        required=False,
        help_text=_("Words, one a line; the text is shown beside their first mention."),
    )
    subject = LinesField(
        label=_("what it is about"),
        required=False,
        help_text=_("Words, one a line; a sentence with one may not say another quantity."),
    )

    def clean(self) -> dict[str, Any]:
        """No number without its limit and its source."""
        cleaned = super().clean() or {}
        if cleaned.get("figure") and not (cleaned.get("limit") and cleaned.get("cite")):
            self.add_error("limit", _("Numbers need a limit and a reference beside them."))
        return cleaned


@admin.register(Fact)
class FactAdmin(PublishingAdmin):
    """What several pages say, said once; changing it changes all of them."""

    form = FactForm
    list_display = ("key", "title", "text", "as_of", "confirm", "review_by")
    list_filter = ("confirm",)
    search_fields = ("key", "title", "text")
    readonly_fields = ("used_in",)
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A key that pages use stays."""
        return ("used_in", "key") if obj else ("used_in",)

    @admin.display(description=_("Used in"))
    def used_in(self, fact: Fact) -> SafeString | str:
        """Every page that shows the fact, with its link."""
        pages = users(fact)
        links = ((page.url, page.title) for page in pages)
        return format_html_join("", '<p><a href="{}">{}</a></p>', links) if pages else "–"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Refuse to delete what pages show, and name them."""
        fact = self.get_object(request, object_id)
        if fact is not None and (pages := users(fact)):
            names = ", ".join(f"“{page.title}”" for page in pages)
            text = _("These pages show it: {}. Take it out of them first; nothing was deleted.")
            messages.error(request, format_html(str(text), names))
            return HttpResponseRedirect("../change/")
        return super().delete_view(request, object_id, extra_context)


def users(fact: Fact) -> list[Readable]:
    """The pages that show ``fact``, or would once they are published."""
    mark = f"{{fact:{fact.key}}}"
    return [
        readable
        for document in documents()
        for readable in document.readables()
        if any(mark in text for _field, text in readable.parts)
    ]


class WordForm(forms.ModelForm):
    """Words to avoid, in lines."""

    words = LinesField(
        label=_("words"), help_text=_("One a line; an asterisk at the end for all endings.")
    )
    near = LinesField(
        label=_("only together with"),
        required=False,
        help_text=_("Any of these in the same sentence; one a line."),
    )
    allow = LinesField(label=_("fine in"), required=False, help_text=_("Phrases; one a line."))


@admin.register(Word)
class WordAdmin(admin.ModelAdmin):
    """Words that a clinic must not use."""

    form = WordForm
    list_display = ("__str__", "why", "level")
    list_filter = ("level",)
    search_fields = ("words", "why")
