"""Matching: every listed name that stands in a text as words of its own, the longest at each place."""

from __future__ import annotations

from typing import NamedTuple

from archive.documents import ActorKind, NameSort
from archive.tagging.authority import Authority, KnownName, Spelling
from archive.tagging.reading import Reading
from archive.tagging.scripts import may_begin, may_end

GENITIVES = {"de": "s", "": "s"}
"""Endings that a language adds to a name without an apostrophe ("Deutschlands")."""

SHORT = 4
"""Names in capitals shorter than this stand for themselves only, also in a headline."""


_PLAIN = (NameSort.FULL, NameSort.ABBREVIATION, NameSort.DEMONYM)
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
    """Listed names that one stretch of text may mean; no names where the stretch is a known other thing."""

    start: int
    end: int
    names: tuple[KnownName, ...]
    in_capitals: bool


def find_matches(reading: Reading, authority: Authority) -> list[Match]:
    """Give the matches of a reading in its order, none overlapping another."""
    text, size = reading.folded, len(reading.folded)
    genitive = GENITIVES.get(reading.language, "")
    found: list[tuple[int, int, int, Spelling]] = []
    spelling: Spelling
    for last, spelling in authority.occurrences(text):
        start, end = last - spelling.length + 1, last + 1
        if start and (text[start - 1].isalnum() or text[start - 1] in "@#_&") and not may_begin(text, start):
            continue
        if end < size:
            after = text[end]
            if after.isalnum() and not may_end(text, end):
                if not (
                    genitive
                    and after == genitive
                    and _takes_genitive(spelling)
                    and not text[end + 1 : end + 2].isalnum()
                ):
                    continue
                end += 1
            elif (
                after in "@_$"
                or (
                    after in ">." and text[start - 1 : start] == "<"  # the sign of a share: "<UN.A>"
                )
                or (after == "." and text[end + 1 : end + 4] in ("com", "org", "net"))
            ):
                continue
        if spelling.capitals and not reading.in_capitals(start) and not _safe_in_capitals(spelling):
            continue
        found.append((start, start - end, end, spelling))
    found.sort(key=lambda hit: hit[:2])
    return _longest(found, text)


def _takes_genitive(spelling: Spelling) -> bool:
    return spelling.length > SHORT and any(
        known.record.kind is not ActorKind.PERSON and known.name.sort is NameSort.FULL and not known.name.ambiguous
        for known in spelling.names
    )


def _safe_in_capitals(spelling: Spelling) -> bool:
    """Tell whether a name in capitals inside ordinary text ("IRAN said") can be nothing else."""
    return spelling.length > SHORT and not any(known.name.ambiguous for known in spelling.names)


def _longest(found: list[tuple[int, int, int, Spelling]], text: str) -> list[Match]:
    """Keep the longest match at the leftmost place, then go on behind it.

    An article belongs to no name where the words behind it are a longer one: "The Atlantic alliance" is no magazine.
    """
    kept: list[Match] = []
    covered = 0
    for start, _, end, spelling in found:
        article = start < covered < end and start == kept[-1].start + len("the ")
        if article and text[kept[-1].start : start].lower() == "the ":
            kept.pop()
            covered = start
        if start >= covered:
            kept.append(Match(start, end, spelling.names, spelling.capitals))
            covered = end
    return kept


def nested_countries(reading: Reading, matches: list[Match], authority: Authority) -> list[Match]:
    """Give the countries named inside the names of alliances and monarchs, and at the head of those of bodies.

    "The US-Japan alliance" speaks of both states, and "the US State Department" of one; a newspaper
    or an airline ("The Japan Times") of none.
    """
    found = []
    for match in matches:
        kinds = {known.record.kind for known in match.names}
        text = reading.folded[match.start : match.end]
        whole = ActorKind.ALLIANCE in kinds or (ActorKind.PERSON in kinds and " of " in text)
        if not whole and ActorKind.ORGANISATION not in kinds:
            continue
        if not whole and text.endswith(_PUBLISHED):
            continue
        owners = {known.record.country for known in match.names if known.record.country}
        for last, spelling in authority.occurrences(text):
            start, end = last - spelling.length + 1, last + 1
            if end - start == len(text) or (start and not whole) or spelling.capitals:
                continue
            if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
                continue
            peoples = [known.record.slug for known in spelling.names if known.name.sort is NameSort.DEMONYM]
            if not whole and owners and peoples and (len(set(peoples)) > 1 or owners.isdisjoint(peoples)):
                continue  # the Korean People's Army is not South Korea's
            if any(known.record.kind is ActorKind.COUNTRY and known.name.sort in _PLAIN for known in spelling.names):
                found.append(Match(match.start + start, match.start + end, spelling.names, in_capitals=False))
    return _longest_matches(found)


def _longest_matches(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
