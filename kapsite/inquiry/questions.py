"""The two forms: what is asked, in which words, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kapsite.inquiry.fields import Choice, Text, YesNo
from kapsite.inquiry.forms import InquiryForm, consent_box
from kapsite.inquiry.models import Inquiry
from kapsite.inquiry.regions import REGIONS


class MessageForm(InquiryForm):
    """A message."""

    kind = Inquiry.Kind.MESSAGE
    groups = [
        (_("About you"), ["name", "email", "phone", "reach"]),
        (_("Your message"), ["message"]),
        (_("Your consent"), ["consent"]),
    ]

    message = Text(
        label=_("What would you like to tell us or ask us?"),
        help_text=_("Up to 5,000 characters. Leave out what you would rather say on the phone."),
        limit=5000,
        lines=8,
        error_messages={"required": _("Write your message.")},
    )
    consent = consent_box()


class ScreeningForm(InquiryForm):
    """A request for a screening visit: as little as a first call needs."""

    kind = Inquiry.Kind.SCREENING
    groups = [
        (_("Who it is for"), ["for_whom", "adult", "region"]),
        (
            _("How we reach you"),
            ["name", "email", "phone", "reach", "leave_message", "best_times"],
        ),
        (_("What brings you here"), ["hope", "tried", "health", "by_phone"]),
        (_("Your consent"), ["consent"]),
    ]
    field_order = [name for _title, names in groups for name in names]

    for_whom = Choice(
        label=_("Who would the screening be for?"),
        help_text=_("So that we know whom we are talking with."),
        choices=[
            ("me", _("Me")),
            ("other", _("Somebody else, and they know that I am asking")),
        ],
        error_messages={"required": _("Choose whom the screening would be for.")},
    )
    adult = YesNo(
        label=_("Is this person 18 or older?"),
        help_text=_("We see adults only."),
        error_messages={"required": _("Choose whether this person is 18 or older.")},
    )
    region = forms.ChoiceField(
        label=_("In which state does this person live?"),
        help_text=_("Rules for treatment differ from state to state."),
        choices=REGIONS,
        error_messages={"required": _("Choose a state.")},
    )
    leave_message = YesNo(
        label=_("May we leave a message?"),
        help_text=_(
            "On voicemail, or with somebody who answers. We would say only that we called."
        ),
        required=False,
    )
    best_times = Text(
        label=_("When is a good time to reach you?"),
        help_text=_("So that we call when you can talk. For example: weekdays after 4 pm."),
        limit=200,
        required=False,
    )
    hope = Text(
        label=_("What do you hope to talk about?"),
        help_text=_("A few words help us choose who calls you. Up to 2,000 characters."),
        limit=2000,
        lines=4,
        required=False,
    )
    tried = Text(
        label=_("What have you tried so far?"),
        help_text=_("So that you need not start over with us. Up to 2,000 characters."),
        limit=2000,
        lines=4,
        required=False,
    )
    health = Text(
        label=_("Is there anything we should know about your health?"),
        help_text=_(
            "Some conditions and medicines make ketamine unsafe, so we ask early."
            " Up to 2,000 characters."
        ),
        limit=2000,
        lines=4,
        required=False,
    )
    by_phone = forms.BooleanField(
        label=_("I would rather say these things on the phone"),
        required=False,
    )
    consent = consent_box()


FORMS: dict[str, type[InquiryForm]] = {form.kind: form for form in (MessageForm, ScreeningForm)}
