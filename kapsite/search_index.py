"""The index of one generation of pages: built once in each process, held in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

import tantivy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from kapsite.publishing import library
from kapsite.publishing.documents import Readable
from kapsite.publishing.reading import catalogue
from kapsite.publishing.rendering import render
from kapsite.publishing.reviews import public_terms

SHOWN = 20  # results, each another page
CANDIDATES = 80  # sections looked at for them
SNIPPET = 220  # characters
PLAIN = (
    TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .build()
)
STEM = (
    TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.stemmer("english"))
    .build()
)


@dataclass(frozen=True)
class Result:
    """One page, at the section that answers best."""

    title: str
    section: str
    url: str
    kind: str
    snippet_html: SafeString


@dataclass(frozen=True)
class Entry:
    """A section of a page, as it is indexed."""

    title: str
    section: str
    url: str
    kind: str
    text: str


def entries() -> Iterator[Entry]:
    """Every section of every public page, and every term."""
    books = library.load()
    for readable in catalogue().values():
        if "#" not in readable.url:
            yield from sections(readable, books)
    for term in public_terms():
        text = f"{term.definition} {' '.join(term.forms)}"
        yield Entry(term.name, "", term.get_absolute_url(), str(_("Glossary")), text)


def sections(readable: Readable, books: library.Library) -> Iterator[Entry]:
    """A page's sections; what is shown above its text counts as the first."""
    path = getattr(readable, "path", "") or readable.set.path  # type: ignore[attr-defined]
    page = render(readable, books, path).page
    lead = f"{getattr(readable, 'summary', '')} {page.sections[0].text}"
    kind = str(readable.kind_label)
    yield Entry(readable.title, "", readable.url, kind, lead)
    for one in page.sections[1:]:
        url = f"{readable.url}#{one.id}"
        yield Entry(readable.title, one.title, url, kind, one.text)


class Index:
    """An index of one generation of pages."""

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        for name in ("title", "section", "text"):
            builder.add_text_field(name, stored=True, tokenizer_name="stem")
        builder.add_text_field("words", tokenizer_name="plain")
        for name in ("url", "kind"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        self.index.register_tokenizer("stem", STEM)
        self.index.register_tokenizer("plain", PLAIN)
        self.vocabulary: set[str] = set()
        self.fill()
        self.searcher = self.index.searcher()

    def fill(self) -> None:
        """Read every entry in."""
        writer = self.index.writer(heap_size=15_000_000, num_threads=1)
        for one in entries():
            words = " ".join((one.title, one.section, one.text))
            self.vocabulary.update(PLAIN.analyze(words))
            writer.add_document(
                tantivy.Document(
                    title=one.title,
                    section=one.section,
                    text=one.text,
                    words=words,
                    url=one.url,
                    kind=one.kind,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(self, words: list[str]) -> list[Result]:
        """The best pages for all the words; where no page has them all, for some of them."""
        for occur in (Occur.Must, Occur.Should):
            query = Query.boolean_query([(occur, self.word(one, words)) for one in words])
            hits = self.searcher.search(query, CANDIDATES).hits
            if hits:
                return self.results([address for _score, address in hits], words)
        return []

    def word(self, word: str, words: list[str]) -> Query:
        """One word: its stem, itself as the start of a word, and slips of the finger."""
        stems = STEM.analyze(word) or [word]
        options = [
            Query.boost_query(Query.term_query(self.schema, name, stem), boost)
            for stem in stems
            for name, boost in (("title", 3.0), ("section", 2.5), ("text", 1.0))
        ]
        for plain in PLAIN.analyze(word):
            if len(plain) >= 3 and word == words[-1]:
                prefix = Query.fuzzy_term_query(self.schema, "words", plain, 0, prefix=True)
                options.append(Query.boost_query(prefix, 0.6))
            if len(plain) >= 4:
                distance = 2 if len(plain) >= 8 else 1
                slip = Query.fuzzy_term_query(self.schema, "words", plain, distance)
                options.append(Query.boost_query(slip, 0.3))
        return Query.boolean_query([(Occur.Should, option) for option in options])

    def results(self, addresses: list[tantivy.DocAddress], words: list[str]) -> list[Result]:
        """One result a page, each at its best section, in the order of relevance."""
        shown: dict[str, Result] = {}
        for address in addresses:
            stored = self.searcher.doc(address).to_dict()
            title, section, text, url, kind = (
                (stored.get(name) or [""])[0]
                for name in ("title", "section", "text", "url", "kind")
            )
            page = url if kind == _("Glossary") else url.partition("#")[0]
            if page not in shown:
                snippet = self.snippet(text or title, words)
                shown[page] = Result(title, section, url, kind, snippet)
        return list(shown.values())[:SHOWN]

    def snippet(self, text: str, words: list[str]) -> SafeString:
        """The part of ``text`` where the words stand, with them marked; escaped."""
        stems = {stem for word in [*words, *self.meant(words)] for stem in STEM.analyze(word)}
        terms = [(Occur.Should, Query.term_query(self.schema, "text", stem)) for stem in stems]
        query = Query.boolean_query(terms)
        generator = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "text")
        generator.set_max_num_chars(SNIPPET)
        html = generator.snippet_from_doc(tantivy.Document(text=text)).to_html()
        if not html:
            html = escape(text[:SNIPPET])
        return mark_safe(html.replace("<b>", "<mark>").replace("</b>", "</mark>"))  # noqa: S308

    def meant(self, words: list[str]) -> list[str]:
        """For each word that no page has, the word of ours that is most like it."""
        meant = []
        for word in words:
            for plain in PLAIN.analyze(word):
                if plain not in self.vocabulary:
                    meant += get_close_matches(plain, self.vocabulary, n=1, cutoff=0.7)
        return meant
