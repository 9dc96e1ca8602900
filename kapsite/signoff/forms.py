"""What an editor asks, and what a reviewer answers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kapsite.signoff.models import Reviewer

LONGEST = 2000  # characters of a comment
FURTHEST = 3 * 366  # days; later is a slip of the finger, and a page that nobody looks at again


def in_a_year() -> date:
    """The usual date of the next review."""
    return timezone.localdate() + timedelta(days=365)


class AskForm(forms.Form):
    """Whom to ask."""

    reviewer = forms.ModelChoiceField(
        Reviewer.objects.filter(active=True),
        label=_("Who reviews it"),
        error_messages={"required": _("Choose who reviews the page.")},
    )


class ApproveForm(forms.Form):
    """The approval: a statement to tick, and when to look again."""

    use_required_attribute = False
    read = forms.BooleanField(
        label=_("I have read this page, and I approve it as right for patients."),
        error_messages={"required": _("Tick the box if you approve the page.")},
    )
    next_review = forms.DateField(
        label=_("Look at it again by"),
        help_text=_("A year from now is usual; sooner where things change fast."),
        initial=in_a_year,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say when somebody must look at the page again."),
            "invalid": _("Enter a date such as 2027-11-30."),
        },
    )
    remark = forms.CharField(
        label=_("Anything the editors should know"),
        help_text=_("Readers do not see it."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_next_review(self) -> Any:
        """The next review lies ahead, and not beyond what anybody plans."""
        day = self.cleaned_data["next_review"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("Enter a date that lies ahead."))
        if day > today + timedelta(days=FURTHEST):
            raise forms.ValidationError(_("Enter a date within the next three years."))
        return day


class ChangesForm(forms.Form):
    """What should be different."""

    use_required_attribute = False
    comment = forms.CharField(
        label=_("What should be different?"),
        help_text=_("The clinic's editors read this. Up to 2,000 characters."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say what should be different.")},
    )
