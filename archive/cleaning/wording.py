"""The words of a page as fingerprints, so that all its lines are counted, compared and looked up at once.

A fingerprint is 64 bits: each character's number times the power of a large odd factor that belongs to its place in the
word, added up. Equal words have equal ones, other words nearly never. They live no longer than the page is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

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
_BLANK, _APOSTROPHE = 32, ord("'")
_LETTERS, _WORDS = 0xB69C_2F08_57D1_3AE5, 0x5D19_E8A4_C603_7B2D
"""Factors for the letters of a word and the words of a line: with one for both a line "u k" would be like "uk". They
are odd, so that they have inverses among numbers of 64 bits."""
KEPT_POWERS = 1 << 17
"""Powers of the factor are kept for pages of up to so many characters: four megabytes in all."""


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
        ends = self.each.cumsum()
        return _marks(self.marks, ends - self.each, ends, _WORDS)

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


def _powers(factor: int, most: int) -> Marks:
    """The powers of a factor from 0 to one less than ``most``."""
    found = np.full(most, factor, dtype=np.uint64)
    found[:1] = 1
    np.multiply.accumulate(found, out=found)
    return found


_INVERSES = {factor: pow(factor, -1, 1 << 64) for factor in (_LETTERS, _WORDS)}
_POWERS = {factor: _powers(factor, KEPT_POWERS) for factor in (*_INVERSES, *_INVERSES.values())}


def _powers_of(factor: int, most: int) -> Marks:
    return _POWERS[factor][:most] if most <= KEPT_POWERS else _powers(factor, most)


def _marks(numbers: NDArray[Any], first: NDArray[np.intp], last: NDArray[np.intp], factor: int) -> Marks:
    """The fingerprint of each stretch of numbers, from its first place to before its last; 0 of an empty one."""
    most = len(numbers)
    sums = np.zeros(most + 1, dtype=np.uint64)
    np.multiply(numbers, _powers_of(factor, most), out=sums[1:])
    sums.cumsum(out=sums)
    found: Marks = sums.take(last) - sums.take(first)
    found *= _powers_of(_INVERSES[factor], most + 1).take(first)
    return found


def _fingerprints(folded: NDArray[np.uint32]) -> tuple[NDArray[np.intp], Marks]:
    """Where each word begins, and its fingerprint."""
    inside = folded > _BLANK
    edges = (inside[1:] != inside[:-1]).nonzero()[0] + 1
    if len(edges) % 2:  # the text ends within a word
        edges = np.append(edges, len(folded))
    first = edges[::2]
    return first, _marks(folded, first, edges[1::2], _LETTERS)


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
