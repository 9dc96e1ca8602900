"""Every finding in all that the database holds, with the lines of the files."""

import re
from collections.abc import Iterable, Mapping

from django.utils import timezone

from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import Loaded, documents, kind_of
from kapsite.publishing.models import Agreement, Approval, Fact, Term
from kapsite.publishing.problems import Problem, errors
from kapsite.publishing.standards import citations, freshness, house
from kapsite.publishing.standards.house import FACTS, GLOSSARY

REFERENCES = "references.json"


def report() -> list[Problem]:
    """All findings, by file and line."""
    place, today = house.load(), timezone.localdate()
    found: list[Problem] = []
    cited = {fact.cite for fact in place.facts}
    every = list(documents())
    for document in every:
        for prose, problems in house.check(document, place, file_lines(document)):
            found += problems
            cited |= prose.citations
    at, facts = key_lines(REFERENCES), key_lines(FACTS)
    found += citations.complete(place.references, at)
    found += citations.unused(place.references, frozenset(cited), at)
    found += house.sayings(place, Term.objects.all(), facts, key_lines(GLOSSARY))
    found += freshness.facts(place.facts, today, facts)
    found += freshness.pages(every, latest_approvals(), today)
    return sorted(set(found))


def blocked(documents: Iterable[Document]) -> dict[Document, list[str]]:
    """Those of ``documents`` that may not be published, each with its errors."""
    place, wrong = house.load(), {}
    for document in documents:
        pages = house.check(document, place, file_lines(document))
        found = sorted({one for _prose, problems in pages for one in errors(problems)})
        if found:
            wrong[document] = [
                f"{one.path}:{one.line}: {one.message} ({one.rule})" for one in found
            ]
    return wrong


def citing(key: str) -> list[str]:
    """The titles of the pages, drafts too, and of the facts that cite a reference."""
    mark = re.compile(rf"@{re.escape(key)}(?![\w-])")
    pages = (readable for document in documents() for readable in document.readables())
    titles = [str(page) for page in pages if any(mark.search(text) for _field, text in page.parts)]
    return titles + [str(fact) for fact in Fact.objects.filter(cite=key)]


def file_lines(document: Document) -> Mapping[tuple[str, str], int]:
    """Where each text of a document starts in its file, as the file would be now."""
    kind = kind_of(document.path)
    assert kind is not None
    text = kind.text(Loaded(document.path, document), agreed(document.path))
    return kind.load(document.path, text).lines


def key_lines(path: str) -> dict[str, int]:
    """The line of each key in a file of many entries, as last agreed."""
    lines: dict[str, int] = {}
    for number, line in enumerate(agreed(path).split("\n"), start=1):
        for key in keys_of(line.strip()):
            lines.setdefault(key, number)
    return lines


def keys_of(line: str) -> Iterable[str]:
    """The key that a line of facts, references or terms opens."""
    if line.startswith("[") and line.endswith("]"):
        return [line.strip("[] \"'")]
    if line.startswith('"id":'):
        return [line.removeprefix('"id":').strip(' ",')]
    if line.startswith("## ") and line.endswith("}"):
        return [line.rpartition("{#")[2].rstrip("}")]
    return []


def agreed(path: str) -> str:
    """The file's text when it was last in step with the database, or nothing."""
    old = Agreement.objects.filter(path=path).first()
    return bytes(old.text).decode() if old else ""


def latest_approvals() -> dict[str, Approval]:
    """The newest approval of each document, by its key."""
    return {approval.key: approval for approval in Approval.objects.order_by("at")}
