"""A snapshot of everything that a document's text can refer to, read from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import Resolver404, resolve

from kapsite.publishing.context import Context, Count, Insert
from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import documents
from kapsite.publishing.links import Target
from kapsite.publishing.models import Fact, Reference, Term
from kapsite.publishing.reviews import public_terms
from kapsite.publishing.terms import Routes, Terms, compile_routes, compile_terms
from kapsite.publishing.terms import Term as GlossaryTerm

FILES = ("/media/", "/static/")
GLOSSARY = "glossary.md"


@dataclass(frozen=True)
class Library:
    """Link targets by file path, references by key, facts, terms and the clinic's settings."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    facts: Mapping[str, Insert] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    routes: Routes = field(default_factory=Routes)

    def context(self, path: str, own: Mapping[str, tuple[str, str]] | None = None) -> Context:
        """What the text of the file ``path`` can refer to.

        Of sections with the same id in one file, a page's ``own`` are meant.
        """
        targets = {**self.targets}
        if own and path in targets:
            anchors = {**targets[path].anchors, **own}
            targets[path] = replace(targets[path], anchors=anchors)
        return Context(
            path=path,
            targets=targets,
            references=self.references,
            facts=self.facts,
            clinic=clinic_inserts(),
            terms=self.terms,
            routes=self.routes,
            site_path=self.has,
        )

    def has(self, path: str) -> bool:
        """Whether this site answers at ``path``: a document, or a page without parameters."""
        if path.startswith(FILES) or any(path == target.url for target in self.targets.values()):
            return True
        try:
            match = resolve(path)
        except Resolver404:
            return False
        return not match.captured_kwargs and "admin" not in match.namespaces  # type: ignore[attr-defined]

    def having(
        self,
        documents: Iterable[Document] = (),
        references: Iterable[Reference] | None = None,
        facts: Iterable[Fact] | None = None,
        glossary: Iterable[Term] | None = None,
    ) -> "Library":
        """This library as it would be once these were saved."""
        terms = self.terms if glossary is None else compile_glossary(glossary)
        facts = None if facts is None else list(facts)
        targets = {**self.targets, **{one.path: one.target() for one in documents}}
        return replace(
            self,
            targets=with_terms(targets, terms),
            references=self.references if references is None else by_key(references),
            facts=self.facts if facts is None else fact_inserts(facts),
            terms=terms,
            routes=self.routes if facts is None else fact_routes(facts),
        )


def load(*, drafts: bool = False) -> Library:
    """The library as readers may see it; with ``drafts``, as its writers see it."""
    return Library().having(
        documents(live=not drafts),
        Reference.objects.all(),
        Fact.objects.all(),
        Term.objects.all() if drafts else public_terms(),
    )


def with_terms(targets: Mapping[str, Target], terms: Terms) -> dict[str, Target]:
    """``targets``, in which each term is a section of the glossary."""
    glossary = targets.get(GLOSSARY)
    if glossary is None:
        return {**targets}
    anchors = {slug: (f"{glossary.url}#{slug}", f"{glossary.key}#{slug}") for slug in terms.by_slug}
    return {**targets, GLOSSARY: replace(glossary, anchors={**glossary.anchors, **anchors})}


def by_key(references: Iterable[Reference]) -> dict[str, Reference]:
    """References by the key that cites them."""
    return {reference.key: reference for reference in references}


def fact_inserts(facts: Iterable[Fact]) -> dict[str, Insert]:
    """Facts as the text shows them; those that the clinic must confirm are marked."""
    return {
        fact.key: Insert(
            fact.text,
            "fact fact--confirm" if fact.confirm else "fact",
            items=tuple(fact.items),
            figure=tuple(Count(**one) for one in fact.figure),
            limit=fact.limit,
            cite=fact.cite,
        )
        for fact in facts
    }


def fact_routes(facts: Iterable[Fact]) -> Routes:
    """The ways of giving the drug, each with its status."""
    return compile_routes((fact.key, fact.text, fact.route) for fact in facts if fact.route)


def compile_glossary(rows: Iterable[Term]) -> Terms:
    """The glossary, ready to be found in a text."""
    return compile_terms(
        GlossaryTerm(row.slug, row.name, row.definition, tuple(row.forms), row.automatic)
        for row in rows
    )


def clinic_inserts() -> dict[str, Insert]:
    """The clinic's settings; one that is still the sample is an evident placeholder."""
    links = {
        "phone": phone_href(settings.CLINIC["phone"]),
        "email": f"mailto:{settings.CLINIC['email']}",
    }
    return {
        key: Insert(
            text,
            "placeholder" if text == settings.CLINIC_SAMPLES[key] else "clinic",
            links.get(key, ""),
        )
        for key, text in settings.CLINIC.items()
    }


def phone_href(phone: str) -> str:
    """A ``tel:`` address for a phone number; ten digits are taken for a number in the US."""
    digits = "".join(char for char in phone if char.isdigit())
    return f"tel:+{digits if phone.strip().startswith('+') else f'1{digits}'}"
