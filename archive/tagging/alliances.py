"""Alliances and organisations: listed ones by name, and alliances that are written as lists of their states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.tagging.authority import Authority
from archive.tagging.countries import CountryMention
from archive.tagging.matching import Match
from archive.tagging.reading import Reading

SHORT_NAMES = {
    "united-states": "US", "united-kingdom": "UK", "united-arab-emirates": "UAE",
}  # fmt: skip
"""How an alliance's written name calls a state, where everyday English shortens it."""

RULES = {NameSort.ABBREVIATION: "abbreviation", NameSort.METONYM: "metonym", NameSort.DEMONYM: "demonym"}
CONFIDENCE = {"listed-name": 1.0, "abbreviation": 0.97, "written-alliance": 0.9, "written-ties": 0.75, "alliance-with": 0.8, "metonym": 0.8,
              "demonym": 0.8, "organisation-form": 0.7}  # fmt: skip

_JOINT = re.compile(r"(?:-|/| and | & |, and |, )(?:the )?|-\s?")
_PACT = (
    r"(?:(?:mutual|military|security|defen[cs]e|strategic|trilateral|bilateral|joint|long-?standing|decades-old|ironclad|treaty|formal|new|"
    r"old|emerging|de facto|informal|defensive|postwar|post-war|key|vital|three-way|nuclear|collective|western|historic|strong|close) )*"
    r"(?:alliances?|(?:mutual |joint |collective )?(?:defen[cs]e|security) (?:treaty|treaties|pacts?|agreements?|alliances?|partnerships?)|"
    r"security alliance|military pact|treaty of alliance|treaty alliance|trilateral|trilateral (?:partnership|alliance|pact|cooperation))"
)
_AFTER = re.compile(rf"(?:'s?)?[ -]{_PACT}\b", re.IGNORECASE)
_BEFORE_STRONG = re.compile(rf"\b{_PACT} (?:(?:between|among|of|with|linking|binding|uniting) )(?:both )?(?:the )?$", re.IGNORECASE)
_BEFORE_TIES = re.compile(
    r"\b(?:ties|cooperation|co-operation|partnership|pact|axis|coordination|collaboration|summit|relationship) "
    r"(?:between|among|of|with) (?:both )?(?:the )?$",
    re.IGNORECASE,
)
_LINKS = ("with ", "between ", "among ", "of ", "linking ", "binding ", "uniting ", "the ", "both ")
_WITH = re.compile(r"\bwith (?:both )?(?:the )?$", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:his|her|its|their|our|the|a)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s+(?=[A-Z\"'(])|\n")
REACH = 200
"""Characters before "alliance with South Korea" in which the other party is looked for."""


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


def listed_bodies(reading: Reading, matches: list[Match]) -> list[AllianceMention]:
    """Give the mentions of listed alliances and organisations."""
    mentions = []
    whole = {known.record.slug for match in matches for known in match.names if not known.name.ambiguous}
    for match in matches:
        possible = [known for known in match.names if known.record.kind in (ActorKind.ALLIANCE, ActorKind.ORGANISATION)]
        possible = [known for known in possible if not _doubtful(known.name) or _ambiguous_holds(known.record, whole, reading, match)]
        fitting = [known for known in possible if _holds(known.record, known.name, reading.year)] or possible
        if not fitting:
            continue
        fitting.sort(key=lambda known: (known.record.slug not in whole, bool(known.record.until)))
        record, name = fitting[0]
        rule = RULES.get(name.sort, "listed-name")
        mentions.append(AllianceMention(match.start, match.end, record.kind, record.slug, record.name, rule, name.text, ()))
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


def _ambiguous_holds(record: ActorRecord, whole: set[str], reading: Reading, match: Match) -> bool:
    """Let a name that is often something else stand where the document names the body otherwise or some of its states."""
    if record.slug in whole:
        return True
    states = {member.slug for member in record.members}
    return len(states & whole) >= 2 and not reading.in_capitals(match.start)


def written_alliances(reading: Reading, countries: list[CountryMention], authority: Authority) -> list[AllianceMention]:
    """Give the alliances that are written as their states ("the US-South Korea alliance", "alliance with Japan")."""
    mentions: list[AllianceMention] = []
    text = reading.folded
    places = [one for one in countries if one.rule != "both-states"]
    for chain in _chains(text, places):
        start, end = chain[0].start, chain[-1].end
        states = tuple(dict.fromkeys(one.slug for one in chain))
        head = text[max(0, start - 120) : start]
        linked = head.endswith(_LINKS)
        if not linked and len(states) < 2:
            continue
        strong_before = _BEFORE_STRONG.search(head) if linked else None
        if len(states) >= 2 and (after := _AFTER.match(text, end)):
            mentions += _written(authority, reading, start, after.end(), states, "written-alliance")
        elif strong_before and _WITH.search(head):
            mentions += _allied_with(reading, authority, places, chain, start - len(strong_before[0]))
        elif len(states) >= 2 and strong_before:
            mentions += _written(authority, reading, start - len(strong_before[0]), end, states, "written-alliance")
        elif linked and len(states) >= 2 and (ties := _BEFORE_TIES.search(head)):
            if len(states) >= 3 or frozenset(states) in authority.written:
                mentions += _written(authority, reading, start - len(ties[0]), end, states, "written-ties")
    return mentions


def _chains(text: str, places: list[CountryMention]) -> Iterable[list[CountryMention]]:
    """Give the countries that stand in one list, joined by hyphens, commas or "and"."""
    chain: list[CountryMention] = []
    for place in places:
        if chain and _JOINT.fullmatch(text, chain[-1].end, place.start):
            chain.append(place)
            continue
        if chain:
            yield chain
        chain = [place]
    if chain:
        yield chain


def _allied_with(
    reading: Reading, authority: Authority, places: list[CountryMention], partners: list[CountryMention], start: int
) -> list[AllianceMention]:
    """Resolve "alliance with South Korea": the other party is named before it, or is the one the document is about."""
    text = reading.folded
    partner_slugs = [one.slug for one in partners]
    near = [one.slug for one in places if start - REACH <= one.end <= start and one.slug not in partner_slugs]
    sentence = max((match.end() for match in _SENTENCE_END.finditer(text, max(0, start - REACH), start)), default=0)
    here = [one.slug for one in places if sentence <= one.start and one.end <= start and one.slug not in partner_slugs]
    counted: dict[str, int] = {}
    for one in places:
        counted[one.slug] = counted.get(one.slug, 0) + 1
    ranked = sorted(counted, key=lambda slug: -counted[slug])
    candidates = [*reversed(here), *reversed(near), *ranked]
    mentions: list[AllianceMention] = []
    for partner in dict.fromkeys(partner_slugs):
        known = [slug for slug in candidates if slug not in partner_slugs and frozenset((slug, partner)) in authority.written]
        owner = (known or [slug for slug in (here or ranked[:1]) if slug not in partner_slugs] or [""])[0]
        if owner:
            mentions += _written(authority, reading, start, partners[-1].end, (owner, partner), "alliance-with")
    return mentions


def _written(
    authority: Authority, reading: Reading, start: int, end: int, states: tuple[str, ...], rule: str
) -> list[AllianceMention]:
    """Give the mention of the alliance of these states: the listed treaty of just them, else one by the states' names."""
    listed = authority.written.get(frozenset(states), ())
    if listed:
        record = _of_time(listed, reading.year)
        return [AllianceMention(start, end, record.kind, record.slug, record.name, rule, record.name, tuple(sorted(states)))]
    slug, name = written_name(authority, states)
    return [AllianceMention(start, end, ActorKind.ALLIANCE, slug, name, rule, name, tuple(sorted(states)))]


def written_name(authority: Authority, states: Iterable[str]) -> tuple[str, str]:
    """Give slug and name of an alliance that is known by its states only ("US–Japan–South Korea alliance")."""
    ordered = sorted(set(states))
    shown = sorted(ordered, key=lambda slug: (slug not in SHORT_NAMES, slug))
    names = []
    for state in shown:
        record = authority.actor(ActorKind.COUNTRY, state)
        names.append(SHORT_NAMES.get(state) or (record.name if record else state))
    return "-".join(ordered), "–".join(names) + " alliance"


def _of_time(records: tuple[ActorRecord, ...], year: int | None) -> ActorRecord:
    """Of several treaties of the same states, give the one in force in the year, else the one that lasted longest."""
    if year is not None:
        for record in records:
            since, until = int((record.since or "0")[:4]), int((record.until or "9999")[:4])
            if since <= year <= until:
                return record
    return max(records, key=lambda record: record.until or "9999")
