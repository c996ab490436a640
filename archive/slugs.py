"""Slugs: how names stand in addresses and in the index. ASCII where letters have a base in it, no commas."""

from __future__ import annotations

import re
import unicodedata

MAX_SLUG = 100
"""Characters; leaves room for a number behind it in a column of 120."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i", "œ": "oe"}
)
_DROPPED, _BETWEEN = re.compile(r"['’ʼ.]"), re.compile(r"[\W_]+")


def slug_of(name: str) -> str:
    """Kebab-case of a name; scripts without an ASCII base keep their letters, so "習近平" has a slug too."""
    if name.isascii():
        plain = name.lower().replace("'", "").replace(".", "")
    else:
        folded = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
        bare = folded if folded.isascii() else "".join(letter for letter in folded if not unicodedata.combining(letter))
        plain = unicodedata.normalize("NFC", _DROPPED.sub("", bare))
    return _BETWEEN.sub("-", plain).strip("-")[:MAX_SLUG].rstrip("-")
