"""Evidence: what a capitalised name is made of and what stands around it, as signs for and against a person.

Every sign has a weight: how many times more often, as a logarithm, it stands beside the name of a
person than beside other names (a logistic regression over news of many countries, rounded; see
docs/tagging.md). A name whose weights come to more than nothing is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from archive.tagging.vocabulary import Sense, attribution_verbs, particles, role_words, word_list

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

_BEFORE = re.compile(r"([A-Za-z'-]+|\d)(,?)[ (\"]*$")
_AFTER_WORD = re.compile(r"(?:'s)?[ ,\"]* ?([a-z]+)")
_AGE = re.compile(r",? \(?(?:aged )?(?:1[0-9]|[2-9]\d),|,? \((?:1[0-9]|[2-9]\d)\)|, (?:1[5-9]|[2-9]\d)(?=[.;])")
_APPOSITION = re.compile(
    r", (?:(?:who|whose|whom)\b|(?:an?|the|its|his|her|their|then|also|former|one of|which)? ?)"
    r"((?:[\w'-]+ ){0,5}[\w'-]+)?"
)
_BRACKET = re.compile(r" \(([A-Z][A-Za-z. ]{1,24})\)")
_NUMBER = re.compile(r" (?:\(|\d)")
_JOINED = re.compile(r"[A-Z][a-z]+-[a-z]+")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+|[A-Z]")
_ENDINGS = re.compile(
    r"[A-Z][\w']+(?:ov|ova|ev|eva|in|ina|sky|ski|ska|skiy|skyi|enko|chuk|yuk|vic|vich|wicz|vych|sson|sen|dottir|son|oglu|ides|idis|"
    r"poulos|akis|akos|escu|eanu|shvili|adze|dze|yan|ian|zadeh|pour|nejad|wala|swamy|murthy|nathan|appa|aiah|rajah|singhe|nayake|"
    r"ez|etti|elli|ini|ucci|berg|stein|mann|baum|feld|man|ford|ton|ley|worth|wood|well|field|moto|mura|kawa|shima|zaki|yama|"
    r"uddin|ullah|zai|khel|bekov|bayev|sing)"
)
_ORDINARY_ENDINGS = re.compile(
    r"[A-Z][a-z]+(?:tions?|ments?|ness|ity|ities|ics|ical|olog(?:y|ies)|ism|ings?|ships?|ance|ence|ency|ancy|ive|ous|able|"
    r"ible|ary|hood|less|ful)"
)
_SIGNS_BEFORE = {
    "the": "the-before",
    "of": "of-before",
    **dict.fromkeys(word_list("before")["place"], "place-before"),
    **dict.fromkeys(word_list("before")["saying"], "said-before"),
    **dict.fromkeys(word_list("before")["beside"], "with-before"),
}

_GIVEN, _SURNAME, _FAMILY = int(Sense.GIVEN), int(Sense.SURNAME), int(Sense.FAMILY_FIRST)
_PLACE = int(Sense.PLACE)
_NAMES = _GIVEN | _SURNAME | _FAMILY


@cache
def place_nouns() -> frozenset[str]:
    """Give the lower-case words that follow the name of a place or body ("district", "company")."""
    return frozenset(word_list("place_nouns")[""])


@cache
def affairs() -> frozenset[str]:
    """Give the words that follow a person's full name in the name of an affair ("case", "administration")."""
    return frozenset(word_list("affairs")[""])


def weigh(signs: Iterable[str]) -> float:
    """Give the weight of some signs together."""
    return sum(WEIGHTS[sign] for sign in signs)


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial or several ("J.", "J.R.", "J")."""
    return _INITIAL.fullmatch(word) is not None


def signs_before(text: str, start: int) -> list[str]:
    """Give the signs that stand before a name."""
    match = _BEFORE.search(text, max(0, start - 30), start)
    if match is None:
        return []
    word = match[1].lower()
    if word.isdigit():
        return ["number-before"]
    if word in role_words():
        return ["role-before"]
    sign = "" if match[2] else _SIGNS_BEFORE.get(word, "")
    return [sign] if sign else []


def signs_after(text: str, end: int, senses: dict[str, int]) -> list[str]:
    """Give the signs that stand after a name; ``senses`` are those of capitalised words."""
    tail = text[end : end + 80]
    signs = []
    if tail.startswith("'s"):
        signs.append("possessive")
    if _AGE.match(tail):
        return ["age-after"]
    match = _AFTER_WORD.match(tail)
    if match and tail[:1] == " ":
        word = match[1]
        if word in affairs():
            signs.append("affair-after")
        elif word in place_nouns():
            signs.append("place-after")
        elif word in attribution_verbs():
            signs.append("does-after")
    elif tail[:2] == ", ":
        apposition = _APPOSITION.match(tail)
        if apposition and (tail[2:5] == "who" or not role_words().isdisjoint((apposition[1] or "").split())):
            signs.append("role-after")
    bracket = _BRACKET.match(tail)
    if bracket and senses.get(bracket[1].split()[-1], 0) & int(Sense.COUNTRY):
        signs.append("country-after")
    elif _NUMBER.match(tail):
        signs.append("number-after")
    return signs


def signs_of_words(words: tuple[str, ...], opens: bool, senses: dict[str, int]) -> list[str]:
    """Give the signs of the words of a name themselves; ``opens`` says that it opens a sentence."""
    first, last = words[0], words[-1]
    first_sense = senses.get(first, 0) | senses.get(first.split("-")[0], 0)
    later = [senses.get(word, 0) for word in words[1:]]
    signs = ["start"] if opens else ["start", "in-sentence"]
    known = True
    if first_sense & _GIVEN:
        signs.append("given-first")
    elif first_sense & _FAMILY and len(words) <= 3:
        signs.append("family-first")
    else:
        known = False
    if any(sense & _GIVEN for sense in later):
        signs.append("given-later")
        known = True
    if _JOINED.fullmatch(last) and len(words) <= 3:
        signs.append("joined-given")
    if later[-1] & _SURNAME or _ENDINGS.fullmatch(last):
        signs.append("surname-last")
        known = True
    if any(is_initial(word) for word in words[:-1]):
        signs.append("initial")
        known = True
    elif any(word.lower() in particles() for word in words[:-1]) or (
        "-" in last and last.split("-")[0].lower() in particles()
    ):
        signs.append("particle")
    if opens and not first_sense & _NAMES:
        signs.append("unknown-opening")
    if not known:
        signs.append("unknown-all")
    ordinary = [is_ordinary(word, senses) for word in (first, last)]
    signs += [sign for sign, holds in zip(("ordinary-first", "ordinary-last"), ordinary, strict=True) if holds]
    if all(ordinary):
        signs.append("ordinary-both")
    if later[-1] & _PLACE and not later[-1] & _SURNAME:
        signs.append("place-last")
    signs.append("two-words" if len(words) == 2 else "long" if len(words) > 3 else "two-words")
    return signs


def is_ordinary(word: str, senses: dict[str, int]) -> bool:
    """Tell whether a capitalised word is an ordinary word and no name that is known."""
    sense = senses.get(word, 0)
    if sense & _NAMES:
        return False
    return bool(sense & int(Sense.ORDINARY)) or _ORDINARY_ENDINGS.fullmatch(word) is not None
