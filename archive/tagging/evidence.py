"""Evidence: what the words around a capitalised name say for and against its being a person's.

Every weight is a constant here with its reason; `PERSON` is the sum from which a name is a person.
The weights were set on news texts of many countries (docs/tagging.md) and say how much more often
than not the sign stands beside a person.
"""

from __future__ import annotations

import re

from archive.tagging.vocabulary import attribution_verbs, role_words

PERSON = 2.0
"""Two good signs, or one that is nearly always right."""

TITLED = 3.0
"""A form of address or rank before the name: wrong only where a place carries it ("King George Road")."""
OFFICE_BEFORE = 2.5
"""An office before the name; offices also begin the names of bodies ("President Hotel")."""
GIVEN_FIRST = 2.0
"""The first word is a given name and the next could be a family name."""
FAMILY_FIRST = 1.5
"""The first word is a Chinese, Korean or Vietnamese family name, before one or two further words."""
JOINED_GIVEN = 1.5
"""A given name with a hyphen and a small second part ("Kyou-hyun")."""
GIVEN_LATER = 0.7
SURNAME_LAST = 1.0
"""The last word is a common family name or ends like one ("-ovic", "-enko", "-sson")."""
INITIAL_INSIDE = 2.0
"""An initial between or before names ("John F. Kennedy", "A. Pichler")."""
PARTICLE_INSIDE = 1.0
ROLE_BEFORE = 2.0
"""A word that says what a person is stands right before ("captain", "spokeswoman")."""
DOES_AFTER = 1.7
"""A verb that persons do follows; bodies do some of it too ("said")."""
SAID_BEFORE = 1.7
AGE_AFTER = 2.5
"""An age in commas or brackets."""
ROLE_AFTER = 1.7
"""An apposition that says what a person is (", a former minister")."""
COUNTRY_AFTER = 1.5
"""A country in brackets, as lists of results have it."""
REPEATED_ALONE = 1.2
"""The last word stands alone elsewhere in the document, as second references to a person do."""
REPEATED_TITLED = 2.0
"""The last word stands elsewhere with a form of address."""
DEMONYM_BEFORE = 0.5
IN_SENTENCE = 0.4
THE_BEFORE = -2.5
"""Nobody is called "the" somebody, but for families and titles."""
PLACE_BEFORE = -1.5
"""In, at, near, from, to: more often a place."""
PLACE_AFTER = -3.0
"""A word for a place or body follows in small letters ("district", "company")."""
UNKNOWN_OPENING = -0.7
"""The first word opens a sentence and is no name that is known."""
UNKNOWN_ALL = -0.5
"""No word of it is known as a name."""

_BEFORE = re.compile(r"([A-Za-z'-]+)(,?)[ (\"]*$")
_AFTER_WORD = re.compile(r"(?:'s)?[ ,\"]* ?([a-z]+)")
_AGE = re.compile(r",? \(?(?:aged )?(?:1[0-9]|[2-9]\d),|,? \((?:1[0-9]|[2-9]\d)\)|, (?:1[5-9]|[2-9]\d)(?=[.;])")
_APPOSITION = re.compile(
    r", (?:(?:who|whose|whom)\b|(?:an?|the|its|his|her|their|then|also|former|a former|one of|which)? ?((?:[\w'-]+ ){0,4}?)([a-z-]+))"
)
_BRACKET = re.compile(r" \(([A-Z][A-Za-z. ]{1,24})\)")
_PLACE_NOUNS = frozenset(
    "city town village district province state county region area airport river lake street road park square island islands "
    "valley mountain mountains stadium hospital university college school company group newspaper magazine airline bank party "
    "government ministry court police tribe clan dynasty festival award awards prize championship tournament cup league team "
    "club factory mine dam bridge hotel church mosque temple border peninsula coast port harbour harbor constituency "
    "neighbourhood neighborhood suburb municipality prefecture oblast governorate zone forest desert community website agency "
    "residents locality".split()
)
_PLACE_PREPOSITIONS = frozenset("in at near from to towards toward into across outside inside around via".split())
_SAYING = frozenset("said says added told asked quoted replied wrote beat defeated succeeded replaced by with".split())


def before(text: str, start: int) -> tuple[str, bool]:
    """Give the word before a position in small letters, and whether a comma stands between."""
    match = _BEFORE.search(text, max(0, start - 30), start)
    return (match[1].lower(), bool(match[2])) if match else ("", False)


def weigh_before(text: str, start: int) -> tuple[float, str]:
    """Weigh what stands before a name; gives the weight and the rule that it stands for, or an empty rule."""
    word, comma = before(text, start)
    if not word:
        return 0.0, ""
    if word in role_words():
        return ROLE_BEFORE, "role-before"
    if comma:
        return 0.0, ""
    if word == "the":
        return THE_BEFORE, ""
    if word in _PLACE_PREPOSITIONS:
        return PLACE_BEFORE, ""
    if word in _SAYING:
        return (SAID_BEFORE if word not in ("by", "with") else 0.7), "attribution"
    return 0.0, ""


def weigh_after(text: str, end: int, countries: dict[str, int]) -> tuple[float, str]:
    """Weigh what stands after a name; gives the weight and the rule, or an empty rule."""
    tail = text[end : end + 80]
    if _AGE.match(tail):
        return AGE_AFTER, "apposition"
    match = _AFTER_WORD.match(tail)
    if match:
        word = match[1]
        if word in _PLACE_NOUNS and tail[:1] == " " and tail[1:2] != ",":
            return PLACE_AFTER, ""
        if word in attribution_verbs() and tail[0] == " ":
            return DOES_AFTER, "attribution"
    if tail[:2] == ", ":
        apposition = _APPOSITION.match(tail)
        if apposition and (apposition[2] is None or any(part in role_words() for part in tail[2:].split(",")[0].split()[:6])):
            return ROLE_AFTER, "apposition"
    bracket = _BRACKET.match(tail)
    if bracket and bracket[1].split()[-1] in countries:
        return COUNTRY_AFTER, "apposition"
    return 0.0, ""
