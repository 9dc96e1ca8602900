"""What a page says in its own words against what the facts say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kapsite.publishing.problems import Problem
from kapsite.publishing.standards.prose import Prose, Sentence, words_pattern
from kapsite.publishing.standards.quantities import Quantity, find, given

RULE = "contradiction"
EXCLUDED = re.compile(
    r"\b(?:should not|should never|must not|must never|may not|cannot|can['\u2019]t|do not|"
    r"don['\u2019]t) (?:have|take|use|get|receive|start)\b|\brul(?:e|es|ed) out\b|"
    r"\bnot (?:recommended|suitable|safe|right|an option) (?:for|if|in|with)\b|"
    r"\b(?:is|are) not for (?:you|people|anyone)\b|\bavoid\b|\bunsuitable\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(
    r"\b(?:can|may|could) (?:still |also |safely )*(?:have|take|use|get|receive|start)\b|"
    r"\b(?:safe|fine|okay|ok|suitable|no problem|harmless) (?:for|in|during|with|if|while)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|no|never|nobody|without|unless|unclear|only|ask|tell)\b|n['\u2019]t\b|\?", re.I
)
DRUG = words_pattern(("KAP", "ketamine", "it"))
# Conditions that could be named as a reason against it; what a fact does not name is flagged.
CONDITIONS = words_pattern(
    "aneurysm* asthma* diabet* epilep* seizure* glaucoma hypertension thyroid pregnan* "
    "breastfeed* psychosis psychotic schizophren* bipolar mania manic dementia stroke migraine* "
    "cancer obes* arthritis autis* adhd cystitis allergic allerg* kidney liver heart".split()
)
STEM = 6  # letters by which “pregnant” and “pregnancy” are one condition


@dataclass(frozen=True)
class Known:
    """A fact with a quantity: sentences about ``subject`` must not say another."""

    key: str
    subject: tuple[str, ...]
    quantity: str


def check(prose: Prose, facts: Iterable[Known], exclusions: str) -> Iterator[Problem]:
    """Every sentence that says another duration, count or exclusion than the facts do."""
    known = [
        (fact, words_pattern(fact.subject), list(given(fact.quantity)))
        for fact in facts
        if fact.subject and fact.quantity
    ]
    for sentence in prose.own():
        about = [(fact, says) for fact, subject, says in known if subject.search(sentence.text)]
        yield from quantities(prose, sentence, about)
        yield from conditions(prose, sentence, exclusions.lower())


def quantities(
    prose: Prose, sentence: Sentence, about: list[tuple[Known, list[Quantity]]]
) -> Iterator[Problem]:
    """Durations and counts that no fact about the subject gives."""
    for said in find(sentence.text):
        facts = [(fact, one) for fact, says in about for one in says if said.comparable(one)]
        if not facts:
            continue
        line = sentence.block.line
        if same := next((fact for fact, one in facts if one.same(said)), None):
            message = f"“{said.shown}” is said by a fact; write {{fact:{same.key}}}."
            yield prose.problem(line, RULE, message, "warning")
        else:
            fact = facts[0][0]
            message = f"“{said.shown}” is not what the fact says ({fact.quantity})"
            yield prose.problem(line, RULE, f"{message}; write {{fact:{fact.key}}}.")


def conditions(prose: Prose, sentence: Sentence, exclusions: str) -> Iterator[Problem]:
    """Reasons against the treatment that no fact names, and such as a fact names called fine."""
    text, line = sentence.text, sentence.block.line
    if not DRUG.search(text) or text.endswith("?"):
        return
    excluded = bool(EXCLUDED.search(text))
    allowed = bool(ALLOWED.search(text)) and not DENIED.search(text)
    for match in CONDITIONS.finditer(text):
        named = match[0].lower()[:STEM] in exclusions
        if excluded and not named:
            message = "is not among the facts on who should not have it; add it there."
            yield prose.problem(line, RULE, f"“{match[0]}” {message}")
        elif allowed and named:
            message = "is a reason against it, or to ask first, in the facts; say so here too."
            yield prose.problem(line, RULE, f"“{match[0]}” {message}")
