"""Ways of giving the drug: a page may name only those whose status a fact tells."""

import re
from collections.abc import Iterable, Iterator

from kapsite.publishing.problems import Problem
from kapsite.publishing.standards.prose import Prose, words_pattern

RULE = "route"
DRUG = words_pattern(("KAP", "ketamine", "esketamine", "dose", "doses", "form", "forms"))
WAYS = words_pattern(
    "lozenge* troche* infusion* intravenous* IV injection* intramuscular* IM intranasal* nasal* "
    "oral orally sublingual* tablet* pill* capsule* rectal* suppositor* subcutaneous* "
    "transdermal* patch patches gummies gummy inhaler* inhaled vapor* vape* topical* cream* "
    "eyedrop* syrup* chewable* powder* enema* epidural*".split()
)
ANOTHER = words_pattern(("antidepressant*", "medicine*", "opioid*", "painkiller*", "pain pills"))


def check(prose: Prose, routes: Iterable[str]) -> Iterator[Problem]:
    """Every way that no fact with ``route`` words covers."""
    known = {word for phrase in routes for word in re.findall(r"\w+", phrase.lower())}
    for sentence in prose.own():
        if not DRUG.search(sentence.text) or ANOTHER.search(sentence.text):
            continue
        for match in WAYS.finditer(sentence.text):
            if not covered(match[0].lower(), known):
                message = (
                    f"“{match[0]}” is a way of giving it whose status no fact tells; "
                    "add the word to the “route” of a fact, or take it out."
                )
                yield prose.problem(sentence.block.line, RULE, message)


def covered(way: str, known: set[str]) -> bool:
    """Whether a fact's word is ``way``, or ``way`` is an ending of it, as “nasally” of “nasal”."""
    return way in known or any(len(word) > 3 and way.startswith(word) for word in known)
