"""What can be seen of each line of a page: its shape, its words, its place, its neighbours.

Every column is a number with a name; `weights` says what each is worth.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import characters, phrasing, shapes
from archive.cleaning.shapes import PageText
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.wording import DATING, FUNCTION, PERSON, PageWords

Column = NDArray[np.float32]

UNKNOWN_LANGUAGE_DENSITY = 0.08
"""A page of prose whose small words are rarer than this is in a language without a table: in English,
German or Russian prose they are 25 to 50 %, in lists of links in those languages still 5 to 15 %."""
DATE_LINE_WORDS = 14
"""A date line with its label has fewer words than this."""
HEAD_COVERAGE = 0.5
HEAD_LENGTH = 60
"""A line opens a section if a phrase covers half of it and it is no longer than this."""
LOOK_BACK_LIMIT = 400.0
"""Distances in lines are not told apart beyond this."""
MOSTLY_WIDE = 0.4
"""Of a line with this share of wide signs the words are counted by them."""
PROSE_SIZE = 100
"""Lines longer than this tell whether the page's language is known."""


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """Evidence of all lines of a page: one row a line, and the coverage of each line by each kind of phrase."""

    columns: dict[str, Column]
    cues: NDArray[np.float32]
    folded: list[str]
    words: PageWords
    signs: NDArray[np.uint8]
    """Bits of `shapes.signs`."""
    known_language: bool

    def __len__(self) -> int:
        return len(self.folded)


def _density(words: PageWords, count: dict[str, Column]) -> Column:
    """Share of small words."""
    share = words.per_line(words.are(FUNCTION)) / np.maximum(words.per_line(), 1)
    wide = count["wide"]
    if not wide.any():
        return share.astype(np.float32)
    mostly_wide = wide > MOSTLY_WIDE * np.maximum(count["solid"], 1)
    return np.where(mostly_wide, count["wide_function"] / np.maximum(wide, 1), share.astype(np.float32))


def _dating(page: PageText, words: PageWords, digits: Column) -> Column:
    """Likeness to a date line, 0 to 1."""
    total = words.per_line()
    numeric = words.per_line(characters.digit_table()[page.folded[words.first]])
    named = words.per_line(words.are(DATING))
    dated = (total <= DATE_LINE_WORDS) & (digits > 0) & ((named > 0) | (numeric > 1))
    return np.where(dated, (numeric + named) / np.maximum(total, 1), 0.0).astype(np.float32)


def _repetition(words: PageWords) -> tuple[Column, Column]:
    """How often a line's words stand in the page, and whether this is a later time."""
    keys = words.line_marks().tolist()
    often = Counter(keys)
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    later = np.ones(words.lines, dtype=np.float32)
    later[list(first.values())] = 0
    return np.fromiter(map(often.__getitem__, keys), np.float32, len(keys)), later


def gather(lines: list[str]) -> PageEvidence:
    """The evidence of each line by itself. Lines are stripped and not empty; time is linear in their length."""
    page = PageText.of(lines)
    count = shapes.counts(page)
    words = PageWords.read(page.folded, page.rows, len(lines))
    folded = characters.text_of(page.folded)
    density = _density(words, count)
    repeats, later = _repetition(words)
    is_wide = bool(page.points.max() >= ord(lexicon.FIRST_WIDE))
    coverage, consent_hits = phrasing.phrases_of(folded, page.starts, count["solid"], wide=is_wide)
    at_least_one = np.maximum(count["words"], 1)
    size = page.lengths.astype(np.float32) + count["wide"]
    long = size > PROSE_SIZE
    prose_letters = float(size[long].sum())
    known = not prose_letters or float((density * size)[long].sum()) / prose_letters >= UNKNOWN_LANGUAGE_DENSITY
    solid = np.maximum(count["solid"], 1)
    letters = count["upper"] + count["lower"]
    columns = {
        "size": size,
        "words": np.where(count["wide"] > MOSTLY_WIDE * solid, count["wide"] / 2, count["words"]),
        "sentences": count["sentences"],
        "commas": count["commas"] / np.maximum(size, 1) * 100,
        "ending": shapes.endings(page),
        "beginning": shapes.beginnings(page),
        "marks": shapes.marks(page),
        "function": density if known else np.full(len(lines), -1, dtype=np.float32),
        "capitals": np.where(letters > 0, count["capitals"] / at_least_one, np.float32(-1)),
        "shouting": count["upper"] / np.maximum(letters, 1),
        "digits": count["digits"] / solid,
        "separators": count["separators"] / at_least_one,
        "word_size": size / at_least_one,
        "quotes": count["quotes"],
        "date": _dating(page, words, count["digits"]),
        "person": (words.per_line(words.are(PERSON)) / np.maximum(words.per_line(), 1)).astype(np.float32),
        "repeats": repeats,
        "later": later,
        "consent_hits": consent_hits,
    }
    return PageEvidence(columns, coverage, folded.split("\n"), words, shapes.signs(page), known)
