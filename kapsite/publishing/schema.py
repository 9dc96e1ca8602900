"""schema.org markup: what the page is, when it was reviewed, and by whom, if by anybody."""

import json
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from kapsite.publishing.documents import Document, Readable
from kapsite.publishing.rendering import Rendered

# Inside a script element these would end it or begin markup.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def markup(readable: Readable, document: Document, rendered: Rendered) -> SafeString:
    """JSON-LD for a page; a reviewer stands there only where somebody approved this version."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": readable.title,
        "url": settings.BASE_URL + readable.url,
        "inLanguage": settings.LANGUAGE_CODE,
        "description": getattr(readable, "summary", "") or None,
        "dateModified": document.updated.isoformat() if document.updated else None,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "publisher": {"@type": "MedicalOrganization", "name": settings.CLINIC["name"]},
        "citation": [one.doi for one in rendered.references if one.doi] or None,
    }
    if short := rendered.parts.get("short_answer"):
        data["mainEntity"] = question(readable.title, short)
    if document.review:
        data["lastReviewed"] = document.review.on.isoformat()
        data["reviewedBy"] = {
            "@type": "Person",
            "name": document.review.name,
            "honorificSuffix": document.review.credentials,
        }
    return script(data)


def question(title: str, answer: str) -> dict[str, Any]:
    """A question with the answer that the page shows."""
    text = " ".join(strip_tags(answer).split())
    return {"@type": "Question", "name": title, "acceptedAnswer": {"@type": "Answer", "text": text}}


def script(data: dict[str, Any]) -> SafeString:
    """``data`` as JSON that may stand in a script element."""
    known = {key: value for key, value in data.items() if value is not None}
    text = json.dumps(known, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - what could be markup is escaped
