"""What both forms share, and the form that takes an inquiry back."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kapsite.inquiry import contacts
from kapsite.inquiry.fields import Choice, Email, Phone, Text
from kapsite.inquiry.models import Inquiry
from kapsite.inquiry.state import Answers

# Changes with every change of the words below: it says what somebody agreed to.
CONSENT_VERSION = "2026-11"
REACH = [("phone", _("Call me")), ("text", _("Text me")), ("email", _("E-mail me"))]


def consent_box() -> forms.BooleanField:
    """The box that must be ticked."""
    return forms.BooleanField(
        label=_("I agree that the clinic keeps what I wrote here and uses it to answer me."),
        help_text=_(
            "We need your consent to keep it. You can take it back at any time,"
            " with a link that you get at the end."
        ),
        error_messages={
            "required": _("Tick the box if you agree. Without it we may not keep this.")
        },
    )


class InquiryForm(forms.Form):
    """What both forms have: contact, consent, and their way into a sealed inquiry."""

    use_required_attribute = False
    kind: ClassVar[Inquiry.Kind]
    # Headings, and the fields below each of them.
    groups: ClassVar[list[tuple[str | Promise, list[str]]]]

    name = Text(
        label=_("What may we call you?"),
        help_text=_("So that we can greet you. A first name or a nickname is fine."),
        limit=100,
        autocomplete="name",
        error_messages={"required": _("Enter a name that we may call you.")},
    )
    email = Email(
        label=_("Your e-mail address"),
        help_text=_("So that we can reach you. Give this, or a phone number, or both."),
        required=False,
    )
    phone = Phone(
        label=_("Your phone number"),
        help_text=_("With its area code, such as (555) 555-0123."),
        required=False,
    )
    reach = Choice(
        label=_("How may we reach you?"),
        help_text=_("We use this way first."),
        choices=REACH,
        error_messages={"required": _("Choose how we may reach you.")},
    )

    def clean(self) -> dict[str, Any]:
        """Hold the way to reach somebody against what was given for it."""
        answers = self.cleaned_data
        has_email, has_phone = (
            bool(answers.get(name)) or name in self.errors for name in ("email", "phone")
        )
        if not has_email and not has_phone:
            self.add_error("email", _("Enter an e-mail address or a phone number."))
        elif answers.get("reach") == "email" and not has_email:
            self.add_error("email", _("Enter your e-mail address, or choose another way."))
        elif answers.get("reach") in {"phone", "text"} and not has_phone:
            self.add_error("phone", _("Enter your phone number, or choose e-mail."))
        return answers

    @classmethod
    def typed(cls, data: QueryDict) -> Answers:
        """What ``data`` holds for this form's fields, right or wrong, fit for a form state."""
        return {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in cls.base_fields.items()
        }

    def sections(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """The headings with their fields, for the page."""
        for title, names in self.groups:
            yield title, [self[name] for name in names]

    def answered(self) -> list[dict[str, Any]]:
        """Every answer of a valid form with its question as it was worded."""
        return [
            {
                "name": field.name,
                "question": str(field.label),
                "value": self.cleaned_data[field.name],
                "answer": self._shown(field),
            }
            for field in self
        ]

    def _shown(self, field: BoundField) -> str:
        value = self.cleaned_data[field.name]
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        choices = getattr(field.field, "choices", [])
        return str(dict(choices).get(value, value)) if value else ""


class WithdrawForm(forms.Form):
    """Takes an inquiry back, once the e-mail or phone that was given with it is named."""

    use_required_attribute = False
    contact = forms.CharField(
        label=_("The e-mail address or phone number that you gave us"),
        help_text=_("So that nobody else who sees this page can do this for you."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the e-mail address or phone number.")},
    )
    confirm = forms.BooleanField(
        label=_("Yes, erase my answers. I know that this cannot be undone."),
        error_messages={"required": _("Tick the box to confirm.")},
    )

    def __init__(self, *args: Any, inquiry: Inquiry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.inquiry = inquiry

    def clean_contact(self) -> str:
        """Refuse what was not given with the inquiry."""
        contact: str = self.cleaned_data["contact"]
        if not contacts.named(self.inquiry, contact):
            raise forms.ValidationError(
                _("This is not the e-mail address or phone number that we have for this request.")
            )
        return contact
