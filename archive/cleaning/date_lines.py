"""Lines that are nothing but a date, with what labels it."""

from __future__ import annotations

import re
from functools import cache

from archive.cleaning import dates
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

DATE_LIKE = 0.5
"""Share of figures, months and weekdays from which a line is a date line."""
DATE_LINE_SIZE = 140
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")


def is_date_line(index: int, text: str, seen: PageEvidence) -> bool:
    """Whether a line is a date or time, alone or with a label such as "Updated"."""
    if len(text) > DATE_LINE_SIZE or not seen.columns["digits"][index]:
        return False
    found = dates.find_dates(text)
    if not found:
        told = seen.cues[index, Cue.DATING] > 0 or _CLOCK.search(text) or names_time(seen.folded[index])
        return bool(seen.columns["date"][index] >= DATE_LIKE and told)
    left = text
    for one in reversed(found):
        left = left[: one.start] + " " + left[one.end :]
    labels = seen.cues[index, Cue.DATING] * len(text)
    letters = sum(character.isalpha() for character in left)
    return bool(letters - labels <= 12 or seen.columns["date"][index] >= DATE_LIKE)


def names_time(folded: str) -> bool:
    """Whether a line of figures names a month, a weekday or a time, or has no word: prices and sizes do not."""
    words = folded.split()
    return not _telling().isdisjoint(words) or all(word.isdigit() for word in words)


@cache
def _telling() -> frozenset[str]:
    """The words of dates that are not small words of a language besides: "Monday", not "of"."""
    return lexicon.date_words() - lexicon.function_words()
