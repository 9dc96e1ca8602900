"""Form fields that suit people who write about themselves, and what may be typed into them."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# Tab and line feed are text; the other control characters are not, and PostgreSQL keeps no NUL.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
TOO_LONG = ngettext_lazy(
    "Please shorten this to %(limit_value)d character. It has %(show_value)d now.",
    "Please shorten this to %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)


def tidy(text: str) -> str:
    """``text`` with plain line ends and without control characters."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidied(data: QueryDict) -> QueryDict:
    """What was posted, each value tidied."""
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [tidy(str(value)) for value in values])
    return clean


class Text(forms.CharField):
    """A line of text, or several.

    The browser is not told the limit: it would cut off what is pasted without a word.
    """

    def __init__(
        self, *, limit: int, lines: int = 1, autocomplete: str = "", **options: Any
    ) -> None:
        widget = forms.TextInput() if lines == 1 else forms.Textarea({"rows": lines})
        if autocomplete:
            widget.attrs["autocomplete"] = autocomplete
        super().__init__(widget=widget, **options)
        self.validators.append(MaxLengthValidator(limit, TOO_LONG))


class Email(forms.EmailField):
    """An e-mail address, by Django's own rules."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
        super().__init__(
            widget=widget,
            max_length=None,
            error_messages={"invalid": _("Enter an e-mail address such as name@example.com.")},
            **options,
        )
        self.validators.append(MaxLengthValidator(254, TOO_LONG))


class Phone(forms.CharField):
    """A phone number as people write them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}), **options)

    def clean(self, value: Any) -> str:
        """The number as it was written; refused where it cannot be one."""
        number: str = super().clean(value)
        if number and not (10 <= len(re.sub(r"\D", "", number)) <= 18 and len(number) <= 40):
            raise forms.ValidationError(_("Enter a phone number with its area code."))
        return number


class Choice(forms.ChoiceField):
    """One of a few, all of them in sight."""

    widget = forms.RadioSelect


class YesNo(Choice):
    """Yes or no, and nothing chosen beforehand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], **options)
