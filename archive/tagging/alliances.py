"""Alliances and organisations: listed ones by name, and alliances that are written as lists of their states."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.tagging.folding import fold
from archive.tagging.matching import Match
from archive.tagging.reading import Reading

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
    mentions = []
    whole = {known.record.slug for match in matches for known in match.names if not _doubtful(known.name)}
    main = next(iter(certain.most_common(1)), ("", 0))[0]
    for match in matches:
        possible = [known for known in match.names if known.record.kind in _KINDS]
        possible = [
            known
            for known in possible
            if not _doubtful(known.name)
            or _of_its_time(known.record, known.name, reading)
            or _supported(known.record, whole, main, reading, match)
        ]
        fitting = [known for known in possible if _holds(known.record, known.name, reading.year)] or possible
        if not fitting:
            continue
        fitting.sort(
            key=lambda known: (known.record.slug not in whole, -certain[known.record.country], bool(known.record.until))
        )
        record, name = fitting[0]
        rule = RULES.get(name.sort, "listed-name")
        mentions.append(
            AllianceMention(match.start, match.end, record.kind, record.slug, record.name, rule, name.text, ())
        )
    return mentions


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
    """Let an abbreviation of a body that has ended stand in dated articles of its time ("EC" in 1987)."""
    if reading.published is None or not record.until or name.sort is not NameSort.ABBREVIATION:
        return False
    return int((record.since or "0")[:4]) <= reading.published.year <= int(record.until[:4])


def _begins(name: str) -> str:
    """Give the first two words of a body's name: they are enough to tell what its abbreviation stands for."""
    words = fold(name).split()
    return " ".join(words[:2]) if len(words) > SHORT_NAME else fold(name)


def _supported(record: ActorRecord, whole: set[str], main: str, reading: Reading, match: Match) -> bool:
    """Let a doubtful name stand where the document names the body otherwise, its country most, or some members."""
    if record.slug in whole or (record.country and record.country == main):
        return True
    if match.end - match.start < len(record.name) and _begins(record.name) in reading.folded:
        return True
    members = {member.slug for member in record.members}
    return len(members & whole) >= MEMBERS and not reading.in_capitals(match.start)
