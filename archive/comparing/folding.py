"""The words of a text, quickly where it is ASCII but for the marks that printers use, as most English is."""

from __future__ import annotations

import re
import unicodedata

_MARKS = ("\u2019", "\u201c", "\u201d", "\u2018", "\u2013", "\u2014", "\u2026", "\u00a0")
"""Quotes, dashes, the ellipsis and the space that doesn't break: no part of a word, in any normal form."""
_WORD = re.compile(r"\w+")
_BLANKED = str.maketrans({chr(code): " " for code in range(128) if not _WORD.match(chr(code))})


def plain(text: str) -> str | None:
    """The text with printers' marks made spaces if it is ASCII then, else None."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return None
    return text


def words_of(text: str) -> list[str]:
    """Every run of letters, digits and underscores, as it stands."""
    simple = plain(text)
    return _WORD.findall(text) if simple is None else simple.translate(_BLANKED).split()


def folded_words(text: str) -> list[str]:
    """The same of the text in its compatibility form (NFKC) and without case."""
    simple = plain(text)
    if simple is None:
        return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return simple.lower().translate(_BLANKED).split()
