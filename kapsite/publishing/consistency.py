"""Whether documents, as they would be after a sync, still find all that they refer to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import Loaded
from kapsite.publishing.library import Library
from kapsite.publishing.links import BadLink, resolve
from kapsite.publishing.models import Fact, Reference, Term
from kapsite.publishing.problems import Problem, errors
from kapsite.publishing.rendering import render

Row = TypeVar("Row", Reference, Fact, Term)


def check(
    taken: Sequence[Loaded], kept: Sequence[Loaded], reread: Callable[[str], Loaded]
) -> list[Problem]:
    """What would be wrong once ``taken`` is loaded beside what is ``kept``.

    ``reread`` gives the file of a kept document, in which errors have their lines.
    """
    everything = [*taken, *kept]
    for loaded in taken:
        for readable in loaded.document.readables() if loaded.document else ():
            readable.outline()
    books = Library().having(
        documents=[one.document for one in everything if one.document],
        references=rows(everything, Reference),
        facts=rows(everything, Fact),
        glossary=rows(everything, Term),
    )
    found = [*double_addresses(everything), *idle_aliases(everything)]
    for loaded in taken:
        found += problems(loaded, books, loaded.lines)
    for loaded in kept:
        # Its warnings were told when it was loaded.
        if errors(problems(loaded, books, {})):
            found += errors(problems(loaded, books, reread(loaded.path).lines))
    return found


def rows(loaded: Iterable[Loaded], model: type[Row]) -> list[Row]:
    """The rows of ``model`` among what was loaded."""
    return [row for one in loaded for row in one.rows if isinstance(row, model)]


def problems(loaded: Loaded, books: Library, lines: Mapping[tuple[str, str], int]) -> list[Problem]:
    """What is wrong in a document's texts and front matter."""
    document = loaded.document
    if document is None:
        return []
    found = []
    for readable in document.readables():
        found += render(readable, books, loaded.path, lines).page.problems
    line = lines.get((document.key, "related"), 1)
    return [*found, *bad_related(document, books, loaded.path, line)]


def bad_related(document: Document, books: Library, path: str, line: int) -> Iterator[Problem]:
    """Related pages that do not exist."""
    for href in document.related:
        try:
            link = resolve(href, path=path, targets=books.targets, site_path=books.has)
        except BadLink as error:
            yield Problem(path, line, f"related: {error}")
        else:
            if not link.key:
                yield Problem(path, line, f"related: “{href}” is no document; name its file.")


def double_addresses(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    """Two pages cannot have one address."""
    seen: dict[str, str] = {}
    for one in loaded:
        for readable in one.document.readables() if one.document else ():
            if readable.key in seen:
                other = seen[readable.key]
                message = f"“{readable.slug}” is also the address of a page in {other}; change one."
                yield Problem(one.path, one.lines.get((readable.key, "title"), 1), message)
            seen[readable.key] = one.path


def idle_aliases(loaded: Sequence[Loaded]) -> Iterator[Problem]:
    """A former address leads nowhere where another page has it now."""
    documents = [one.document for one in loaded if one.document]
    taken = {document.key for document in documents}
    for one in loaded:
        document = one.document
        for alias in document.aliases if document else ():
            if document and f"{document.folder}/{alias}".strip("/") in taken:
                line = one.lines.get((document.key, "aliases"), 1)
                message = f"the former address “{alias}” is another page's now; remove it."
                yield Problem(one.path, line, message, "warning")
