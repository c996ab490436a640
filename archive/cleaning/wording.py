"""The words of a page as fingerprints, so that all its lines are counted, compared and looked up at once.

A fingerprint is 64 bits: each character's number times a random one that belongs to its place in the word, added
up. Equal words have equal ones; among a million words one chance in twenty million makes two others so. They live no
longer than the page is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import characters
from archive.cleaning.vocabulary import lexicon

Marks = NDArray[np.uint64]

FUNCTION, DATING, PERSON, POINTING, CALLING, COUNTING = 1, 2, 4, 8, 16, 32
"""What a word can be: one of the commonest of its language, one of dates, one of me and you; the first of a pointer to
another article, of a call to the reader, of a count of comments."""
COUNTS = ("one", "no")
"""Numbers of comments that are written out."""
PLACES = 64
"""Letters and words are told apart by their place up to here, a power of two; longer words and lines begin again."""
_BLANK, _APOSTROPHE = 32, ord("'")
_RANDOM = np.random.default_rng(20).integers(0, 1 << 63, size=(2, PLACES), dtype=np.uint64) | np.uint64(1)


@dataclass(frozen=True, slots=True)
class PageWords:
    """Every word of a page's lines in order, equal words under one number."""

    lines: int
    first: NDArray[np.intp]
    """Where each word begins in the page."""
    rows: NDArray[np.intp]
    """The line of each word."""
    each: NDArray[np.intp]
    """How many words each line has."""
    marks: Marks
    """The fingerprint of each word."""
    known: Marks
    """The fingerprints of all different words, in order."""
    numbers: NDArray[np.intp]
    """Each word's place among them."""
    kinds: NDArray[np.uint8]
    """What each different word can be: bits of `FUNCTION`, `DATING` and so on."""
    once_a_line: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Line and number of each word, each word once a line."""

    @classmethod
    def read(cls, folded: NDArray[np.uint32], rows_of: NDArray[np.intp], lines: int) -> PageWords:
        """The words of folded code points, in which a blank stands before every word; ``rows_of`` gives their lines."""
        first, marks = _fingerprints(folded)
        rows = rows_of.take(first)
        order = marks.argsort()
        by_mark = marks.take(order)
        fresh = np.empty(len(marks), dtype=bool)
        fresh[:1] = True
        np.not_equal(by_mark[1:], by_mark[:-1], out=fresh[1:])
        numbers = np.empty(len(marks), dtype=np.intp)
        numbers[order] = fresh.cumsum() - 1
        known = by_mark[fresh]
        each = np.bincount(rows, minlength=lines)
        return cls(
            lines, first, rows, each, marks, known, numbers, _kinds_of(known), _once_a_line(rows, numbers, len(known))
        )

    def per_line(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        """How many of the chosen words each line has."""
        return np.bincount(self.rows[chosen], minlength=self.lines)

    def are(self, kind: int) -> NDArray[np.bool_]:
        """Which words can be of a kind."""
        return (self.kinds & kind).astype(bool).take(self.numbers)

    def opening(self, folded: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """What the first word of each line of a folded page can be; a figure counts, a sign may hide a pointer."""
        worded = self.each > 0
        begins = (self.each.cumsum() - self.each)[worded]
        found = np.zeros(self.lines, dtype=np.uint8)
        signs = folded.take(self.first.take(begins))
        kinds = self.kinds.take(self.numbers.take(begins))
        kinds |= characters.digit_table().take(signs) * np.uint8(COUNTING)
        kinds |= (signs == _APOSTROPHE) * np.uint8(POINTING)
        found[worded] = kinds
        return found

    def line_marks(self) -> Marks:
        """A fingerprint of each line's words in their order; 0 for a line without any."""
        begins = self.each.cumsum() - self.each
        place = np.arange(len(self.marks)) - begins.take(self.rows)
        worded = self.each > 0
        found = np.zeros(self.lines, dtype=np.uint64)
        if len(self.marks):
            found[worded] = np.add.reduceat(self.marks * _RANDOM[1].take(place & (PLACES - 1)), begins[worded])
        return found

    def among(self, listed: Sequence[Collection[str]]) -> Iterator[NDArray[np.bool_]]:
        """Which of the different words are among those of each of several lists, none of them empty."""
        marks = marks_of(chain.from_iterable(listed))
        known = len(self.known)
        place = self.known.searchsorted(marks)
        place[np.append(self.known, np.uint64(0)).take(place) != marks] = known
        at = 0
        for words in listed:
            found = np.zeros(known + 1, dtype=bool)
            found[place[at : at + len(words)]] = True
            at += len(words)
            yield found[:-1]


def _once_a_line(
    rows: NDArray[np.intp], numbers: NDArray[np.intp], known: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    most = max(known, 1)
    both = rows * most + numbers
    both.sort()
    fresh = np.empty(len(both), dtype=bool)
    fresh[:1] = True
    np.not_equal(both[1:], both[:-1], out=fresh[1:])
    both = both[fresh]
    once = both // most
    return once, both - once * most


def _fingerprints(folded: NDArray[np.uint32]) -> tuple[NDArray[np.intp], Marks]:
    """Where each word begins, and its fingerprint."""
    inside = folded > _BLANK
    edges = (inside[1:] != inside[:-1]).nonzero()[0] + 1
    first = edges[::2]
    if not len(first):
        return first, np.empty(0, dtype=np.uint64)
    lengths = np.append(edges, len(folded))[1::2][: len(first)] - first
    ends = lengths.cumsum()
    begins = ends - lengths
    solid = folded[inside].astype(np.uint64)
    place = np.arange(len(solid)) - begins.repeat(lengths)
    return first, np.add.reduceat(solid * _RANDOM[0].take(place & (PLACES - 1)), begins)


def marks_of(words: Iterable[str]) -> Marks:
    """The fingerprints of folded words, none of them empty, in order."""
    listed = list(words)
    return _fingerprints(np.frombuffer(f" {' '.join(listed)} ".encode("utf-32-le"), dtype=np.uint32))[1]


@cache
def _listed_words() -> tuple[Marks, NDArray[np.uint8]]:
    """The fingerprints of all words that can be of a kind, sorted, and the kinds of each."""
    kinds: dict[str, int] = {}
    for kind, listed in (
        (FUNCTION, lexicon.function_words()),
        (DATING, lexicon.date_words()),
        (PERSON, lexicon.person_words()),
        (POINTING, lexicon.first_words(lexicon.pointers())),
        (CALLING, lexicon.first_words(lexicon.CALLS)),
        (COUNTING, COUNTS),
    ):
        for word in listed:
            if characters.fold(word).split() == [word]:  # no word of a folded page is anything else
                kinds[word] = kinds.get(word, 0) | kind
    marks = marks_of(kinds)
    order = np.argsort(marks)
    return marks[order], np.fromiter(kinds.values(), np.uint8, len(kinds))[order]


def _kinds_of(known: Marks) -> NDArray[np.uint8]:
    listed, kinds = _listed_words()
    place = np.minimum(listed.searchsorted(known), len(listed) - 1)
    found: NDArray[np.uint8] = kinds.take(place) * (listed.take(place) == known)
    return found
