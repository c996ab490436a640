"""Senses: what a word can be and how it is written, as bits of one number, worked out once a word.

A text asks the same of each of its capitalised words many times over, and texts share most of their words; so the
answer is kept from the first time on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntFlag

from archive.tagging.vocabulary import NAME_LIKE, SUFFIXES, TITLE, Sense, joining_words, particles

MOST_KEPT = 200_000
"""Words; when so many have been met (some 20 MB) all are forgotten, and kept anew."""


class Shape(IntFlag):
    """How a word is written; the bits stand above those of `Sense`."""

    ACRONYM = 1 << 12
    """Two letters or more, all capitals, without a dot."""
    PLAIN = 1 << 13
    """Letters only, neither all capitals nor all small."""
    SMALL = 1 << 14
    """No capital in it."""
    OPENS_SMALL = 1 << 15
    """Its first letter is small."""
    PARTICLE = 1 << 16
    """A small word inside names, as it is written."""
    PARTICLE_ALIKE = 1 << 17
    """The same in any letters."""
    JOINING = 1 << 18
    """Never the last word of a name ("Al")."""
    SUFFIX = 1 << 19
    """"Jr", "III"."""
    ORDINARY_WORD = 1 << 20
    """An ordinary word, or formed like one, and no name that is known."""
    INITIAL = 1 << 21
    """"J.", "J.R.", "J"."""
    SURNAME_FORM = 1 << 22
    """Ends like a family name ("-enko", "-sson")."""
    GIVEN_FORM = 1 << 23
    """Two given names joined as in East Asia ("Kyou-hyun")."""
    JOINED = 1 << 24
    """Has a hyphen."""
    SOMEBODY = 1 << 25
    """The surname of a listed person, or parts joined by hyphens, of which one may be."""


_INITIAL = re.compile(r"(?:[A-Z]\.-?)+|[A-Z]")
_GIVEN_FORM = re.compile(r"[A-Z][a-z]+-[a-z]+")
_SURNAME_ENDS = (
    "ov|ova|ev|eva|in|ina|sky|ski|ska|skiy|skyi|enko|chuk|yuk|vic|vich|wicz|vych|sson|sen|dottir|son|oglu|ides|idis|poulos|akis|"
    "akos|escu|eanu|shvili|adze|dze|yan|ian|zadeh|pour|nejad|wala|swamy|murthy|nathan|appa|aiah|rajah|singhe|nayake|ez|etti|elli|"
    "ini|ucci|berg|stein|mann|baum|feld|man|ford|ton|ley|worth|wood|well|field|moto|mura|kawa|shima|zaki|yama|uddin|ullah|zai|"
    "khel|bekov|bayev|sing"
)
_ORDINARY_ENDS = (
    "tion|tions|ment|ments|ness|ity|ities|ics|ical|ology|ologies|ism|ing|ings|ship|ships|ance|ence|ency|ancy|ive|ous|able|ible|"
    "ary|hood|less|ful"
)
_SURNAME_FORM = re.compile(rf"[A-Z][\w']+(?:{_SURNAME_ENDS})")
_ORDINARY_FORM = re.compile(rf"[A-Z][a-z]+(?:{_ORDINARY_ENDS})")
_LAST_TWO_OF_SURNAMES = frozenset(end[-2:] for end in _SURNAME_ENDS.split("|"))
_LAST_TWO_OF_ORDINARY = frozenset(end[-2:] for end in _ORDINARY_ENDS.split("|"))
"""A cheap look before the expressions are tried."""

LISTED = (1 << 12) - 1
"""The bits that are senses, without those of the shape."""

_PARTICLES = particles()
_LONGEST_PARTICLE = max(map(len, _PARTICLES))
_FORMER = frozenset(("Ex", "EX", "Former", "Then"))
_COMMON, _OFFICE, _COUNTRY = int(Sense.COMMON), int(Sense.OFFICE), int(Sense.COUNTRY)
_NAMES, _TITLE = int(NAME_LIKE), int(TITLE)
_PLACED, _ORDINARY = int(Sense.COUNTRY | Sense.TOWN), int(Sense.ORDINARY)
_ACRONYM, _PLAIN, _SMALL, _OPENS_SMALL = map(int, (Shape.ACRONYM, Shape.PLAIN, Shape.SMALL, Shape.OPENS_SMALL))
_PARTICLE_ALIKE, _ORDINARY_WORD, _INITIALS = map(int, (Shape.PARTICLE_ALIKE, Shape.ORDINARY_WORD, Shape.INITIAL))
_SURNAME_LIKE, _JOINED_GIVEN = int(Shape.SURNAME_FORM), int(Shape.GIVEN_FORM)
_JOINED, _SOMEBODY = int(Shape.JOINED), int(Shape.SOMEBODY)
_OF_LISTS: dict[str, int] = defaultdict(int)
for _words, _shape in (
    (particles(), Shape.PARTICLE),
    (joining_words(), Shape.JOINING),
    (SUFFIXES, Shape.SUFFIX),
):
    for _word in _words:
        _OF_LISTS[_word] |= int(_shape)


class Senses(dict[str, int]):
    """The bits of `Sense` and `Shape` of any word: ``senses[word]``; what is no listed word has no sense.

    ``listed`` are the senses of words, ``surnames`` those of listed persons, folded and in small letters.
    """

    def __init__(self, listed: Mapping[str, int], surnames: Iterable[str]) -> None:
        super().__init__()
        self.listed, self.surnames = dict(listed), frozenset(surnames)
        self.ranks = Ranks(self)

    def __missing__(self, word: str) -> int:
        """Work out the bits of a word that is met for the first time."""
        if len(self) >= MOST_KEPT:
            self.clear()
        bits = self[word] = self._bits(word) if word else 0
        return bits

    def _bits(self, word: str) -> int:
        sense, last_two = self.listed.get(word, 0), word[-2:]
        bits = sense
        if word.isalpha() and word[0].isupper() and word[1:].islower():
            bits |= _PLAIN  # as most are: what follows up to the hyphen holds for none of them
        else:
            bits |= self._bits_of_letters(word)
        if word in _OF_LISTS:
            bits |= _OF_LISTS[word]
        if len(word) <= _LONGEST_PARTICLE and word.lower() in _PARTICLES:
            bits |= _PARTICLE_ALIKE
        if not sense & _NAMES and (
            sense & _ORDINARY or (last_two in _LAST_TWO_OF_ORDINARY and _ORDINARY_FORM.fullmatch(word))
        ):
            bits |= _ORDINARY_WORD
        if last_two in _LAST_TWO_OF_SURNAMES and _SURNAME_FORM.fullmatch(word):
            bits |= _SURNAME_LIKE
        if word.casefold() in self.surnames:
            bits |= _SOMEBODY
        return bits

    @staticmethod
    def _bits_of_letters(word: str) -> int:
        bits = _OPENS_SMALL if word[0].islower() else 0
        if word.islower():
            bits |= _SMALL
        elif word.isupper():
            bits |= _ACRONYM if len(word) > 1 and "." not in word else 0
        elif word.isalpha():
            bits |= _PLAIN
        if "-" in word:
            bits |= _JOINED | _SOMEBODY | (_JOINED_GIVEN if _GIVEN_FORM.fullmatch(word) else 0)
        if (len(word) == 1 or word[1] == ".") and _INITIAL.fullmatch(word):
            bits |= _INITIALS
        return bits


class Ranks(dict[str, int]):
    """The senses by which a word divides a run: without its dot, a compound by its parts ("Anglo-Swiss")."""

    def __init__(self, senses: Senses) -> None:
        super().__init__()
        self.senses = senses

    def __missing__(self, word: str) -> int:
        """Work out the senses of a word that is met for the first time."""
        if len(self) >= MOST_KEPT:
            self.clear()
        rank = self[word] = self._rank(word)
        return rank

    def _rank(self, word: str) -> int:
        senses = self.senses
        if word[-1] == "." and senses[word] & int(Shape.INITIAL):
            return 0
        sense = senses[word.rstrip(".")] & LISTED
        if sense or "-" not in word:
            return sense
        parts = [senses[part] & LISTED for part in word.rstrip(".").split("-")]
        if all(part & _TITLE for part in parts):
            return parts[-1] & _TITLE
        before, after = word.split("-", 1)
        if before in _FORMER:
            return _OFFICE if after[:1].islower() else _COMMON
        return _COUNTRY if senses[before] & (_PLACED | _COMMON) and not senses[before] & _NAMES else 0
