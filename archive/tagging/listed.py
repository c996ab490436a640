"""Listed persons where a text names them, and what only bears a person's name: places, bodies, ships, bylines."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.documents import ActorRecord, Name
from archive.tagging.authority import Authority
from archive.tagging.matching import Match
from archive.tagging.offices import alive, standing
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import Sense, alternation, word_list

_BYLINE = re.compile(
    r"(?:^|\n)[ ]*(?:By|BY|Von|Par|Por)[ :]+$|"
    rf"(?:{alternation('credits', 'made')})(?: by|:| credit:) ?$|"
    r"\bPosted (?:on [\w ,.]{1,30} )?by $|"
    r"[Rr]eporting by [^.\n]{0,80}[,;&] (?:and )?$|[Ee]diting by [^.\n]{0,60}(?:and|,) $"
)
_CREDITED = re.compile(rf" ?[/|-] ?(?:{alternation('credits', 'agencies')})\b")
_BEFORE_CREDITED = ("by ", "By ", "BY ", "Von ", "Par ", "Por ", ":", ": ", "  ")
_LAST_CREDITED = frozenset(end[-3:] for end in _BEFORE_CREDITED)
"""Ends of what stands before a credited name, and their last letters: a cheap look before the expression is tried."""

_CREDIT_JOINTS, _SPACED_JOINTS = frozenset("/|-"), frozenset((" /", " |", " -"))
_SHIP = re.compile(rf"\b(?:{alternation('credits', 'vessels')}) $")
_VESSEL_ENDS = frozenset(f"{vessel[-2:]} " for vessel in word_list("credits")["vessels"])
_NAVAL = tuple(word_list("credits")["naval"])
_SHIP_NAMED = re.compile(rf"(?:{alternation('credits', 'naval')}) ")
_AFLOAT = re.compile(rf"\b(?:{alternation('credits', 'afloat')})\b")
_SHIP_GOES_ON = re.compile(rf"[,.;)]|$| (?:{alternation('credits', 'ship-does')})\b")
NEAR_SHIP = 150
"""Characters on both sides of "the" and a full name in which words of the sea say that it is a ship's."""

_THE, _ARTICLE = re.compile(r"\b[Tt]he $"), re.compile(r"\b[AaEe]l-$")
_SPLITTERS = int(Sense.ORGANISATION | Sense.COMPANY | Sense.PLACE)
_NAMED_AFTER_EXEMPT = int(Sense.GIVEN | Sense.SURNAME | Sense.COMMON)
_LEADING = re.compile(r"(?<![\w.])([A-Z][\w'-]+) $")
_CROWNED = frozenset(word_list("titles")["crowned"])
_LONGER = re.compile(r" (?:bin|ibn|bint|[Aa]l)[ -][A-Z]")
"""What follows a title and a first name that begin somebody else's longer name ("Sheikh Abdullah bin")."""

_FOLLOWING = re.compile(r" ([A-Z][\w'-]*)")
_NOT_LEADING = int(Sense.PERSONAL | Sense.OFFICE | Sense.COMMON | Sense.ORDINARY | Sense.COUNTRY | Sense.TOWN)


def bears_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the name at a span is that of a ship or storm ("USS Gerald R. Ford", then "the Gerald R. Ford")."""
    text = reading.folded
    before = text[start - 3 : start]
    if before in _VESSEL_ENDS and _SHIP.search(text, max(0, start - 20), start):
        return True
    if text.startswith("-class", end):
        return True
    if before != "he " or not _THE.search(text, max(0, start - 5), start):
        return False
    name = text[start:end]
    if any(text.startswith(name, place) for place in _ships_of(text)):
        return True
    if " " not in name or not _SHIP_GOES_ON.match(text, end):
        return False
    return _AFLOAT.search(text[max(0, start - NEAR_SHIP) : start] + text[end : end + NEAR_SHIP]) is not None


@lru_cache(maxsize=1)
def _ships_of(text: str) -> tuple[int, ...]:
    """Give where the names of ships begin in a text ("USS …"); it is asked for each name of one text in turn."""
    return tuple(ship.end() for ship in _SHIP_NAMED.finditer(text)) if any(naval in text for naval in _NAVAL) else ()


def is_credit(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a name stands in a byline or a photo credit: metadata, not a person of the story."""
    text = reading.folded
    close = text[max(0, start - 3) : start]
    if close in _LAST_CREDITED or close[-1:] == ":" or close[-2:] in _LAST_CREDITED or _reports(text):
        head = text[max(0, start - 100) : start]
        if (head.endswith(_BEFORE_CREDITED) or "ing by " in head) and _BYLINE.search(head):
            return True
    behind = text[end : end + 2]
    return (behind[:1] in _CREDIT_JOINTS or behind in _SPACED_JOINTS) and _CREDITED.match(text, end) is not None


@lru_cache(maxsize=1)
def _reports(text: str) -> bool:
    """Tell whether a text says anywhere who reported or edited it; it is asked for each name of one text in turn."""
    return "ing by " in text


def known_persons(reading: Reading, matches: list[Match], authority: Authority) -> list[tuple[Match, ActorRecord]]:
    """Give the matches that are listed persons' names, with whom each means; nothing named after persons."""
    found = []
    for match in matches:
        people = match.meaning.persons
        if not people:
            continue
        of_time = [known for known in people if _holds(known.name, reading.year)]
        records = [known.record for known in of_time or people]
        if not records or _named_after(reading, match, authority):
            continue
        possible = [record for record in records if alive(record, reading.year)]
        if possible:
            found.append((match, max(possible, key=lambda record: standing(record, reading.published, reading.year))))
    return found


def _holds(name: Name, year: int | None) -> bool:
    """Tell whether a name was a person's in a year: "George Bush" was the father until the son ran for president."""
    return year is None or (name.since or 0) <= year <= (name.until or 9999)


def _named_after(reading: Reading, match: Match, authority: Authority) -> bool:
    """Tell whether a person's name is part of the name of a place, body, ship or storm, or of another person's."""
    text = reading.folded
    if bears_name(reading, match.start, match.end):
        return True
    if _ARTICLE.search(text, max(0, match.start - 4), match.start):
        return True  # "Al-Jaber Al-Sabah" in somebody else's name
    leading = _LEADING.search(text, max(0, match.start - 25), match.start)
    if leading and not reading.in_capitals(match.start):
        sense = authority.senses[leading[1]]
        if leading[1].startswith("Al-") or (sense & int(Sense.GIVEN) and not sense & _NOT_LEADING):
            return True
    first = text[match.start : match.end].split(" ", 1)[0]
    titled = authority.senses[first] & int(Sense.PERSONAL) and first not in _CROWNED
    if titled and _LONGER.match(text, match.end):
        return True
    following = _FOLLOWING.match(text, match.end)
    if following and not reading.in_capitals(match.start):
        sense = authority.senses[following[1]]
        return bool(sense & _SPLITTERS and not sense & _NAMED_AFTER_EXEMPT)
    return False
