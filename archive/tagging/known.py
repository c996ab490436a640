"""Known names: what a spelling of the automaton may mean, sorted by what the stages of tagging ask for."""

from __future__ import annotations

from typing import NamedTuple

from archive.documents import ActorRecord, Name
from archive.tagging.members import (
    ABBREVIATION,
    ALLIANCE,
    CAPITAL,
    COUNTRY,
    DEMONYM,
    FULL,
    METONYM,
    ORGANISATION,
    PERSON,
)

SEATS = (CAPITAL, METONYM)
"""Sorts of names that stand for a state where they act only."""

_BODIES = (ALLIANCE, ORGANISATION)


class Named(NamedTuple):
    """An actor named at a place, by the rule that found it and the name that earned it; ``slug`` is the actor's."""

    start: int
    end: int
    slug: str
    rule: str
    record: str


class KnownName(NamedTuple):
    """A name of an actor as it is searched for."""

    record: ActorRecord
    name: Name

    @property
    def doubtful(self) -> bool:
        """It needs support: it often means something else, or abbreviates what members are called ("MEP")."""
        name = self.name
        return name.ambiguous or (name.sort is DEMONYM and name.text.isupper())


class Meaning(NamedTuple):
    """What a spelling may mean."""

    persons: tuple[KnownName, ...]
    countries: tuple[KnownName, ...]
    bodies: tuple[KnownName, ...]
    certain: tuple[str, ...]
    """Slugs of the actors that it names without doubt."""
    country: str
    """Slug of the country that it names first, or of that of the person; else empty."""
    masks: bool
    """Its words are spoken for: it names a body, another thing, or a state in several words."""
    sure: str
    """Slug of the one country that it names beyond doubt; else empty."""
    plain: bool
    """It does so by a full name, which is another thing in few places only."""
    seat: bool
    """It may name the capital of a state."""
    genitives: tuple[int, ...]
    """How long the names of states are with a letter more: no person's either ("Polens")."""


class Spelling:
    """A key of the automaton: how long it is, which names it spells, and whether only in capitals."""

    __slots__ = ("_meaning", "capitals", "length", "names")

    def __init__(self, length: int, names: tuple[KnownName, ...], capitals: bool) -> None:
        self.length, self.names, self.capitals = length, names, capitals
        self._meaning: Meaning | None = None

    @property
    def meaning(self) -> Meaning:
        """What the spelling may mean, worked out when a text first has it."""
        if self._meaning is None:
            self._meaning = _meaning_of(self.names)
        return self._meaning


def _meaning_of(names: tuple[KnownName, ...]) -> Meaning:
    persons, countries, bodies, certain = [], [], [], []
    masks, seat = not names, False
    for known in names:
        record, name = known
        if record.kind is PERSON:
            persons.append(known)
        elif record.kind is COUNTRY:
            countries.append(known)
        else:
            bodies.append(known)
        if not known.doubtful and name.sort is not DEMONYM:
            certain.append(record.slug)
        masks = masks or _masks(known)
        seat = seat or name.sort is CAPITAL
    first, country = names[0].record if names else None, ""
    if first and first.kind is COUNTRY:
        country = first.slug
    elif first and first.kind is PERSON:
        country = first.country
    sure = len(countries) == 1 and not countries[0].name.ambiguous and countries[0].name.sort not in SEATS
    return Meaning(
        persons=tuple(persons),
        countries=tuple(countries),
        bodies=tuple(bodies),
        certain=tuple(certain),
        country=country,
        masks=masks,
        sure=countries[0].record.slug if sure else "",
        plain=sure and countries[0].name.sort is FULL and not countries[0].name.text.startswith("Korea"),
        seat=seat,
        genitives=tuple([len(known.name.text) + 1 for known in countries]),
    )


def _masks(known: KnownName) -> bool:
    name, kind = known.name, known.record.kind
    if kind is COUNTRY:
        return " " in name.text or name.sort is ABBREVIATION
    return kind in _BODIES and not name.ambiguous
