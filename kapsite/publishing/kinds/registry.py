"""The kinds that this app itself brings."""

from kapsite.publishing.kinds.document import DocumentKind
from kapsite.publishing.kinds.facts import FactsKind
from kapsite.publishing.kinds.glossary import GlossaryKind
from kapsite.publishing.kinds.references import ReferencesKind
from kapsite.publishing.kinds.wording import WordingKind
from kapsite.publishing.models import Page

# First parts of the site's own addresses: a page of that name could never be reached.
TAKEN = frozenset(
    "articles faq glossary search contact receipt admin static media healthz readyz style "
    "am-i-a-candidate start-here my-questions".split()
)

PAGES = DocumentKind(Page, TAKEN)
GLOSSARY = GlossaryKind()
REFERENCES = ReferencesKind()
FACTS = FactsKind()
WORDING = WordingKind()
