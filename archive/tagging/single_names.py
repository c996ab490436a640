"""Single names: persons who are named by one word, where the words before it say that it is a name.

"A man surnamed Zhao" and "his wife Amanda" name persons though no full name stands anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.tagging.people import Candidate, Survey
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import Sense, alternation

_SURNAMED = re.compile(r"\b(?:[Ss]urnamed|[Ff]amily name is|last name is) $")
_KIN = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|'s) (?:(?:late|former|younger|older|elder|eldest|youngest|infant|twin) )?"
    rf"(?:{alternation('addresses', 'kin-man')}|{alternation('addresses', 'kin-woman')}),? $"
)
LONGEST_KIN = 40
"""Characters before a name in which the words of kin are looked for."""

_GIVEN = int(Sense.GIVEN)
_OTHER = int(Sense.COUNTRY | Sense.TOWN | Sense.ORGANISATION | Sense.COMPANY | Sense.COMMON | Sense.ORDINARY)


def alone_by_form(found: Survey, reading: Reading, senses: dict[str, int]) -> Iterator[Candidate]:
    """Give the words standing alone that are names by what stands before them, and take them from ``found.alone``."""
    rest = []
    for candidate in found.alone:
        sign = "" if candidate.title or reading.in_headline(candidate.start) else _sign(candidate, reading, senses)
        if sign:
            candidate.named_by = sign
            yield candidate
        else:
            rest.append(candidate)
    found.alone = rest


def _sign(candidate: Candidate, reading: Reading, senses: dict[str, int]) -> str:
    start, word = candidate.start, candidate.words[-1]
    before = reading.folded[start - 4 : start]
    if before.endswith(("ed ", "is ")):
        return "surnamed" if _SURNAMED.search(reading.folded, max(0, start - 20), start) else ""
    sense = senses.get(word, 0)
    if sense & _GIVEN and not sense & _OTHER and before.endswith(("r ", "n ", "e ", "t ", "d ", "w ", ", ")):
        return "kin" if _KIN.search(reading.folded, max(0, start - LONGEST_KIN), start) else ""
    return ""
