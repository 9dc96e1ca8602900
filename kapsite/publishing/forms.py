"""The fields and forms with which staff edit documents in the admin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from kapsite.publishing.documents import Document, Readable, Status
from kapsite.publishing.kinds import documents
from kapsite.publishing.problems import Problem
from kapsite.publishing.standards import house

# What would break a draft's neighbors too: the files could no longer be loaded beside it.
BROKEN = frozenset({"link", "citation", "fact", "term", "text"})
FIELD = 1_000_000  # lines between one field's first and the next one's
LINE = re.compile(r"\bline (\d+)")


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
    """A document's form: it is held against the rules of content before it is saved."""

    findings: list[str]

    def path(self) -> str:
        """The file that the text belongs to."""
        raise NotImplementedError

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _text in self.instance.parts:
            if name in self.fields:
                self.fields[name].widget = MarkdownWidget(self.path())

    def clean(self) -> dict[str, Any]:
        """Refuse what leads nowhere, always; what breaks another rule, where readers would see it.

        ``self.findings`` keeps what stops nothing, to be told once it is saved.
        """
        cleaned = super().clean() or {}
        self.findings = []
        slug = cleaned.get("slug", "")
        if slug and (other := self.taken(slug)):
            text = _("This is the address of “%(other)s” already; choose another.")
            self.add_error("slug", text % {"other": other})
        if not (self.instance.slug or cleaned.get("slug")):
            return cleaned  # without an address it is no page yet
        for problem in self.found(cleaned):
            if problem.level == "error" and (problem.rule in BROKEN or self.goes_live(cleaned)):
                self.add_error(None, told(problem, self))
            else:
                self.findings.append(told(problem, self))
        return cleaned

    def found(self, cleaned: dict[str, Any]) -> list[Problem]:
        """What the rules find in the page as it would be."""
        readable: Readable = self._meta.model(**self.instance_fields(cleaned))
        readable.pk = self.instance.pk
        readable.outline()
        place, owner = house.load(), self.owner(readable)
        books = place.books.having(documents=[owner] if owner else [])
        # Far apart, so that a finding's line tells the field that it stands in.
        lines = {(readable.key, name): at for at, name in enumerate_fields(self.fields)}
        found = house.check_page(readable, self.path(), replace(place, books=books), lines)[1]
        for other in self.held():
            # Its text stands in another form.
            _prose, problems = house.check_page(other, self.path(), place, {})
            found += [replace(one, message=f"“{other}”: {one.message}") for one in problems]
        return sorted(set(found))

    def taken(self, slug: str) -> Readable | None:
        """The page that has the address which ``slug`` would give."""
        key = self._meta.model(slug=slug).key
        pages = (readable for document in documents() for readable in document.readables())
        return next((one for one in pages if one.key == key and one != self.instance), None)

    def held(self) -> Sequence[Readable]:
        """The pages beside its own that the document makes."""
        document = self.instance
        saved = isinstance(document, Document) and document.pk
        return document.readables()[1:] if saved else []

    def goes_live(self, cleaned: dict[str, Any]) -> bool:
        """Whether readers would see it."""
        return cleaned.get("status") == Status.PUBLISHED

    def owner(self, readable: Readable) -> Document | None:
        """The document as it would be, so that links within it are found."""
        return readable if isinstance(readable, Document) else None

    def instance_fields(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The cleaned values that are fields of the model."""
        names = {field.name for field in self._meta.model._meta.fields}
        fields = {name: value for name, value in cleaned.items() if name in names}
        return {"slug": self.instance.slug, **fields}


def enumerate_fields(fields: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each field's name, with the number that stands for its first line."""
    for place, name in enumerate(fields, start=1):
        # Key points stand below their key in a file; here the first is on the first line.
        yield FIELD * place + (name != "key_points"), name


def told(problem: Problem, form: forms.BaseForm) -> str:
    """A finding as an editor reads it: the field, the line in it, what to do, the rule."""
    names = list(form.fields)
    place, line = divmod(problem.line, FIELD)
    name = names[place - 1] if 0 < place <= len(names) else "body"
    label = "" if name == "body" else f"{form.fields[name].label}, "
    return _("%(field)sLine %(line)s: %(why)s (%(rule)s)") % {
        "field": label[:1].upper() + label[1:],
        "line": line,
        "why": LINE.sub(lambda match: f"line {int(match[1]) % FIELD}", problem.message),
        "rule": problem.rule,
    }


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
