"""Alliances and organisations: listed ones by name, and alliances that are written as lists of their states."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.tagging.acting import acts
from archive.tagging.authority import KnownName
from archive.tagging.folding import fold
from archive.tagging.matching import Match
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import word_list

RULES = {
    NameSort.ABBREVIATION: "abbreviation",
    NameSort.METONYM: "metonym",
    NameSort.DEMONYM: "demonym",
    NameSort.CAPITAL: "metonym",
}
CONFIDENCE = {
    "listed-name": 1.0,
    "abbreviation": 0.97,
    "written-alliance": 0.9,
    "written-ties": 0.75,
    "alliance-with": 0.8,
    "organisation-form": 0.7,
}


_KINDS = (ActorKind.ALLIANCE, ActorKind.ORGANISATION)
MEMBERS = 2
"""Members of a body in the document from which its doubtful name is taken for it ("the Quad")."""


_BUILT, _IN = (" House", " Hall", " Palace"), re.compile(r"\b(?:in|at|to|inside|outside|near) (?:the )?$")
"""A body that is called like a building, and the words after which it is one."""

_OF_A_TIME = (NameSort.ABBREVIATION, NameSort.FULL)

NEAR = 200
"""Characters around a name in which countries, and persons of a country, say whose "Senate" it is."""

ORGANS = dict(pair.split("=") for pair in word_list("organs")[""])
"""Bodies that belong to another one: where that is named, "the Commission" is its own."""

SHORT_NAME = 2
"""Words; a name of no more must stand whole."""


class AllianceMention(NamedTuple):
    """An alliance or organisation named at a place; ``states`` are the slugs of one that is written as states."""

    start: int
    end: int
    kind: ActorKind
    slug: str
    name: str
    rule: str
    record: str
    states: tuple[str, ...]


def listed_bodies(reading: Reading, matches: list[Match], certain: Counter[str]) -> list[AllianceMention]:
    """Give the mentions of listed alliances and organisations; ``certain`` counts the countries named beyond doubt."""
    return list(_Bodies(reading, matches, certain).mentions())


class _Bodies:
    """Decides over the names of bodies in one document."""

    def __init__(self, reading: Reading, matches: list[Match], certain: Counter[str]) -> None:
        self.reading, self.matches, self.certain = reading, matches, certain
        self.whole = {
            known.record.slug
            for match in matches
            for known in match.names
            if not _doubtful(known.name) and known.name.sort is not NameSort.DEMONYM
        }
        self.main = next(iter(certain.most_common(1)), ("", 0))[0]
        self.starts = [match.start for match in matches]

    def mentions(self) -> Iterator[AllianceMention]:
        """Give the mentions in reading order."""
        for match in self.matches:
            possible = [known for known in match.names if known.record.kind in _KINDS]
            if not possible:
                continue
            near: Counter[str] = self._near(match) if any(known.record.country for known in possible) else Counter()
            fitting = [known for known in possible if self._fits(known, match, near)]
            if not fitting:
                continue
            fitting.sort(
                key=lambda known: (
                    known.record.slug not in self.whole,
                    -near[known.record.country],
                    -self.certain[known.record.country],
                    bool(known.record.until),
                )
            )
            record, name = fitting[0]
            rule = RULES.get(name.sort, "listed-name")
            yield AllianceMention(match.start, match.end, record.kind, record.slug, record.name, rule, name.text, ())

    def _fits(self, known: KnownName, match: Match, near: Counter[str]) -> bool:
        record, name = known
        if name.text[:4].lower() == "the " and self.reading.folded.startswith(" of ", match.end):
            return False  # "the Commonwealth of Massachusetts"
        if not _doubtful(name):
            inside = name.text.endswith(_BUILT) and _IN.search(
                self.reading.folded, max(0, match.start - 16), match.start
            )
            return not inside
        if not _holds(record, name, self.reading.year):
            return False
        if name.sort is NameSort.METONYM:
            return acts(self.reading.folded, match.start, match.end)
        owner = self._owner(match)
        if record.country and owner and owner != record.country:
            return False
        return _of_its_time(record, name, self.reading) or self._supported(record, match, near)

    def _owner(self, match: Match) -> str:
        """Give the country whose name stands right before a body's ("Philippine Senate", "Lange's Labour Party")."""
        index = bisect_left(self.starts, match.start) - 1
        if index < 0:
            return ""
        before = self.matches[index]
        if self.reading.folded[before.end : match.start] not in (" ", "'s ", "' "):
            return ""
        return next(iter(_countries(before)), "")

    def _near(self, match: Match) -> Counter[str]:
        """Count the countries, and the persons by their countries, that stand near a name."""
        first = bisect_left(self.starts, match.start - NEAR)
        last = bisect_left(self.starts, match.end + NEAR)
        return Counter(slug for other in self.matches[first:last] if other is not match for slug in _countries(other))

    def _supported(self, record: ActorRecord, match: Match, near: Counter[str]) -> bool:
        """Let a doubtful name stand where the document names the body otherwise, its country, or some members."""
        if record.slug in self.whole or ORGANS.get(record.slug, "") in self.whole:
            return True
        if record.country and (record.country == self.main or near[record.country] > max(near[self.main], 0)):
            return True
        if match.end - match.start < len(record.name) and _begins(record.name) in self.reading.folded:
            return True
        members = {member.slug for member in record.members}
        return len(members & self.whole) >= MEMBERS and not self.reading.in_capitals(match.start)


def _countries(match: Match) -> Iterator[str]:
    """Give the country that a match names, or that of the one person whom it names."""
    records = [known.record for known in match.names]
    for record in records[:1]:
        if record.kind is ActorKind.COUNTRY:
            yield record.slug
        elif record.kind is ActorKind.PERSON and record.country:
            yield record.country


def _doubtful(name: Name) -> bool:
    """Tell a name that needs support: it often means something else, or abbreviates what members are called ("MEP")."""
    return name.ambiguous or (name.sort is NameSort.DEMONYM and name.text.isupper())


def _holds(record: ActorRecord, name: Name, year: int | None) -> bool:
    if year is None:
        return True
    since = name.since or (int(record.since[:4]) if record.since else 0)
    until = name.until or 9999
    return since <= year + 1 and year <= until


def _of_its_time(record: ActorRecord, name: Name, reading: Reading) -> bool:
    """Let a short name of a body that has ended stand in dated articles of its time ("EC" in 1987)."""
    if reading.published is None or not record.until or name.sort not in _OF_A_TIME:
        return False
    return int((record.since or "0")[:4]) <= reading.published.year <= int(record.until[:4])


def _begins(name: str) -> str:
    """Give the first two words of a body's name: they are enough to tell what its abbreviation stands for."""
    words = fold(name).split()
    return " ".join(words[:2]) if len(words) > SHORT_NAME else fold(name)
