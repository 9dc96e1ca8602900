"""References: complete, verified, and used; a page that cites one says how sure it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kapsite.publishing.problems import Level, Problem
from kapsite.publishing.standards.prose import Prose

RULE = "citation"
PATH = "references.json"
PAPERS = ("article-journal", "report", "book", "chapter")
FOUND_BY = ("DOI", "PMID", "PMCID")


class Cited(Protocol):
    """A reference, as far as the rule asks."""

    csl: dict[str, Any]
    verification: str
    verified_on: Any
    verified_by: str


def complete(references: Mapping[str, Cited], lines: Mapping[str, int]) -> Iterator[Problem]:
    """Each reference that lacks what a reader needs to find it, or that nobody confirmed.

    What is marked as not confirmed may be incomplete: readers are told, and a warning stays.
    """
    for key, reference in references.items():
        line, unconfirmed = lines.get(key, 1), reference.verification == "unconfirmed"
        missing = lacking(reference)
        if missing:
            message = f"reference “{key}” lacks {', '.join(missing)}; add it."
            # Some publishers' pages hide the authors; what is left still finds the work.
            mild = unconfirmed or missing == ["authors"]
            level: Level = "warning" if mild else "error"
            yield Problem(PATH, line, message, level, RULE)
        if unconfirmed:
            message = f"reference “{key}” is not confirmed; open it at its source and say who did."
            yield Problem(PATH, line, message, "warning", RULE)
        elif not (reference.verified_on and reference.verified_by):
            message = f"reference “{key}” does not say who confirmed it, and when; add both."
            yield Problem(PATH, line, message, "warning", RULE)


def lacking(reference: Cited) -> list[str]:
    """What a reference does not tell, in words."""
    csl = reference.csl
    missing = [] if csl.get("title") else ["a title"]
    authors = csl.get("author") or []
    if not authors:
        missing.append("authors")
    if csl.get("type") in PAPERS:
        group = any("literal" in one for one in authors)
        missing += [] if csl.get("issued") else ["a year"]
        named = csl.get("container-title") or csl.get("publisher")
        # A report is its authors' own publication where they are an agency.
        missing += [] if named or (csl["type"] == "report" and group) else ["a journal"]
        address = csl["type"] != "article-journal" and csl.get("URL")
        found = address or any(csl.get(name) for name in FOUND_BY)
        # A journal's own page finds an article whose DOI it does not show.
        found = found or (csl.get("URL") and reference.verification == "source")
        return missing + ([] if found else ["a DOI or PMID"])
    # A page without a date is dated by the day on which somebody saw it.
    dated = csl.get("issued") or csl.get("accessed") or reference.verified_on
    missing += [] if dated else ["a year"]
    return missing + ([] if csl.get("URL") or csl.get("DOI") else ["an address"])


def unused(
    references: Iterable[str], cited: frozenset[str], lines: Mapping[str, int]
) -> Iterator[Problem]:
    """References that no page cites."""
    for key in references:
        if key not in cited:
            message = f"no page cites “{key}”; cite it where it belongs, or remove it."
            yield Problem(PATH, lines.get(key, 1), message, "warning", RULE)


def check(prose: Prose, references: Mapping[str, Cited]) -> Iterator[Problem]:
    """The works that a page cites although nobody confirmed them, in one finding."""
    doubtful = [
        f"“{key}”"
        for key in sorted(prose.citations)
        if key in references and references[key].verification == "unconfirmed"
    ]
    if doubtful:
        line = next((block.line for block in prose.blocks if block.cited), 1)
        message = f"cited, but nobody confirmed it, and readers are told so: {', '.join(doubtful)}."
        yield prose.problem(line, RULE, message, "warning")
