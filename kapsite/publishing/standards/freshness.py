"""Dates: facts and pages past their review, and pages that nobody reviewed."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from kapsite.publishing.documents import Document
from kapsite.publishing.models import Approval, Fact
from kapsite.publishing.problems import Problem
from kapsite.publishing.versions import version_of

RULE = "freshness"
PATH = "facts.toml"


def facts(
    rows: Iterable[Fact], today: datetime.date, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """Facts that must be looked at again."""
    for fact in rows:
        if fact.review_by and fact.review_by < today:
            message = (
                f"the fact “{fact.key}” was to be looked at by {fact.review_by}; "
                "check it, and set a new date."
            )
            yield Problem(PATH, lines.get(fact.key, 1), message, "warning", RULE)


def pages(
    documents: Iterable[Document], approvals: Mapping[str, Approval], today: datetime.date
) -> Iterator[Problem]:
    """One line for each page that is past its review, or that no clinician approved as it is."""
    for document in documents:
        approval = approvals.get(document.key)
        due = approval.next_review if approval else document.review_by
        told = []
        if due and due < today:
            told.append(f"this page was to be reviewed by {due}")
        if approval is None:
            told.append("no clinician has approved this page")
        elif approval.version != version_of(document):
            told.append(f"this page has changed since {approval.name} approved it")
        if told:
            message = f"{', and '.join(told)}; ask a clinician for a review."
            yield Problem(document.path, 1, message, "warning", RULE)
