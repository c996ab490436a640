"""Alliances and organisations: listed ones by name, and alliances that are written as lists of their states."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Name
from archive.tagging.acting import acts
from archive.tagging.folding import fold
from archive.tagging.known import KnownName
from archive.tagging.matching import Match
from archive.tagging.members import ABBREVIATION, CAPITAL, DEMONYM, FULL, METONYM
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import word_list

RULES = {
    ABBREVIATION: "abbreviation",
    METONYM: "metonym",
    DEMONYM: "demonym",
    CAPITAL: "metonym",
}
CONFIDENCE = {
    "listed-name": 1.0,
    "abbreviation": 0.97,
    "written-alliance": 0.9,
    "written-ties": 0.75,
    "alliance-with": 0.8,
    "organisation-form": 0.7,
}


_NOWHERE: Counter[str] = Counter()
MEMBERS = 2
"""Members of a body in the document from which its doubtful name is taken for it ("the Quad")."""


_BUILT, _IN = (" House", " Hall", " Palace"), re.compile(r"\b(?:in|at|to|inside|outside|near) (?:the )?$")
"""A body that is called like a building, and the words after which it is one."""

_OF_A_TIME = (ABBREVIATION, FULL)

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
    named = any(match.meaning.bodies for match in matches)
    return list(_Bodies(reading, matches, certain).mentions()) if named else []


class _Bodies:
    """Decides over the names of bodies in one document."""

    def __init__(self, reading: Reading, matches: list[Match], certain: Counter[str]) -> None:
        self.reading, self.matches, self.certain = reading, matches, certain
        self.whole = {slug for match in matches for slug in match.meaning.certain}
        self.main = max(certain, key=certain.__getitem__, default="")
        self.starts = [match.start for match in matches]
        self.spelled: dict[str, bool] = {}

    def mentions(self) -> Iterator[AllianceMention]:
        """Give the mentions in reading order."""
        for match in self.matches:
            possible = match.meaning.bodies
            if not possible:
                continue
            unsure = len(possible) > 1 or possible[0].doubtful
            near = self._near(match) if unsure and any(known.record.country for known in possible) else _NOWHERE
            fitting = [known for known in possible if self._fits(known, match, near)]
            if not fitting:
                continue
            record, name = fitting[0] if len(fitting) == 1 else self._likeliest(fitting, near)
            rule = "listed-name" if name.sort is FULL else RULES.get(name.sort, "listed-name")
            yield AllianceMention(match.start, match.end, record.kind, record.slug, record.name, rule, name.text, ())

    def _likeliest(self, fitting: list[KnownName], near: Counter[str]) -> KnownName:
        return min(
            fitting,
            key=lambda known: (
                known.record.slug not in self.whole,
                -near[known.record.country],
                -self.certain[known.record.country],
                bool(known.record.until),
            ),
        )

    def _fits(self, known: KnownName, match: Match, near: Counter[str]) -> bool:
        record, name = known
        if name.text[:4].lower() == "the " and self.reading.folded.startswith(" of ", match.end):
            return False  # "the Commonwealth of Massachusetts"
        if not known.doubtful:
            inside = name.text.endswith(_BUILT) and _IN.search(
                self.reading.folded, max(0, match.start - 16), match.start
            )
            return not inside
        if not _holds(record, name, self.reading.year):
            return False
        if name.sort is METONYM:
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
        return before.meaning.country

    def _near(self, match: Match) -> Counter[str]:
        """Count the countries, and the persons by their countries, that stand near a name."""
        first = bisect_left(self.starts, match.start - NEAR)
        last = bisect_left(self.starts, match.end + NEAR)
        near = [other.meaning.country for other in self.matches[first:last] if other is not match]
        return Counter([slug for slug in near if slug])

    def _supported(self, record: ActorRecord, match: Match, near: Counter[str]) -> bool:
        """Let a doubtful name stand where the document names the body otherwise, its country, or some members."""
        if record.slug in self.whole or ORGANS.get(record.slug, "") in self.whole:
            return True
        if record.country and (record.country == self.main or near[record.country] > max(near[self.main], 0)):
            return True
        if match.end - match.start < len(record.name) and self._spells_out(record):
            return True
        members = {member.slug for member in record.members}
        return len(members & self.whole) >= MEMBERS and not self.reading.in_capitals(match.start)

    def _spells_out(self, record: ActorRecord) -> bool:
        """Tell whether the text has the first words of a body's name."""
        if record.slug not in self.spelled:
            self.spelled[record.slug] = _begins(record.name) in self.reading.folded
        return self.spelled[record.slug]


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
