"""Evidence: what a capitalised name is made of and what stands around it, as signs for and against a person.

Every sign has a weight: how many times more often, as a logarithm, it stands beside the name of a
person than beside other names (a logistic regression over news of many countries, rounded; see
docs/tagging.md). A name whose weights come to more than nothing is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import Sense, attribution_verbs, role_words, word_list

WEIGHTS: dict[str, float] = {
    "start": -0.8,  # what a chain of capitals is worth before anything is known of it
    "title": 1.4,  # a form of address or rank before it
    "office": 2.4,  # an office before it; offices also begin names of bodies
    "given-first": 2.5,
    "given-later": 0.3,
    "family-first": 1.9,  # Chinese, Korean, Vietnamese order
    "joined-given": 1.2,  # "Kyou-hyun"
    "surname-last": 0.6,  # a common family name, or one that ends like one ("-enko", "-sson")
    "initial": 2.0,  # "John F. Kennedy"
    "particle": -0.6,  # "bin", "van", "Al" inside
    "role-before": 2.4,  # "captain", "spokeswoman" right before
    "does-after": 1.2,  # a verb that persons do
    "said-before": 1.8,
    "with-before": 0.5,
    "age-after": 1.5,
    "role-after": 2.0,  # ", a former minister"
    "country-after": 2.6,  # "(Sweden)" in lists of results
    "demonym-before": 0.2,
    "in-sentence": -0.4,
    "the-before": -2.3,  # nobody is called "the" somebody
    "place-before": -1.7,  # in, at, near, from, to
    "of-before": -0.7,
    "place-after": -3.0,  # "district", "company" follow in small letters
    "unknown-opening": -0.4,  # opens a sentence, so that its capital says nothing
    "unknown-all": -0.2,  # no word of it is known as a name
    "ordinary-first": -2.1,
    "ordinary-last": -2.6,
    "ordinary-both": -1.1,
    "place-last": -1.5,  # "Park", "Land": its last word is one of places
    "small-in-text": -1.6,  # a word of it stands in small letters in the same document
    "long": -0.3,  # four words or more
    "repeated-alone": 1.4,  # its last word stands alone elsewhere, as second references do
    "first-alone": 0.1,
    "kin-of-named": 1.5,  # its last word is the surname of a listed person of the document
    "repeated-titled": 2.0,  # its last word stands elsewhere with a form of address
    "repeated": -0.6,
    "listed-beside": 2.0,  # stands in one list with a person
    "number-before": 0.1,  # "62 Nolan Henke", a line of results
    "number-after": 0.7,
    "possessive": 0.9,
    "german": -2.0,  # German writes every noun with a capital
    "romance": -0.5,
    "affair-after": 2.0,  # "the Marc Dutroux case"
    "two-words": 1.0,
}

LONGEST_BEFORE = 30
"""Characters before a name in which the word before it is looked for."""

LONGEST_AFTER = 80
"""Characters behind a name in which an age, an apposition or a bracket is looked for."""

LONGEST_FAMILY_FIRST = 3
"""Words of the longest name that begins with the family name."""

_WORD_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'-"
_AFTER_WORD = re.compile(r"(?:'s)?[ ,\"]* ?([a-z]+)")
_AGE = re.compile(r",? \(?(?:aged )?(?:1[0-9]|[2-9]\d),|,? \((?:1[0-9]|[2-9]\d)\)|, (?:1[5-9]|[2-9]\d)(?=[.;])")
_APPOSITION = re.compile(
    r", (?:(?:who|whose|whom)\b|(?:an?|the|its|his|her|their|then|also|former|one of|which)? ?)"
    r"((?:[\w'-]+ ){0,5}[\w'-]+)?"
)
_BRACKET = re.compile(r" \(([A-Z][A-Za-z. ]{1,24})\)")
_NUMBER = re.compile(r" (?:\(|\d)")
_SIGNS_BEFORE = {
    "the": "the-before",
    "of": "of-before",
    **dict.fromkeys(word_list("before")["place"], "place-before"),
    **dict.fromkeys(word_list("before")["saying"], "said-before"),
    **dict.fromkeys(word_list("before")["beside"], "with-before"),
    **dict.fromkeys(role_words(), "role-before"),
}
"""What the word before a name says of it: a role also with a comma between them."""

_SIGNS_AFTER = {
    **dict.fromkeys(attribution_verbs(), "does-after"),
    **dict.fromkeys(word_list("place_nouns")[""], "place-after"),  # "district", "company"
    **dict.fromkeys(word_list("affairs")[""], "affair-after"),  # "case", "administration"
}
_SMALL_LETTERS = re.compile(r"[a-z]+")
_JOINS_AFTER = frozenset(" ,")
"""What may stand between a name and a sign behind it that is no word."""

_GIVEN, _SURNAME, _FAMILY = int(Sense.GIVEN), int(Sense.SURNAME), int(Sense.FAMILY_FIRST)
_PLACE, _COUNTRY = int(Sense.PLACE), int(Sense.COUNTRY)
_NAMES = _GIVEN | _SURNAME | _FAMILY
_GIVEN_FORM, _HYPHENED, _INITIAL = int(Shape.GIVEN_FORM), int(Shape.JOINED), int(Shape.INITIAL)
_PARTICLE, _ORDINARY = int(Shape.PARTICLE_ALIKE), int(Shape.ORDINARY_WORD)
_SURNAME_LIKE = _SURNAME | int(Shape.SURNAME_FORM)


def weigh(signs: Iterable[str]) -> float:
    """Give the weight of some signs together."""
    return sum(WEIGHTS[sign] for sign in signs)


def signs_before(text: str, start: int) -> list[str]:
    """Give the signs that stand before a name."""
    head = text[max(0, start - LONGEST_BEFORE) : start].removesuffix("\n").rstrip(' ("')
    bare = head.removesuffix(",")
    word = bare[len(bare.rstrip(_WORD_LETTERS)) :].lower()
    if not word:
        return ["number-before"] if bare[-1:].isdecimal() else []
    sign = _SIGNS_BEFORE.get(word, "")
    return [sign] if sign and (sign == "role-before" or bare is head) else []


def signs_after(text: str, end: int, senses: Senses) -> list[str]:
    """Give the signs that stand after a name; ``senses`` are those of capitalised words."""
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    if first == " " and second.isalpha() and not text.startswith("aged ", end + 1):
        word = _SMALL_LETTERS.match(text, end + 1)
        sign = _SIGNS_AFTER.get(word[0], "") if word else ""
        return [sign] if sign else []
    if first == "'":
        return ["possessive"] if second == "s" else []
    return _signs_behind(text[end : end + LONGEST_AFTER], senses) if first in _JOINS_AFTER else []


def _signs_behind(tail: str, senses: Senses) -> list[str]:
    """Give the signs of what stands behind a name where it is no word: an age, a comma, a bracket, a number."""
    if _AGE.match(tail):
        return ["age-after"]
    signs = []
    match = _AFTER_WORD.match(tail) if tail[0] == " " else None
    if match:
        signs = [sign] if (sign := _SIGNS_AFTER.get(match[1], "")) else []
    elif tail[:2] == ", ":
        apposition = _APPOSITION.match(tail)
        if apposition and (tail[2:5] == "who" or not role_words().isdisjoint((apposition[1] or "").split())):
            signs = ["role-after"]
    bracket = _BRACKET.match(tail)
    if bracket and senses[bracket[1].split()[-1]] & _COUNTRY:
        signs.append("country-after")
    elif _NUMBER.match(tail):
        signs.append("number-after")
    return signs


def signs_of_words(words: tuple[str, ...], opens: bool, senses: Senses) -> list[str]:
    """Give the signs of the words of a name themselves; ``opens`` says that it opens a sentence."""
    bits = [senses[word] for word in words]
    first, final = bits[0], bits[-1]
    before, later = first, final  # what the words but the last are, and those but the first
    for one in bits[1:-1]:
        before |= one
        later |= one
    begins = first | senses[words[0].split("-")[0]] if first & _HYPHENED else first
    joined = final & _HYPHENED and senses[words[-1].split("-")[0]] & _PARTICLE
    given, short = begins & _GIVEN, len(words) <= LONGEST_FAMILY_FIRST
    family = not given and begins & _FAMILY and short
    known = given or family or later & _GIVEN or final & _SURNAME_LIKE or before & _INITIAL
    signs = (
        ("start", True),
        ("in-sentence", not opens),
        ("given-first", given),
        ("family-first", family),
        ("given-later", later & _GIVEN),
        ("joined-given", final & _GIVEN_FORM and short),
        ("surname-last", final & _SURNAME_LIKE),
        ("initial", before & _INITIAL),
        ("particle", not before & _INITIAL and (before & _PARTICLE or joined)),
        ("unknown-opening", opens and not begins & _NAMES),
        ("unknown-all", not known),
        ("ordinary-first", first & _ORDINARY),
        ("ordinary-last", final & _ORDINARY),
        ("ordinary-both", first & final & _ORDINARY),
        ("place-last", final & _PLACE and not final & _SURNAME),
        ("two-words" if short else "long", True),
    )
    return [sign for sign, holds in signs if holds]
