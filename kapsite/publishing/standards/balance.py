"""Balance: no benefit without its limits, no number without its denominator and its source.

After the DISCERN and IPDAS instruments: benefits and harms of equal weight, and what is
uncertain said where the benefit is said.
"""

import re
from collections.abc import Iterator

from kapsite.publishing.blocks import Block
from kapsite.publishing.problems import Problem
from kapsite.publishing.standards.prose import Prose, words_pattern

RULE = "balance"
BENEFIT = words_pattern(
    "relief relieve* benefit benefits improve* improvement effective effectiveness efficacy "
    "remission respond responded response recover* works helpful helps lift lifts lifted eases "
    "eased".split()
)
BETTER = re.compile(r"\b(?:feel|felt|feeling|got|get|much|mood is|mood was) better\b", re.I)
DRUG = words_pattern(("KAP", "ketamine", "esketamine", "Spravato"))
LIMIT = words_pattern(
    "may might not nobody no few fewer small short unclear unsure uncertain unknown fade fades "
    "faded wears limit limits limited some mixed weak thin doubt disagree guess guessed "
    "cannot never lack lacks lose loses lost hope hopes aim aims".split()
)
STATUS = words_pattern(("off-label", "not approved", "has not approved", "approved only"))
STATUS_FACTS = frozenset({"fda-status", "off-label"})
STATUS_PAGES = ("articles/is-it-approved",)
PERCENT = re.compile(r"\d(?:\.\d+)?\s?(?:%|percent\b|per cent\b)", re.I)
_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
_TIME = r"\b(?!\s+(?:to\b|years?|months?|weeks?|days?|hours?|minutes?))"
COUNT = re.compile(
    rf"\b\d[\d,]*\s+(?:in|of|out of)\s+(?:every\s+)?\d[\d,]*{_TIME}|"
    rf"\b{_WORD}\s+(?:in|out of)\s+(?:every\s+)?(?:a hundred|{_WORD}){_TIME}|"
    r"\b(?:half|a third|two[- ]thirds|a quarter|three[- ]quarters) of (?:all |the |our )?"
    r"(?:people|patients|those|users|clients)\b",
    re.I,
)


def check(prose: Prose) -> Iterator[Problem]:
    """Each section with a benefit but no limit, the page without status, each bare number."""
    benefits = []
    for section in prose.sections():
        found = [block for block in section if tells_benefit(block)]
        benefits += found
        if found and not any(LIMIT.search(one.text) or one.noted for one in section):
            message = "a benefit without its limit; say how sure we are, and for whom it fails."
            yield prose.problem(found[0].line, RULE, message)
    if benefits and not tells_status(prose):
        message = (
            "a benefit on a page that does not say that this use is off-label; "
            "add {fact:fda-status} or a link to “Is it approved?”."
        )
        yield prose.problem(benefits[0].line, RULE, message)
    yield from numbers(prose)


def tells_benefit(block: Block) -> bool:
    """Whether the block says that the treatment does good."""
    if block.kind == "heading" or block.own.rstrip().endswith("?"):
        return False
    return bool(DRUG.search(block.text) and (BENEFIT.search(block.own) or BETTER.search(block.own)))


def tells_status(prose: Prose) -> bool:
    """Whether the page says, or leads to, what the FDA has approved."""
    if prose.facts & STATUS_FACTS or any(link in STATUS_PAGES for link in prose.links):
        return True
    return any(STATUS.search(block.text) for block in prose.all)


def numbers(prose: Prose) -> Iterator[Problem]:
    """Percentages, and counts without a source or a limit beside them."""
    for block in prose.all:
        if block.kind == "heading":
            continue
        if match := PERCENT.search(block.own):
            message = f"“{match[0]}”: say how many people in 100, with the limit beside it."
            yield prose.problem(block.line, RULE, message)
        elif (match := COUNT.search(block.own)) and not supported(prose, block):
            message = f"“{match[0]}”: cite the source and say its limit in the same place."
            yield prose.problem(block.line, RULE, message)


def supported(prose: Prose, block: Block) -> bool:
    """Whether a source and a limit stand in the block or its table row; a note counts as one."""
    row = [one for one in prose.blocks if one.row and one.row == block.row] or [block]
    limited = any(LIMIT.search(one.text) or one.noted for one in row)
    return limited and any(one.cited for one in row)


def bare(text: str) -> str:
    """The first percentage or count in ``text``, or nothing."""
    match = PERCENT.search(text) or COUNT.search(text)
    return match[0] if match else ""
