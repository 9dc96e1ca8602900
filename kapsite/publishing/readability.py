"""How hard a text is to read: the Flesch-Kincaid grade and what drives it.

The grade is a US school grade made from sentence length and word length. It
estimates effort and never proves that a reader understands.
"""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['\u2019.,:@\u2011-][^\W_]+)*")
WORD_PART = re.compile(r"\d+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
SENTENCE_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s+[^\sa-z])")
LAST_TOKEN = re.compile(r"[^\s(\[\"\u201c\u2018]+$")


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_FINAL = _table("dr mr mrs ms prof st vs approx fig dept e.g i.e cf")

VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)es?$(?<![sxzcg]es)(?<!shes)(?<!ches)"
    r"|(?<=[^aeiouytd])(?<![^aeiouylr]l)ed$"
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ly|ments?|ful|fully|less|ness|line|times?|self|long|style|where)$)"
)
SAID_APART = re.compile(
    r"i[ao](?<![tscgx]i[ao])(?<![ln]io(?=n))(?!u)|[tc]ia(?=t)|[rvdb]iou|uou|[^qg]u[ao]"
    r"|eo(?!u)|[aeiouy](?=ing)|ie(?:n[ct])(?<![tsc]ien.)|iet|(?<=...)ie(?=r$|st$)"
    r"|rea(?=ct)|crea(?=t)|(?<=..)eas?$|uici|[ae]yo|[ao]yer|(?:s|th)ms?$"
)

# Read letter by letter although they hold a vowel; those without need no entry.
SPELLED = _table("FDA ECT IV IM US UK MAOI EMDR VA DEA ER ID FAQ AVM APA DOI MDMA")

SYLLABLES = {
    word: count
    for count, words in {
        1: "kap rems",
        2: "people safety vs someone science poem fatigue doesn't isn't wasn't couldn't wouldn't "
        "shouldn't didn't hadn't hasn't haven't",
        3: "ketamine somebody everyone everything everyday element caveat behavior mg ml kg",
        4: "esketamine everybody neuroscience",
        5: "psychotherapy",
    }.items()
    for word in words.split()
}

BE = r"(?:am|is|are|was|were|be|been|being|gets?|got|(?<=\w)['\u2019]re)"
BETWEEN = r"(?:\s+(?:not|also|often|never|always|usually|still|then|\w+ly))*"
IRREGULAR = (
    "given taken made done seen known found held kept told sent shown written chosen built "
    "brought put read said paid left lost felt meant thought understood driven drawn spoken "
    "begun broken hidden cut set spent taught caught sold run worn"
).replace(" ", "|")
PASSIVE = re.compile(rf"\b{BE}{BETWEEN}\s+(?P<participle>\w+ed|{IRREGULAR})\b", re.IGNORECASE)
# End in -ed, yet describe a state: "you are tired" has no hidden actor.
STATES = _table(
    "tired worried scared interested relaxed confused detached depressed stressed excited "
    "concerned surprised allergic bored ashamed need bed red indeed"
)


@dataclass(frozen=True)
class Score:
    """What a text asks of its reader.

    `grade` is the Flesch-Kincaid US school grade, `longest` holds the five
    longest sentences, longest first, `passive_share` runs from 0 to 1. A text
    without words scores 0 everywhere.
    """

    words: int
    sentences: int
    grade: float
    words_per_sentence: float
    longest: list[str]
    passive_share: float


def syllables(word: str) -> int:
    """Return how many syllables `word` has when it is read aloud, at least 1.

    Hyphenated words add up their parts. A number in figures counts one, as the
    common readability tools do: readers take figures in at a glance.
    """
    if word[:1].isdigit() and not any(map(str.isalpha, word)):
        return 1
    return max(1, sum(_part_syllables(part) for part in WORD_PART.findall(word)))


def sentences(text: str) -> list[str]:
    """Return the sentences of plain `text` that has one block a line.

    A line ends a sentence even without a full stop, so headings and list items
    count as sentences of their own.
    """
    found = (sentence for line in text.splitlines() for sentence in _split(line))
    return [sentence for sentence in found if WORD.search(sentence)]


def score(text: str) -> Score:
    """Return the reading effort of plain `text` that has one block a line.

    The grade's formula is from Kincaid, Fishburne, Rogers and Chissom (1975),
    Derivation of New Readability Formulas for Navy Enlisted Personnel, Naval
    Technical Training Command, Research Branch Report 8-75.
    """
    parts = sentences(text)
    words = [word for part in parts for word in WORD.findall(part)]
    if not words:
        return Score(0, 0, 0.0, 0.0, [], 0.0)
    per_sentence = len(words) / len(parts)
    per_word = sum(map(syllables, words)) / len(words)
    return Score(
        words=len(words),
        sentences=len(parts),
        grade=0.39 * per_sentence + 11.8 * per_word - 15.59,
        words_per_sentence=per_sentence,
        longest=sorted(parts, key=lambda part: len(WORD.findall(part)), reverse=True)[:5],
        passive_share=sum(map(_is_passive, parts)) / len(parts),
    )


def _split(line: str) -> list[str]:
    line = LIST_MARK.sub("", line).strip()
    parts, start = [], 0
    for end in SENTENCE_END.finditer(line):
        if not _is_abbreviation(line[start : end.start()]):
            parts.append(line[start : end.end()].strip())
            start = end.end()
    return [part for part in (*parts, line[start:].strip()) if part]


def _is_abbreviation(before: str) -> bool:
    last = LAST_TOKEN.search(before)
    return last is not None and last[0].lower() in NEVER_FINAL


def _part_syllables(part: str) -> int:
    if part.isdigit():
        return 1
    word = part.lower().replace("\u2019", "'")
    known = SYLLABLES.get(word) or SYLLABLES.get(re.sub(r"(?<![csg]e)'?s$", "", word))
    if known:
        return known
    if part.rstrip("s") in SPELLED or not VOWELS.search(word):
        return len(part.rstrip("s"))
    word = word.replace("'", "")
    heard = len(VOWELS.findall(word)) + len(SAID_APART.findall(word))
    return max(1, heard - len(SILENT_E.findall(word)))


def _is_passive(sentence: str) -> bool:
    return any(match["participle"].lower() not in STATES for match in PASSIVE.finditer(sentence))
