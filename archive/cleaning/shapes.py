"""The shape of every line of a page: counts of classes of characters, how it begins and ends, telling signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import characters
from archive.cleaning.characters import CharacterClass
from archive.cleaning.vocabulary import lexicon

Column = NDArray[np.float32]
Points = NDArray[np.uint32]

_CLASSES = len(CharacterClass)
_, _SPACE, _LOWER, _UPPER, _, _WIDE, _DIGIT, _TERMINAL, _COMMA, _SEPARATOR, _QUOTE = map(int, CharacterClass)
BEFORE_NEXT = 3
"""Blank, line end, blank: what stands between the lines of a laid-out page."""
_FULL_WIDTH = 0x2000
_DOT = ord(".")
_CLOSING = "\"”’')）」』"
_BEFORE_CLOSING = ".!?。！？"
_QUOTES_AND_DASHES = "\"“”„«「『'‘—–"
_BULLETS = characters.SEPARATORS + "-*+#[({<"
AT_SIGN, POINTER_SIGN, DASH_SIGN, STOP_SIGN = 1, 2, 4, 8
"""Signs that rules look for: of an address, before or about what is pointed to, between names, after a sentence."""
_SIGNS = ((AT_SIGN, "@"), (POINTER_SIGN, ":：»>|[(【"), (DASH_SIGN, "-–—|"), (STOP_SIGN, ".!?…"))
_MARKS = ((4, ("{", "};")), (3, ("@",)), (2, ("://", "www.")), (1, ("©",)))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's lines as one text, each between a blank and a blank, then a line end."""

    text: str
    points: Points
    """Its code points, those above the table's size counted as its last one."""
    starts: NDArray[np.intp]
    """Where each line begins, with the blank before it."""
    lengths: NDArray[np.intp]
    """Characters of each line."""
    rows: NDArray[np.intp]
    """The line of each of its characters."""
    folded: Points

    @classmethod
    def of(cls, lines: Sequence[str]) -> PageText:
        """Lay out lines, which are stripped and not empty."""
        text = " " + " \n ".join(lines) + " "
        lengths = np.fromiter(map(len, lines), dtype=np.intp, count=len(lines))
        spans = lengths + BEFORE_NEXT
        starts = spans.cumsum() - spans
        points = characters.code_points(text)
        rows = np.arange(len(lines)).repeat(spans)[: len(points)]
        return cls(text, points, starts, lengths, rows, characters.fold_table().take(points))

    def rows_with(self, signs: Iterable[str]) -> list[int]:
        """The lines in which one of the signs stands, some of them more than once."""
        places: list[int] = []
        for sign in signs:
            at = self.text.find(sign)
            while at >= 0:
                places.append(at)
                at = self.text.find(sign, at + 1)
        found: list[int] = self.rows[places].tolist() if places else []
        return found


def counts(page: PageText) -> dict[str, Column]:
    """How many characters of each class a line has, how many words, capitals at their beginning, and sentences."""
    points, n = page.points, len(page.starts)
    kinds = characters.class_table().take(points)
    of = np.bincount(page.rows * _CLASSES + kinds, minlength=n * _CLASSES).reshape(n, _CLASSES).T.astype(np.float32)
    space = kinds == _SPACE
    words = (space[:-1] > space[1:]).nonzero()[0] + 1
    terminal = (kinds == _TERMINAL).nonzero()[0]
    after = kinds.take(terminal + 1)
    ends = (after == _SPACE) | (after == _QUOTE) | (points.take(terminal) > _FULL_WIDTH)
    worded = page.rows.take(words)
    places = (worded, worded[kinds.take(words) == _UPPER] + n, page.rows.take(terminal[ends]) + 2 * n)
    each = np.bincount(np.concatenate(places), minlength=3 * n).reshape(3, n).astype(np.float32)
    wide_words = np.zeros(n, dtype=np.float32)
    if of[_WIDE].any():
        small = lexicon.wide_function_table().take(points).nonzero()[0]
        wide_words = np.bincount(page.rows.take(small), minlength=n).astype(np.float32)
    return {
        "wide": of[_WIDE],
        "wide_function": wide_words,
        "solid": of.sum(axis=0) - of[_SPACE],
        "upper": of[_UPPER],
        "lower": of[_LOWER],
        "capitals": each[1],
        "words": each[0],
        "digits": of[_DIGIT],
        "sentences": each[2],
        "commas": of[_COMMA],
        "separators": of[_SEPARATOR],
        "quotes": of[_QUOTE],
    }


def _table(listed: Iterable[tuple[int, str]]) -> NDArray[np.uint8]:
    """For each code point the first number that it is listed under, else 0."""
    found = np.zeros(characters.TABLE_SIZE, dtype=np.uint8)
    for number, signs in reversed(list(listed)):
        found[[ord(sign) for sign in signs]] = number
    return found


@cache
def _endings() -> tuple[NDArray[np.uint8], NDArray[np.bool_], NDArray[np.bool_]]:
    numbers = _table(((4, "…"), (5, "?!"), (3, characters.TERMINALS), (2, _CLOSING), (1, ":：")))
    return numbers, numbers == 2, _table([(1, _BEFORE_CLOSING)]).astype(bool)


def endings(page: PageText) -> Column:
    """How a line ends: 4 cut off, 5 asking or calling, 3 end of sentence, 2 closing sign, 1 colon, 0 otherwise."""
    numbers, closing, before = _endings()
    at = page.starts + page.lengths
    last, second = page.points.take(at), page.points.take(at - 1)
    found = numbers.take(last)
    found[closing.take(last) & before.take(second)] = 3
    dots = ((last == _DOT) & (second == _DOT)).nonzero()[0]
    if len(dots):
        found[dots[page.points[at[dots] - 2] == _DOT]] = 4
    return found.astype(np.float32)


@cache
def _beginnings() -> NDArray[np.uint8]:
    signs = [chr(point) for point in range(characters.TABLE_SIZE)]
    digits, small = "".join(filter(str.isdigit, signs)), "".join(filter(str.islower, signs))
    return _table(((1, _QUOTES_AND_DASHES), (2, _BULLETS), (3, digits), (4, small)))


def beginnings(page: PageText) -> Column:
    """How a line begins: 1 quote or dash, 2 bullet or bracket, 3 figure, 4 small letter, 0 otherwise."""
    return _beginnings().take(page.points.take(page.starts + 1)).astype(np.float32)


def marks(page: PageText) -> Column:
    """A telling sign in a line: 1 copyright, 2 address of a page, 3 at sign, 4 braces of code, 0 none."""
    found = np.zeros(len(page.starts), dtype=np.float32)
    for number, signs in _MARKS:
        found[page.rows_with(signs)] = number
    return found


@cache
def _sign_table() -> NDArray[np.uint8]:
    found = np.zeros(characters.TABLE_SIZE, dtype=np.uint8)
    for bit, listed in _SIGNS:
        found[[ord(sign) for sign in listed]] |= bit
    return found


def signs(page: PageText) -> NDArray[np.uint8]:
    """Which of the signs that rules look for a line has, as bits."""
    found: NDArray[np.uint8] = np.bitwise_or.reduceat(_sign_table().take(page.points), page.starts)
    return found
