"""The form of a reference in the admin: field by field instead of as CSL-JSON."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kapsite.publishing.bibliography import authors, year
from kapsite.publishing.forms import LinesField
from kapsite.publishing.models import Reference


class ReferenceForm(forms.ModelForm):
    """A reference; what of its CSL data has no field here stays as it is."""

    type = forms.ChoiceField(
        label=_("kind"),
        choices=[
            ("article-journal", _("Journal article")),
            ("report", _("Report or guideline")),
            ("webpage", _("Web page")),
            ("book", _("Book")),
            ("legislation", _("Label or regulation")),
        ],
    )
    title = forms.CharField(label=_("title"), max_length=500)
    author = LinesField(
        label=_("authors"), required=False, help_text=_("One a line: family name, given names.")
    )
    year = forms.IntegerField(label=_("year"), min_value=1800, max_value=2100, required=False)
    container = forms.CharField(label=_("journal or site"), required=False)
    volume = forms.CharField(label=_("volume"), required=False)
    issue = forms.CharField(label=_("issue"), required=False)
    page = forms.CharField(label=_("pages"), required=False)
    doi = forms.CharField(label=_("DOI"), required=False)
    pmid = forms.CharField(label=_("PMID"), required=False)
    url = forms.URLField(label=_("address"), required=False, assume_scheme="https")

    KEYS = {
        "type": "type",
        "title": "title",
        "container": "container-title",
        "volume": "volume",
        "issue": "issue",
        "page": "page",
        "doi": "DOI",
        "pmid": "PMID",
        "url": "URL",
    }

    class Meta:
        model = Reference
        fields = ("key", "verification", "verified_note", "verified_on", "verified_by", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        csl = self.instance.csl
        for name, key in self.KEYS.items():
            self.fields[name].initial = csl.get(key, "")
        self.fields["author"].initial = [author_line(one) for one in csl.get("author", [])]
        self.fields["year"].initial = year(csl)

    def save(self, commit: bool = True) -> Reference:  # noqa: FBT001, FBT002 - Django's signature
        """Write the fields back into the CSL data; what has no field here stays."""
        csl = dict(self.instance.csl)
        for name, key in self.KEYS.items():
            csl[key] = self.cleaned_data[name]
        csl["author"] = [author_of(line) for line in self.cleaned_data["author"]]
        if self.cleaned_data["year"] and str(self.cleaned_data["year"]) != year(csl):
            csl["issued"] = {"date-parts": [[self.cleaned_data["year"]]]}
        self.instance.csl = {key: value for key, value in csl.items() if value}
        saved: Reference = super().save(commit)
        return saved


def author_line(author: dict[str, str]) -> str:
    """``Family, Given`` for an author; a group's name as it is."""
    if "literal" in author:
        return author["literal"]
    return ", ".join(part for part in (author.get("family"), author.get("given")) if part)


def author_of(line: str) -> dict[str, str]:
    """An author from ``Family, Given``; a line without a comma is a group's name."""
    family, comma, given = line.partition(",")
    if not comma:
        return {"literal": family.strip()}
    return {"family": family.strip(), "given": given.strip()}


def shown(csl: dict[str, Any]) -> str:
    """A reference in a list: authors and year."""
    return f"{authors(csl)} ({year(csl)})"
