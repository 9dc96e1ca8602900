"""Who approved what readers see, and whether it is still what was approved."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import kind_of
from kapsite.publishing.models import Approval, Fact, Glossary, Link, Term


@dataclass(frozen=True)
class Review:
    """A clinician's approval as readers see it; ``changed`` names facts that are new since."""

    name: str
    credentials: str
    on: datetime.date
    next: datetime.date
    changed: list[str] = field(default_factory=list)


def approval_of(key: str, version: str) -> Approval | None:
    """The newest approval of that version."""
    return Approval.objects.filter(key=key, version=version).first()


def may_publish(document: Document, version: str) -> bool:
    """Whether readers may see that version: always, unless the clinic requires a review."""
    return not settings.REQUIRE_REVIEW or approval_of(document.key, version) is not None


def review_of(document: Document, facts: Iterable[str] = ()) -> Review | None:
    """The approval of what readers see of ``document``; ``facts`` are the keys that it shows."""
    approval = approval_of(document.key, document.version) if document.version else None
    if approval is None:
        return None
    on = timezone.localtime(approval.at).date()
    changed = changed_since(approval, facts)
    return Review(approval.name, approval.credentials, on, approval.next_review, changed)


def changed_since(approval: Approval, facts: Iterable[str]) -> list[str]:
    """The titles of those of ``facts``, by key, that say something else than was approved."""
    keys = sorted(set(facts))
    said = facts_said(keys)
    titles = dict(Fact.objects.filter(key__in=keys).values_list("key", "title"))
    return [titles.get(key, key) for key in keys if approval.facts.get(key) != said.get(key)]


def facts_said(keys: Iterable[str]) -> dict[str, str]:
    """All that each fact shows, by its key: its words, its list, its numbers and their limit."""
    return {
        fact.key: "\n".join(
            [
                fact.text,
                *fact.items,
                *(f"{one['count']} of {one['of']}: {one['label']}" for one in fact.figure),
                *([fact.limit] if fact.limit else []),
            ]
        )
        for fact in Fact.objects.filter(key__in=keys)
    }


def facts_shown(document: Document) -> set[str]:
    """The keys of the facts that readers see in ``document``, as the link graph has them."""
    sources = [readable.key for readable in document.readables()]
    links = Link.objects.filter(source__in=sources, target__startswith="fact:")
    return {target.removeprefix("fact:") for target in links.values_list("target", flat=True)}


def public_terms() -> list[Term]:
    """The terms that readers may see: all, or where a review is required the approved ones."""
    if not settings.REQUIRE_REVIEW:
        return list(Term.objects.all())
    live = Glossary.objects.published().first()
    approval = approval_of(live.key, live.version) if live else None
    kind = kind_of(live.path) if live else None
    return kind.load(live.path, approval.text).rows if live and kind and approval else []
