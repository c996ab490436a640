"""Offices: whom a surname alone means, from who held what office at the time of an article."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from archive.documents import ActorRecord, Office
from archive.tagging.authority import Authority
from archive.tagging.people import Candidate
from archive.tagging.reading import Reading
from archive.tagging.vocabulary import Sense, alternation, word_list

HEAD_NOW, HOLDER_NOW, HEAD_NEAR, HOLDER_NEAR, KNOWN = 4.0, 3.0, 2.0, 1.0, 0.5
"""How strongly an article of a time means somebody by a surname: a head of state or government in
office, any office holder, one who was or was to be so around that time, one without an office."""

FIT, FITTING = 1.2, 0.5
"""What a full fit of the words around a name with the title of an office adds, and the fit that counts as support."""

NEAR = 60
"""Characters around a name in which the words of an office are looked for."""

SHORTEST_UNTITLED = 4
"""A shorter surname with a title that its known holders never had is somebody else's."""

_EVERYDAY = int(Sense.GIVEN | Sense.SURNAME | Sense.FAMILY_FIRST)
_WORD = re.compile(r"[a-z]{3,}")
_SMALL = frozenset(("the", "for", "and", "general"))
_LONG_TITLE = re.compile(rf"\b((?:{alternation('offices', 'of')}) of (?:the )?[A-Z][a-z]+) $")
_SPEAKS = re.compile(
    r"(?:'s)? (?:say|said|told|urge|warn|call|tell|see|deni|back|reject|deny|meet|hope|expect|want|add|predict)",
    re.IGNORECASE,
)

SUPPORT = 0.6
"""Added where the article names the person's country: between two equals it decides."""

YEARS_AFTER, YEARS_BEFORE = 12, 3
"""Years after leaving and before taking office in which news still, or already, calls a person by the surname."""

FOREMOST = 0.5
"""Added for who leads where somebody else holds the office of a head of state: it decides between the two."""

_FOREMOST = re.compile(rf"(?:{alternation('offices', 'foremost')})\b")
_HEADS = re.compile(rf"^(?:{alternation('offices', 'heads')})\b")
_ABBREVIATED = dict(pair.replace("_", " ").split("=") for pair in word_list("offices")["abbreviated"])
_UNTITLED = frozenset(word_list("offices")["address"])


@lru_cache(maxsize=20000)
def _span(since: str, until: str) -> tuple[int, int]:
    """Give the first and last day of an office as yyyymmdd; open ends are far away."""
    first, last = since.replace("-", ""), until.replace("-", "")
    return int(first.ljust(8, "0")) if first else 0, int(last.ljust(8, "9")) if last else 99999999


@lru_cache(maxsize=20000)
def _leads(title: str) -> tuple[bool, float]:
    """Tell whether an office is that of a head of state or government, and what is added where it is the foremost."""
    plain = title.lower()
    head = _HEADS.match(plain) is not None
    return head, FOREMOST if head and _FOREMOST.match(plain) else 0.0


@lru_cache(maxsize=20000)
def _words_of(title: str) -> frozenset[str]:
    """Give the words of an office that say which it is."""
    return frozenset(_WORD.findall(title.lower())) - _SMALL


def alive(record: ActorRecord, year: int | None) -> bool:
    """Tell whether a person may act in an article of a year: born twelve years before; the dead are still talked of."""
    return year is None or not record.since or int(record.since[:4]) + 12 <= year


def standing(record: ActorRecord, published: date | None, year: int | None) -> float:
    """Give how strongly a surname means this person in an article of that day or year (see the constants)."""
    if not alive(record, year):
        return 0.0
    if not record.offices:
        return KNOWN
    return max([_office_standing(office, published, year) for office in record.offices])


def _office_standing(office: Office, published: date | None, year: int | None) -> float:
    head, first = _leads(office.title)
    since, until = _span(office.since, office.until)
    if year is None:
        return HEAD_NEAR if head else HOLDER_NEAR
    if published:
        low = high = (published.year * 100 + published.month) * 100 + published.day
    else:
        low, high = year * 10000, year * 10000 + 9999
    if since <= high and low <= until:
        return HEAD_NOW + first if head else HOLDER_NOW
    if since // 10000 - YEARS_BEFORE <= year <= until // 10000 + YEARS_AFTER:
        return HEAD_NEAR if head else HOLDER_NEAR
    return KNOWN


def held(record: ActorRecord, title: str) -> bool:
    """Tell whether a person held an office that a written title names; forms of address fit everybody."""
    plain = title.lower().rstrip(".")
    if plain in _UNTITLED:
        return True
    wanted = _ABBREVIATED.get(plain, plain)
    return any(wanted in office.title.lower() for office in record.offices)


def holder_of_surname(
    candidate: Candidate, surname: str, reading: Reading, authority: Authority, countries: frozenset[str]
) -> ActorRecord | None:
    """Give the one person whom a surname without explanation means, or None where nobody or several may be meant.

    ``candidate`` is where it stands, with the title written before it; ``countries`` are the slugs of
    the countries that the document names.
    """
    holders = authority.holders(surname)
    if not holders:
        return None
    title = candidate.title.lower().rstrip(".") or _long_title(reading.folded, candidate.start)
    if candidate.behind and not title:
        return None
    if title and title not in _UNTITLED:
        fitting = tuple(record for record in holders if held(record, title))
        holders = fitting or (() if len(surname) < SHORTEST_UNTITLED else holders)
    weighed = [(standing(record, reading.published, reading.year), record) for record in holders]
    weighed = [(weight, record) for weight, record in weighed if weight > KNOWN]
    if not weighed:
        return None
    near = frozenset(_WORD.findall(reading.folded[max(0, candidate.start - NEAR) : candidate.end + NEAR].lower()))
    everyday = authority.senses[surname] & _EVERYDAY
    speaks = _SPEAKS.match(reading.folded, candidate.end) is not None
    ranked: list[tuple[float, ActorRecord]] = []
    for weight, record in weighed:
        at_home = bool(_countries_of(record, authority, reading.year) & countries)
        fit = _office_fit(record, near)
        known_now = weight >= HOLDER_NOW and reading.published is not None and len(holders) == 1
        if not (at_home or title or weight >= HEAD_NOW or fit >= FITTING or known_now):
            continue
        if everyday and not title and fit < FITTING:
            plain = everyday == int(Sense.SURNAME) and known_now and speaks
            if not plain and (weight < HEAD_NEAR or not at_home):
                continue
        ranked.append((weight + (SUPPORT if at_home else 0) + FIT * fit, record))
    ranked.sort(key=lambda item: -item[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < SUPPORT / 2):
        return None
    return ranked[0][1]


def _long_title(text: str, start: int) -> str:
    """Give the office of several words right before a name ("Secretary of State Kissinger"), in small letters."""
    title = _LONG_TITLE.search(text, max(0, start - NEAR), start)
    return title[1].lower() if title else ""


def _office_fit(record: ActorRecord, near: frozenset[str]) -> float:
    """Give how much of an office's title stands near a name: 1 for all its words ("Treasury's Baker": a half)."""
    best = 0.0
    for office in record.offices:
        words = _words_of(office.title)
        best = max(best, len(words & near) / len(words)) if words else best
    return best


def _countries_of(record: ActorRecord, authority: Authority, year: int | None) -> set[str]:
    """Give the countries of a person and of the offices that were known in a year ("Ambassador to Japan" later on)."""
    places = {
        authority.country_slug(office.country)
        for office in record.offices
        if office.country and (year is None or _span(office.since, office.until)[0] // 10000 - YEARS_BEFORE <= year)
    }
    return places | {record.country}
