"""The words that tell persons, organisations and places apart, read from the lists in ``words/``.

A list holds words divided by white space; a line that begins with ``#`` is a comment, and a line in
square brackets begins a section. All words are stored folded (see `folding`).
"""

from __future__ import annotations

from enum import IntFlag
from functools import cache
from importlib.resources import files

from archive.tagging.folding import fold


class Sense(IntFlag):
    """What a capitalised word can be; a word may be several things."""

    GIVEN = 1
    """A given name."""
    SURNAME = 2
    """A common family name."""
    FAMILY_FIRST = 4
    """A family name that stands before the given name."""
    PERSONAL = 8
    """A form of address or rank that makes the next word a name ("Mr", "Gen.")."""
    OFFICE = 16
    """An office that may stand before a name ("President")."""
    ORGANISATION = 32
    """A word of an organisation's name ("Ministry")."""
    COMPANY = 64
    """A word of a company's name ("Ltd")."""
    PLACE = 128
    """A word of the name of a place, thing or event ("River", "Cup", "North")."""
    COMMON = 256
    """Capitalised for its position only ("The", "Monday")."""
    COUNTRY = 512
    """A one-word name of a country or its people."""
    TOWN = 1024
    """A town, province or other place by its own name ("Lagos", "Punjab")."""
    ORDINARY = 2048
    """An ordinary word of the language, capitalised."""


TITLE = Sense.PERSONAL | Sense.OFFICE
NAME_LIKE = Sense.GIVEN | Sense.SURNAME | Sense.FAMILY_FIRST

_SECTIONS = {
    ("given_names", ""): Sense.GIVEN,
    ("surnames", ""): Sense.SURNAME,
    ("family_first", ""): Sense.FAMILY_FIRST,
    ("titles", "address"): Sense.PERSONAL,
    ("titles", "personal"): Sense.PERSONAL,
    ("titles", "military"): Sense.PERSONAL,
    ("titles", "office"): Sense.OFFICE,
    ("organisation_words", "head"): Sense.ORGANISATION,
    ("organisation_words", "company"): Sense.COMPANY,
    ("place_words", ""): Sense.PLACE,
    ("towns", ""): Sense.TOWN,
    ("common", "never"): Sense.COMMON,
}

SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
"""What may follow a name and belongs to it."""


@cache
def word_list(name: str) -> dict[str, tuple[str, ...]]:
    """Give the words of a list by section; the section before the first heading is the empty name."""
    sections: dict[str, list[str]] = {"": []}
    section = ""
    source = files("archive.tagging").joinpath("words", f"{name}.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[] ")
            sections.setdefault(section, [])
        else:
            sections[section].extend(fold(line).split())
    return {name: tuple(words) for name, words in sections.items()}


@cache
def word_senses() -> dict[str, int]:
    """Give each listed capitalised word with its senses, as the bits of `Sense`."""
    senses: dict[str, int] = {}
    for (name, section), sense in _SECTIONS.items():
        for word in word_list(name)[section]:
            senses[word] = senses.get(word, 0) | int(sense)
    for word, sense_of_word in senses.items():
        if sense_of_word & int(Sense.ORGANISATION):
            senses[word] &= ~int(Sense.COMMON)
    for word in word_list("ordinary")[""]:
        capital = word[0].upper() + word[1:]
        senses[capital] = senses.get(capital, 0) | int(Sense.ORDINARY)
    for word in word_list("roles")[""]:
        capital = word[0].upper() + word[1:]
        if not senses.get(capital, 0) & int(NAME_LIKE):
            senses[capital] = senses.get(capital, 0) | int(Sense.OFFICE)
    return senses


@cache
def role_words() -> frozenset[str]:
    """Give the lower-case words that say what a person is or does."""
    return frozenset(word_list("roles")[""])


@cache
def attribution_verbs() -> frozenset[str]:
    """Give the verbs that persons do."""
    return frozenset(word_list("attribution")[""])


@cache
def particles() -> frozenset[str]:
    """Give the lower-case words inside names ("Charles de Gaulle", "Bingu wa Mutharika")."""
    return frozenset(word_list("particles")["inside"])


@cache
def opening_particles() -> frozenset[str]:
    """Give the particles that begin a family name ("von der Leyen", "bin Salman")."""
    return frozenset(word_list("particles")["opening"])


@cache
def joining_words() -> frozenset[str]:
    """Give the capitalised words of names that are never the last: what follows belongs to the name ("Al", "Van")."""
    return frozenset(word_list("particles")["joining"])


def alternation(name: str, section: str = "") -> str:
    """Give the words of a list as the alternatives of a regular expression; an underscore stands for a space."""
    return "|".join(sorted((word.replace("_", " ") for word in word_list(name)[section]), key=len, reverse=True))
