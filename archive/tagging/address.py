"""Forms of address and kin: what they say of somebody, so that two persons of one surname are told apart."""

from __future__ import annotations

import re

from archive.tagging.reading import Reading
from archive.tagging.vocabulary import alternation, word_list

MAN, WOMAN = "man", "woman"

_OF_ADDRESS = {
    **dict.fromkeys(word_list("addresses")["man"], MAN),
    **dict.fromkeys(word_list("addresses")["woman"], WOMAN),
}
_KIN = re.compile(
    rf"\b(?:(?P<man>{alternation('addresses', 'kin-man')})|(?P<woman>{alternation('addresses', 'kin-woman')})),? $"
)
NEAREST_KIN = 14
"""Characters before a name in which a word of kin stands right before it."""


def addressed_as(reading: Reading, start: int, title: str) -> str:
    """Give whether the words before a name speak of a man or a woman ("Mrs", "his brother"); empty if they do not."""
    if title:
        return _OF_ADDRESS.get(title, "")
    kin = _KIN.search(reading.folded, max(0, start - NEAREST_KIN), start)
    return kin.lastgroup or "" if kin else ""
