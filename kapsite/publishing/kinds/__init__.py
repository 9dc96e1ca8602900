"""How each kind of content file becomes rows, and rows become its text again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.module_loading import import_string

from kapsite.publishing.documents import Document
from kapsite.publishing.problems import Problem


@dataclass
class Loaded:
    """A file's content, not saved yet: its document where it is one, else plain ``rows``."""

    path: str
    document: Document | None = None
    rows: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # The line on which each field starts: (key of the page, field) -> line.
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


class Kind(Protocol):
    """One kind of content file."""

    def claims(self, path: str) -> bool:
        """Whether a file at ``path``, relative to ``content/``, is of this kind."""

    def load(self, path: str, text: str) -> Loaded:
        """What the file holds; faults are in ``problems``, and errors there forbid ``save``."""

    def text(self, loaded: Loaded, like: str = "") -> str:
        """The file's text for ``loaded``; what did not change keeps its wording in ``like``."""

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """What the database holds of this kind, one for each file."""

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Make the database hold what ``loaded`` says, and no more, for its path."""


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds that ``settings.DOCUMENT_KINDS`` names, by that name."""
    return {name: import_string(name) for name in settings.DOCUMENT_KINDS}


def kind_of(path: str) -> Kind | None:
    """The kind of the content file at ``path``."""
    return next((kind for kind in kinds().values() if kind.claims(path)), None)


def documents(*, live: bool = False) -> Iterator[Document]:
    """Every document of every kind, as its writers have it, or as readers see it."""
    for kind in kinds().values():
        for loaded in kind.stored(live=live):
            if loaded.document is not None:
                yield loaded.document


def field_problems(path: str, line: int, row: Model, *names: str) -> list[Problem]:
    """What the fields ``names`` of ``row`` cannot hold: too long, empty, no address."""
    others = {field.name for field in row._meta.fields} - set(names)
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        return [
            Problem(path, line, f"{name} of “{str(row)[:80]}”: {' '.join(messages)}")
            for name, messages in error.message_dict.items()
        ]
    return []


def replace_rows(model: type[Model], rows: Iterable[Any], name: str) -> None:
    """Make ``rows`` all that there is of ``model``; ``name`` is the field that tells them apart.

    A row that stays keeps its primary key, by which the admin's history knows it.
    """
    known = dict(model._default_manager.values_list(name, "pk"))
    for row in rows:
        row.pk = known.pop(getattr(row, name), None)
        row.save()
    model._default_manager.filter(pk__in=known.values()).delete()
