"""Single names: persons who are named by one word, where the words before it say that it is a name.

"A man surnamed Zhao" and "his wife Amanda" name persons though no full name stands anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.tagging.people import Candidate, Survey
from archive.tagging.reading import Reading
from archive.tagging.senses import Senses
from archive.tagging.vocabulary import Sense, alternation

_SURNAMED = re.compile(r"\b(?:[Ss]urnamed|[Ff]amily name is|last name is) $")
_KIN = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|'s) (?:(?:late|former|younger|older|elder|eldest|youngest|infant|twin) )?"
    rf"(?:{alternation('addresses', 'kin-man')}|{alternation('addresses', 'kin-woman')}),? $"
)
_SURNAMED_ENDS = frozenset(("ed ", "is "))
_KIN_ENDS = frozenset(("r ", "n ", "e ", "t ", "d ", "w ", ", "))
LONGEST_KIN = 40
"""Characters before a name in which the words of kin are looked for."""

_GIVEN = int(Sense.GIVEN)
_OTHER = int(Sense.COUNTRY | Sense.TOWN | Sense.ORGANISATION | Sense.COMPANY | Sense.COMMON | Sense.ORDINARY)
_GIVEN_OR_OTHER = _GIVEN | _OTHER


def alone_by_form(found: Survey, reading: Reading, senses: Senses) -> Iterator[Candidate]:
    """Give the words standing alone that are names by what stands before them, and take them from ``found.alone``."""
    rest = []
    for candidate in found.alone:
        sign = "" if candidate.title else _sign(candidate, reading, senses)
        if sign and not reading.in_headline(candidate.start):
            candidate.named_by = sign
            yield candidate
        else:
            rest.append(candidate)
    found.alone = rest


def _sign(candidate: Candidate, reading: Reading, senses: Senses) -> str:
    start = candidate.start
    before = reading.folded[start - 3 : start] if start > 2 else ""
    if before in _SURNAMED_ENDS:
        return "surnamed" if _SURNAMED.search(reading.folded, max(0, start - 20), start) else ""
    if before[1:] in _KIN_ENDS and senses[candidate.words[-1]] & _GIVEN_OR_OTHER == _GIVEN:
        return "kin" if _KIN.search(reading.folded, max(0, start - LONGEST_KIN), start) else ""
    return ""
