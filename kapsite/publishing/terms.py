"""Glossary terms and routes, found in running text at their first use in a page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A glossary entry; ``forms`` are the other words for it that readers meet."""

    slug: str
    name: str
    definition: str
    forms: tuple[str, ...] = ()
    automatic: bool = True


@dataclass(frozen=True)
class Terms:
    """All terms, with one pattern that finds the automatic ones."""

    by_slug: Mapping[str, Term] = field(default_factory=dict)
    by_form: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def find(self, shown: str) -> Term | None:
        """The term that ``shown`` is a form of."""
        return self.by_slug.get(self.by_form.get(shown.lower(), ""))

    def split(self, text: str, seen: set[str]) -> Iterator[str | tuple[Term, str]]:
        """``text`` in pieces, each first use of a term as (term, shown); ``seen`` grows."""
        start = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            # Without regard to case, “ſ” matches “s”, yet is not what any glossary says.
            term = self.find(match[0])
            if term and term.slug not in seen and term.automatic:
                seen.add(term.slug)
                yield text[start : match.start()]
                yield term, match[0]
                start = match.end()
        yield text[start:]


def compile_terms(terms: Iterable[Term]) -> Terms:
    """``terms`` ready to be found; a form that two terms claim goes to the first."""
    by_slug = {term.slug: term for term in terms}
    by_form: dict[str, str] = {}
    for term in by_slug.values():
        for form in (term.name, *term.forms):
            by_form.setdefault(form.lower(), term.slug)
    automatic = [form for form, slug in by_form.items() if form and by_slug[slug].automatic]
    if not automatic:
        return Terms(by_slug, by_form)
    # The longest form first, so that “esketamine” is not read as another word's tail.
    words = "|".join(re.escape(form) for form in sorted(automatic, key=len, reverse=True))
    return Terms(by_slug, by_form, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))


@dataclass(frozen=True)
class Routes:
    """Ways of giving the drug: the words for each, and the status that is shown beside them."""

    by_word: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def split(self, text: str, seen: set[str]) -> Iterator[tuple[str, str]]:
        """``text`` in pieces, each with the status to show after it; ``seen`` grows."""
        start = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            key, status = self.by_word.get(match[0].lower(), ("", ""))
            if key and key not in seen:
                seen.add(key)
                yield text[start : match.end()], status
                start = match.end()
        yield text[start:], ""


def compile_routes(routes: Iterable[tuple[str, str, Iterable[str]]]) -> Routes:
    """(key, status, words) of each route, ready to be found."""
    by_word = {word.lower(): (key, status) for key, status, words in routes for word in words}
    if not by_word:
        return Routes()
    words = "|".join(re.escape(word) for word in sorted(by_word, key=len, reverse=True))
    return Routes(by_word, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))
