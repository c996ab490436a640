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
MANY_SMALL_WORDS = 0.18
"""Above this share of small words a line reads as prose."""
COLUMNS = (
    "size", "words", "sentences", "commas", "ending", "beginning", "marks", "function", "capitals", "shouting",
    "digits", "separators", "word_size", "quotes", "date", "person", "repeats", "later", "consent_hits",
)  # fmt: skip
"""What is seen of a line by itself, in this order."""


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """Evidence of all lines of a page: one row a line, and the coverage of each line by each kind of phrase."""

    rows: NDArray[np.float32]
    """The columns in the order of `COLUMNS`, each a row."""
    columns: dict[str, Column]
    """The same by name."""
    cues: NDArray[np.float32]
    most: Column
    """The largest coverage of each line by one kind of phrase."""
    met: list[float]
    """For each kind of phrase the largest coverage of any line: 0 for a kind that the page has none of."""
    prose: Column
    """Characters of each line that reads as prose, else 0."""
    folded: list[str]
    words: PageWords
    opening: NDArray[np.uint8]
    """What each line's first word can be: bits of `wording`."""
    signs: NDArray[np.uint8]
    """Bits of `shapes.signs`."""
    known_language: bool

    def __len__(self) -> int:
        return len(self.folded)


def _density(words: PageWords, total: Column, count: dict[str, Column]) -> Column:
    """Share of small words."""
    share: Column = (words.per_line(words.are(FUNCTION)) / total).astype(np.float32)
    wide = count["wide"]
    if not wide.any():
        return share
    mostly_wide = wide > MOSTLY_WIDE * np.maximum(count["solid"], 1)
    return np.where(mostly_wide, count["wide_function"] / np.maximum(wide, 1), share)


def _dating(page: PageText, words: PageWords, digits: Column) -> Column:
    """Likeness to a date line, 0 to 1."""
    total = words.each
    dated = (total <= DATE_LINE_WORDS) & (digits > 0)
    if not dated.any():
        return np.zeros(len(total), dtype=np.float32)
    numeric = words.per_line(characters.digit_table().take(page.folded.take(words.first)))
    named = words.per_line(words.are(DATING))
    dated &= (named > 0) | (numeric > 1)
    return np.where(dated, (numeric + named) / np.maximum(total, 1), 0.0).astype(np.float32)


def _repetition(words: PageWords) -> tuple[Column, Column]:
    """How often a line's words stand in the page, and whether this is a later time."""
    keys = words.line_marks().tolist()
    n = len(keys)
    later = np.zeros(n, dtype=np.float32)
    first = dict(zip(reversed(keys), range(n - 1, -1, -1), strict=True))
    if len(first) == n:
        return np.ones(n, dtype=np.float32), later
    often = Counter(keys)
    later[:] = 1
    later[list(first.values())] = 0
    return np.fromiter(map(often.__getitem__, keys), np.float32, n), later


def gather(lines: list[str]) -> PageEvidence:
    """The evidence of each line by itself. Lines are stripped and not empty; time is linear in their length."""
    page = PageText.of(lines)
    count = shapes.counts(page)
    words = PageWords.read(page.folded, page.rows, len(lines))
    folded = characters.text_of(page.folded)
    is_wide = bool(page.folded.max() >= ord(lexicon.FIRST_WIDE))
    at_least_one, solid = np.maximum(count["words"], 1), np.maximum(count["solid"], 1)
    coverage, consent_hits = phrasing.phrases_of(folded, page.starts, solid, wide=is_wide)
    rows = np.empty((len(COLUMNS), len(lines)), dtype=np.float32)
    columns = dict(zip(COLUMNS, rows, strict=True))
    size = columns["size"]
    np.add(page.lengths, count["wide"], out=size, casting="same_kind")
    letters = count["upper"] + count["lower"]
    worded = np.maximum(words.each, 1)
    density = _density(words, worded, count)
    columns["words"][:] = np.where(count["wide"] > MOSTLY_WIDE * solid, count["wide"] / 2, count["words"])
    columns["sentences"][:] = count["sentences"]
    columns["commas"][:] = count["commas"] / np.maximum(size, 1) * 100
    columns["ending"][:] = shapes.endings(page)
    columns["beginning"][:] = shapes.beginnings(page)
    columns["marks"][:] = shapes.marks(page)
    columns["capitals"][:] = np.where(letters > 0, count["capitals"] / at_least_one, np.float32(-1))
    columns["shouting"][:] = count["upper"] / np.maximum(letters, 1)
    columns["digits"][:] = count["digits"] / solid
    columns["separators"][:] = count["separators"] / at_least_one
    columns["word_size"][:] = size / at_least_one
    columns["quotes"][:] = count["quotes"]
    columns["date"][:] = _dating(page, words, count["digits"])
    columns["person"][:] = words.per_line(words.are(PERSON)) / worded
    columns["repeats"][:], columns["later"][:] = _repetition(words)
    columns["consent_hits"][:] = consent_hits
    known = _is_known_language(size, density)
    columns["function"][:] = density if known else -1
    return PageEvidence(
        rows,
        columns,
        coverage,
        coverage.max(axis=1),
        coverage.max(axis=0).tolist(),
        _prose(columns, known=known),
        folded.split("\n"),
        words,
        words.opening(page.folded),
        shapes.signs(page),
        known,
    )


def _is_known_language(size: Column, density: Column) -> bool:
    """Whether the small words of the page's prose, if it has any, are those of a table."""
    long = size > PROSE_SIZE
    letters = float(size[long].sum())
    return not letters or float((density * size)[long].sum()) / letters >= UNKNOWN_LANGUAGE_DENSITY


def _prose(columns: dict[str, Column], *, known: bool) -> Column:
    wordy = (columns["function"] > MANY_SMALL_WORDS) if known else columns["words"] > 8
    wordy &= columns["sentences"] > 0
    wordy &= columns["words"] > 6
    mass: Column = columns["size"] * wordy
    return mass
