"""Matching: every listed name that stands in a text as words of its own, the longest at each place."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from archive.tagging.authority import Authority
from archive.tagging.known import KnownName, Meaning, Spelling
from archive.tagging.members import ABBREVIATION, ALLIANCE, COUNTRY, DEMONYM, FULL, PERSON
from archive.tagging.reading import Reading
from archive.tagging.scripts import may_begin, may_end

GENITIVES = {"de": "s", "": "s"}
"""Endings that a language adds to a name without an apostrophe ("Deutschlands")."""

SHORT = 4
"""Names in capitals shorter than this stand for themselves only, also in a headline."""


_PLAIN = (FULL, ABBREVIATION, DEMONYM)
_PUBLISHED = (
    "Times",
    "Post",
    "Herald",
    "Daily",
    "News",
    "Express",
    "Today",
    "Tribune",
    "Gazette",
    "Airlines",
    "Airways",
    "Air",
)


class Match(NamedTuple):
    """A stretch of text that listed names spell; its spelling has no names where it is a known other thing."""

    start: int
    end: int
    spelling: Spelling
    meaning: Meaning

    @property
    def names(self) -> tuple[KnownName, ...]:
        """The names that it may be."""
        return self.spelling.names

    @property
    def in_capitals(self) -> bool:
        """It is the name in capitals, which is written otherwise."""
        return self.spelling.capitals


_Hit = tuple[int, int, int, Spelling]
"""Start, start less end (so that of two at one place the longer comes first), end, and what stands there."""


def find_matches(reading: Reading, authority: Authority) -> list[Match]:
    """Give the matches of a reading in its order, none overlapping another."""
    text, size = reading.folded, len(reading.folded)
    found: list[_Hit] = []
    for last, spelling in authority.occurrences(text, reading.language):
        start, end = last - spelling.length + 1, last + 1
        if start and ((before := text[start - 1]).isalnum() or before in "@#_&") and not may_begin(text, start):
            continue
        if end < size and text[end] not in " \n,":
            end = _end(text, start, end, reading.language, spelling)
            if not end:
                continue
        if spelling.capitals and not reading.in_capitals(start) and not _safe_in_capitals(spelling):
            continue
        found.append((start, start - end, end, spelling))
    found.sort(key=_BY_PLACE)
    return _longest(found, text)


_BY_PLACE = itemgetter(0, 1)


def _end(text: str, start: int, end: int, language: str, spelling: Spelling) -> int:
    """Give where a name ends, behind its genitive; 0 where what stands behind it makes it part of another word."""
    after = text[end]
    if after.isalnum():
        if may_end(text, end):
            return end
        genitive = after == GENITIVES.get(language, "") and _takes_genitive(spelling)
        return end + 1 if genitive and not text[end + 1 : end + 2].isalnum() else 0
    if after in "@_$":
        return 0
    if after in ">." and text[start - 1 : start] == "<":
        return 0  # the sign of a share: "<UN.A>"
    return 0 if after == "." and text[end + 1 : end + 4] in ("com", "org", "net") else end


def _takes_genitive(spelling: Spelling) -> bool:
    return spelling.length > SHORT and any(
        known.record.kind is not PERSON and known.name.sort is FULL and not known.name.ambiguous
        for known in spelling.names
    )


def _safe_in_capitals(spelling: Spelling) -> bool:
    """Tell whether a name in capitals inside ordinary text ("IRAN said") can be nothing else."""
    return spelling.length > SHORT and not any(known.name.ambiguous for known in spelling.names)


def _longest(found: list[_Hit], text: str) -> list[Match]:
    """Keep the longest match at the leftmost place, then go on behind it.

    An article belongs to no name where the words behind it are a longer one: "The Atlantic alliance" is no magazine.
    """
    kept: list[Match] = []
    covered = 0
    for start, _, end, spelling in found:
        article = start < covered < end and start == kept[-1].start + len("the ")
        if article and text[start - len("the ") : start].lower() == "the ":
            kept.pop()
            covered = start
        if start >= covered:
            kept.append(Match(start, end, spelling, spelling.meaning))
            covered = end
    return kept


def nested_countries(reading: Reading, matches: list[Match], authority: Authority) -> list[Match]:
    """Give the countries named inside the names of alliances and monarchs, and at the head of those of bodies.

    "The US-Japan alliance" speaks of both states, and "the US State Department" of one; a newspaper
    or an airline ("The Japan Times") of none.
    """
    found = []
    for match in matches:
        meaning = match.meaning
        if not meaning.bodies and not meaning.persons:
            continue
        text = reading.folded[match.start : match.end]
        whole = any(known.record.kind is ALLIANCE for known in meaning.bodies)
        whole = whole or (bool(meaning.persons) and " of " in text)
        if not whole and not meaning.bodies:
            continue
        if not whole and text.endswith(_PUBLISHED):
            continue
        owners = {known.record.country for known in match.names if known.record.country}
        for last, spelling in authority.occurrences(text, reading.language):
            start, end = last - spelling.length + 1, last + 1
            if end - start == len(text) or (start and not whole) or spelling.capitals:
                continue
            if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
                continue
            peoples = [known.record.slug for known in spelling.names if known.name.sort is DEMONYM]
            if not whole and owners and peoples and (len(set(peoples)) > 1 or owners.isdisjoint(peoples)):
                continue  # the Korean People's Army is not South Korea's
            if any(known.record.kind is COUNTRY and known.name.sort in _PLAIN for known in spelling.names):
                found.append(Match(match.start + start, match.start + end, spelling, spelling.meaning))
    return _longest_matches(found)


def _longest_matches(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
