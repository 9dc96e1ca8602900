"""The fields and forms with which staff edit documents in the admin."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from kapsite.publishing import library
from kapsite.publishing.documents import Document, Readable
from kapsite.publishing.problems import errors
from kapsite.publishing.rendering import render


class LinesField(forms.CharField):
    """A list of texts, edited as lines."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 80})

    def prepare_value(self, value: Any) -> Any:
        """Lines for the text area."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class MarkdownWidget(AdminMarkdownxWidget):
    """django-markdownx's editor, whose preview knows which file the text belongs to."""

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("css/prose.css",)}
        js = ("js/editor.js",)

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path

    def get_context(self, name: str, value: Any, attrs: Any = None) -> dict[str, Any]:
        """Tell the preview the path, from which links are read."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if self.path:
            context["widget"]["attrs"]["data-markdownx-urls-path"] += f"?path={self.path}"
        return context


class ReadableForm(forms.ModelForm):
    """A document's form: what its text refers to must exist."""

    def path(self) -> str:
        """The file that the text belongs to."""
        raise NotImplementedError

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _text in self.instance.parts:
            if name in self.fields:
                self.fields[name].widget = MarkdownWidget(self.path())

    def clean(self) -> dict[str, Any]:
        """Refuse links, citations, facts and terms that lead nowhere, each with its line."""
        cleaned = super().clean() or {}
        readable: Readable = self._meta.model(**self.instance_fields(cleaned))
        readable.outline()
        books = library.load(drafts=True)
        owner = self.owner(readable)
        rendered = render(readable, books.having(documents=[owner] if owner else []), self.path())
        for problem in errors(rendered.page.problems):
            self.add_error(None, _("Line %(line)s: %(why)s") % vars_of(problem))
        return cleaned

    def owner(self, readable: Readable) -> Document | None:
        """The document as it would be, so that links within it are found."""
        return readable if isinstance(readable, Document) else None

    def instance_fields(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The cleaned values that are fields of the model."""
        names = {field.name for field in self._meta.model._meta.fields}
        fields = {name: value for name, value in cleaned.items() if name in names}
        return {"slug": self.instance.slug, **fields}


def vars_of(problem: Any) -> dict[str, Any]:
    """The parts of a problem that a message needs."""
    return {"line": problem.line, "why": problem.message}


class DocumentForm(ReadableForm):
    """The form of a document that has a file of its own."""

    key_points = LinesField(
        label=_("Key points"),
        required=False,
        help_text=_("Three to six short sentences, one a line."),
    )
    related = LinesField(
        label=_("Related pages"),
        required=False,
        help_text=_("One a line, as a link is written: ../faq/common-concerns.md#is-ketamine-safe"),
    )
    aliases = LinesField(
        label=_("Former addresses"), required=False, help_text=_("They lead here. One a line.")
    )

    def path(self) -> str:
        """``articles/how-safe-is-kap.md``; for a new one, a file in the same folder."""
        slug = self.instance.slug or self.data.get("slug") or "new"
        return f"{self.instance.folder}/{slug}.md".lstrip("/")


class TermForm(forms.ModelForm):
    """A glossary entry."""

    forms = LinesField(
        label=_("Other forms"), required=False, help_text=_("Plurals and the like, one a line.")
    )
