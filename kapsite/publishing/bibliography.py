"""A reference as a reader sees it, from its CSL-JSON data."""

from html import escape
from typing import Any

SHOWN_AUTHORS = 3


def authors(csl: dict[str, Any]) -> str:
    """The first three authors, as ``Dore J, Turnipseed B, Dwyer S, et al.``"""
    names = [
        author.get("literal")
        or " ".join(part for part in (author.get("family"), initials(author)) if part)
        for author in csl.get("author", [])
    ]
    more = ["et al."] if len(names) > SHOWN_AUTHORS else []
    return ", ".join(names[:SHOWN_AUTHORS] + more)


def initials(author: dict[str, str]) -> str:
    """The first letters of the given names."""
    given = author.get("given", "").replace(".", " ").replace("-", " ")
    return "".join(name if name.isupper() else name[0] for name in given.split())


def year(csl: dict[str, Any]) -> str:
    """The year of publication, or nothing."""
    parts = csl.get("issued", {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""


def venue(csl: dict[str, Any]) -> str:
    """Journal, volume, issue and pages as far as they are known."""
    text = escape(str(csl.get("container-title") or csl.get("publisher") or ""))
    volume, issue, page = (str(csl.get(name) or "") for name in ("volume", "issue", "page"))
    place = volume + (f"({issue})" if issue else "")
    place += (f":{page}" if place else page) if page else ""
    return f"<em>{text}</em>" + (f" {escape(place)}" if place else "") if text else escape(place)


def links(csl: dict[str, Any]) -> str:
    """Where the work can be found: DOI, PubMed, or its page."""
    known = [
        ("DOI", "https://doi.org/", csl.get("DOI")),
        ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/", csl.get("PMID")),
        ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/", csl.get("PMCID")),
    ]
    found = [(name, base + str(value)) for name, base, value in known if value]
    if not found and str(csl.get("URL", "")).startswith("https://"):
        found = [("Web page", str(csl["URL"]))]
    return " ".join(
        f'<a href="{escape(url)}" rel="external noopener">{name}</a>' for name, url in found
    )


def reference_html(csl: dict[str, Any]) -> str:
    """One reference: authors, year, title, venue, links; all of it escaped."""
    parts = [
        f"{escape(authors(csl))} ({year(csl)})." if year(csl) else f"{escape(authors(csl))}.",
        f"{escape(str(csl.get('title', '')).rstrip('.'))}.",
        f"{venue(csl)}." if venue(csl) else "",
        links(csl),
    ]
    return " ".join(part for part in parts if part.strip(". "))
