"""Folding of characters: text and names are compared without accents and with one kind of quote, dash and space.

Folding never changes a string's length, so that an offset into the folded text is an offset into the
text as written.
"""

from __future__ import annotations

import re
import unicodedata

QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u00b4`"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
DASHES = "\u2010\u2011\u2012\u2013\u2212"
"""Not the em dash: it parts clauses, and "Chalabi—but" is no name."""
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f"
# Letters that Unicode does not decompose though readers take them for a plain letter with an ornament.
UNDECOMPOSED = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H",
    "ð": "d", "Ð": "D", "ŧ": "t", "Ŧ": "T", "ə": "a", "Ə": "A",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = dict(UNDECOMPOSED)
    for number in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        character = chr(number)
        base = unicodedata.normalize("NFD", character)[0]
        if base != character and base.isascii():
            table[character] = base
    for group, plain in ((QUOTES, "'"), (DOUBLE_QUOTES, '"'), (DASHES, "-"), (SPACES, " ")):
        table.update(dict.fromkeys(group, plain))
    return table


_FOLDED = _table()
_FOLDABLE = re.compile("[" + re.escape("".join(_FOLDED)) + "]")
_COMMONEST = tuple((letter, _FOLDED[letter]) for letter in "\u2019\u2018\u201c\u201d\u2013\u00a0\t\r")
"""Exchanged first, each in one sweep, which is faster where they are many."""


_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def in_two_letters(name: str) -> str:
    """Give a name with umlauts and their like as agencies write them ("Poehl"); other names as they are."""
    return name if name.isascii() else name.translate(_TWO_LETTERS)


def _plain(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def fold(text: str) -> str:
    """Give the text without accents and with plain quotes, dashes and spaces; its length stays the same."""
    if text.isascii() and "\t" not in text and "\r" not in text:
        return text
    for common, plain in _COMMONEST:
        text = text.replace(common, plain)
    return _FOLDABLE.sub(_plain, text)
