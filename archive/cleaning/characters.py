"""Classes of characters, looked up for a whole page at once.

Counting by table over an array of code points costs the same for every script and is linear in the
size of the page, which a regular expression a line is not.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

TABLE_SIZE = 65536
"""Code points above the Basic Multilingual Plane are counted as its last one: emoji and rare ideographs."""


class CharacterClass(IntEnum):
    """What a character is, as far as cleaning needs to know."""

    OTHER = 0
    SPACE = 1
    LOWER = 2
    UPPER = 3
    LETTER = 4
    """A letter without case, in a script that may or may not use spaces."""
    WIDE = 5
    """Ideograph, kana or hangul: says about twice as much as a Latin letter."""
    DIGIT = 6
    TERMINAL = 7
    """Ends a sentence."""
    COMMA = 8
    SEPARATOR = 9
    """Stands between links of a menu."""
    QUOTE = 10


TERMINALS = ".!?…。！？؟।۔｡‽⁈⁉"
COMMAS = ",;、，；،؛"
SEPARATORS = "|·•»«›‹>→←/¦▸►▶◄▼▲★☆✓✔×✕✖"
QUOTES = '"“”„‟«»「」『』‘'

_WIDE_RANGES = ((0x3041, 0x3100), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xF900, 0xFB00))


_LISTED = {
    **dict.fromkeys(QUOTES, CharacterClass.QUOTE),
    **dict.fromkeys(SEPARATORS, CharacterClass.SEPARATOR),
    **dict.fromkeys(COMMAS, CharacterClass.COMMA),
    **dict.fromkeys(TERMINALS, CharacterClass.TERMINAL),
}
_BY_CATEGORY = {
    "Ll": CharacterClass.LOWER,
    "Lu": CharacterClass.UPPER,
    "Lt": CharacterClass.UPPER,
    "Nd": CharacterClass.DIGIT,
    "Zs": CharacterClass.SPACE,
}


def _class_of(character: str) -> CharacterClass:
    if character in _LISTED:
        return _LISTED[character]
    if character.isspace():
        return CharacterClass.SPACE
    category = unicodedata.category(character)
    letter = CharacterClass.LETTER if category[0] in "LM" else CharacterClass.OTHER
    return _BY_CATEGORY.get(category, letter)


@cache
def class_table() -> NDArray[np.uint8]:
    """For each code point below 65,536 its class."""
    table = np.zeros(TABLE_SIZE, dtype=np.uint8)
    for point in range(TABLE_SIZE):
        table[point] = _class_of(chr(point))
    for start, stop in _WIDE_RANGES:
        table[start:stop] = CharacterClass.WIDE
    return table


@cache
def fold_table() -> NDArray[np.uint32]:
    """For each code point below 65,536 its lower case where it is a letter or digit, else a blank."""
    table = np.full(TABLE_SIZE, 32, dtype=np.uint32)
    for point in range(TABLE_SIZE):
        character = chr(point)
        if character.isalnum() or unicodedata.category(character)[0] == "M":
            lower = character.lower()
            table[point] = ord(lower) if len(lower) == 1 else point
    table[0xD800:0xE000] = 32
    table[ord("\n")] = ord("\n")
    for apostrophe in "'’ʼ":
        table[ord(apostrophe)] = ord("'")
    return table


@cache
def digit_table() -> NDArray[np.bool_]:
    """For each code point below 65,536: is it a figure in any script, raised and circled ones among them."""
    return np.fromiter((chr(point).isdigit() for point in range(TABLE_SIZE)), dtype=bool, count=TABLE_SIZE)


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text, those above the table's size counted as its last one."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.minimum(points, TABLE_SIZE - 1)


def text_of(points: NDArray[np.uint32]) -> str:
    """The text of code points."""
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le")


class _Folding(dict[int, int]):
    """`fold_table` for `str.translate`, filled with what was met."""

    def __missing__(self, point: int) -> int:
        if point >= TABLE_SIZE:
            return int(fold_table()[-1])
        folded = self[point] = int(fold_table()[point])
        return folded


_FOLDING = _Folding()
LONG = 150
"""From so many characters on a text is folded faster by table than sign by sign, unless all of them are ASCII."""


def fold(text: str) -> str:
    """A text of the same length in lower case, every character that is no letter or digit a blank."""
    if len(text) < LONG or text.isascii():
        return text.translate(_FOLDING)
    return text_of(fold_table().take(code_points(text)))
