"""How staff edit documents, terms, references, facts and the words to avoid."""

from kapsite.publishing.admin import facts, references
from kapsite.publishing.admin.documents import DocumentAdmin, PublishingAdmin

__all__ = ["DocumentAdmin", "PublishingAdmin", "facts", "references"]
