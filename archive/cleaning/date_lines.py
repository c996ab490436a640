"""Lines that are nothing but a date, with what labels it."""

from __future__ import annotations

from archive.cleaning import dates
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.vocabulary.cues import Cue

DATE_LIKE = 0.5
"""Share of figures, months and weekdays from which a line is a date line."""
DATE_LINE_SIZE = 140


def is_date_line(index: int, text: str, seen: PageEvidence) -> bool:
    """Whether a line is a date or time, alone or with a label such as "Updated"."""
    if len(text) > DATE_LINE_SIZE or not seen.columns["digits"][index]:
        return False
    found = dates.find_dates(text)
    if not found:
        return bool(seen.columns["date"][index] >= DATE_LIKE)
    left = text
    for one in reversed(found):
        left = left[: one.start] + " " + left[one.end :]
    labels = seen.cues[index, Cue.DATING] * len(text)
    letters = sum(character.isalpha() for character in left)
    return letters - labels <= 12 or bool(seen.columns["date"][index] >= DATE_LIKE)
