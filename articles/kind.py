"""Articles as a kind of content file."""

from articles.models import Article
from kapsite.publishing.kinds.document import DocumentKind

KIND = DocumentKind(Article)
