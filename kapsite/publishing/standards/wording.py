"""Words and claims that a clinic must not use; the list is the staff's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kapsite.publishing.problems import Level, Problem
from kapsite.publishing.readability import sentences
from kapsite.publishing.standards.prose import Prose, words_pattern

RULE = "wording"
# What may stand between “not” and the word that it denies: “no one has shown that it is safe”.
_BETWEEN = (
    "a an the any be been is are was as it that this these to of for yet has have had ever "
    "shown show shows found find proof prove proves proven evidence promise promises guarantee "
    "say says call mean means know known sure study studies trial drug ketamine kap one can will "
    "does do if whether we you or and clearly approved judged true claim claims safe treatment "
    "therapy single such make makes offer offers"
).replace(" ", "|")
DENIED = re.compile(
    r"(?:(?<!why )\b(?:not|never|no|nor|cannot|without|nobody|none|neither)|n['\u2019]t)\b"
    rf"(?:\s+(?:{_BETWEEN})\b)*\s+$",
    re.IGNORECASE,
)
# Speech that is reported or doubted: still looked at, yet it stops nothing.
DISTANT = re.compile(
    r"\byou (?:may|might) (?:also )?(?:hear|read|see)\b|\bsome (?:people |clinics |sites )?"
    r"(?:say|claim|call|describe)\b|\bbe wary\b|\bwalk away\b|\bbeware\b|\bquestion any\b|"
    r"\b(?:anyone|any clinic|a clinic|a site|an ad) (?:who |that )?(?:says?|promises?|claims?)\b|"
    r"\b(?:cannot|can not|can['\u2019]t|do not|does not|don['\u2019]t|doesn['\u2019]t|did not)"
    r" (?:\w+ )?(?:tell|settle|mean|prove|show|say|make|promise|know|trust|believe|fit)\b|"
    r"\b(?:no one|nobody|no study|no trial) (?:\w+ )?(?:knows?|can|has|have|proves?|shows?)\b|"
    r"\b(?:unclear|unsure|uncertain|not yet|open question|too simple|too much|a myth|misleading)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wording:
    """Any of ``words``, and with them in one sentence any of ``near`` where that is given."""

    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    why: str = ""
    instead: str = ""
    level: Level = "error"

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]:
        """Compiled: the words, what must stand near, and the phrases that make them honest."""
        near = words_pattern(self.near) if self.near else None
        allow = words_pattern(self.allow) if self.allow else None
        return words_pattern(self.words), near, allow

    def find(self, text: str) -> Iterator[tuple[str, Level]]:
        """Each word of ``text`` that must not stand there, one a sentence, with its level."""
        words, near, allow = self.patterns
        if allow:
            # Before it is split: an honest phrase may end one sentence and begin the next.
            text = allow.sub(" ", text)
        for sentence in sentences(text):
            if near and not near.search(sentence):
                continue
            match = next((one for one in words.finditer(sentence) if not denied(one)), None)
            if match:
                yield match[0], "warning" if DISTANT.search(sentence) else self.level


def denied(match: re.Match[str]) -> bool:
    """Whether “not” or the like stands before the word and takes it back."""
    return bool(DENIED.search(match.string[: match.start()]))


def check(prose: Prose, wordings: Iterable[Wording]) -> Iterator[Problem]:
    """Every sentence and heading that holds a word from the list."""
    rules = list(wordings)
    for block in prose.all:
        yield from found(prose.path, block.line, block.own, rules)


def found(path: str, line: int, text: str, wordings: Iterable[Wording]) -> Iterator[Problem]:
    """What of ``text``, which stands in the line of that file, is on the list."""
    for rule in wordings:
        for word, level in rule.find(text):
            message = f"“{word}”: {rule.why}"
            message += f" Say instead: {rule.instead}" if rule.instead else ""
            yield Problem(path, line, message, level, RULE)
