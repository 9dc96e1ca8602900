"""Which version of a document somebody saw: its text as the file would be, and that text's hash."""

import copy
import hashlib
from typing import Any

from kapsite.publishing.documents import Document, Status
from kapsite.publishing.kinds import Loaded, kind_of

# What may change without changing what a reader reads.
ASIDE: dict[str, Any] = {
    "status": Status.PUBLISHED,
    "review_by": None,
    "note": "",
    "updated": None,
    "order": 100,
    "aliases": [],
}


def loaded(path: str, *, live: bool = False) -> Loaded | None:
    """The document whose file is ``path``, as its writers have it or as readers see it."""
    kind = kind_of(path)
    if kind is None:
        return None
    return next((one for one in kind.stored(live=live) if one.path == path), None)


def text_of(document: Document) -> str:
    """The document as its file would be, without what is only about its handling."""
    kind = kind_of(document.path)
    assert kind is not None
    plain = copy.copy(document)
    for name, value in ASIDE.items():
        setattr(plain, name, value)
    # The glossary's terms are rows of their own, and are what its readers read.
    stored = loaded(document.path)
    return kind.text(Loaded(document.path, plain, stored.rows if stored else []))


def version_of(document: Document) -> str:
    """SHA-256 of the document's text, in hexadecimal."""
    return hashlib.sha256(text_of(document).encode()).hexdigest()
