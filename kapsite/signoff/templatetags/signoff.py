"""A document's review on its page in the admin."""

from typing import Any

from django import template
from django.urls import reverse

from kapsite.publishing.documents import Readable
from kapsite.signoff.states import document_of, state_of

register = template.Library()


@register.simple_tag
def review_state(original: Readable | None) -> list[str]:
    """Where the document stands, in sentences; nothing for one that is not saved yet."""
    return state_of(document_of(original)) if original else []


@register.simple_tag
def ask_url(original: Readable) -> Any:
    """The page on which an editor asks a clinician."""
    return reverse("admin:signoff_ask", args=[document_of(original).path])
