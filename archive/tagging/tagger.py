"""The tagging stage: a clean document in, its actors with every mention out."""

from __future__ import annotations

from datetime import date
from operator import attrgetter, itemgetter

from archive.documents import (
    ActorKind,
    ActorRecord,
    BlockKind,
    CleanDocument,
    Mention,
    TaggedActor,
    TaggedDocument,
)
from archive.tagging import alliances, countries, persons
from archive.tagging.alliances import AllianceMention, listed_bodies
from archive.tagging.authority import Authority
from archive.tagging.cast import Persons
from archive.tagging.collecting import collector_paused
from archive.tagging.countries import certain_countries, resolve_countries
from archive.tagging.divisions import Cut
from archive.tagging.known import Named
from archive.tagging.listed import known_persons
from archive.tagging.matching import Match, find_matches, nested_countries
from archive.tagging.members import ALLIANCE, COUNTRY, PERSON
from archive.tagging.organisations import formed_organisations
from archive.tagging.persons import resolve_persons
from archive.tagging.prominence import Tally
from archive.tagging.reading import Reading, read_document
from archive.tagging.recognised import recognised_bodies, recognised_persons
from archive.tagging.recogniser import chosen
from archive.tagging.seats import allied_seats
from archive.tagging.surveying import survey
from archive.tagging.written import written_alliances

CONFIDENCE = {**alliances.CONFIDENCE, **countries.CONFIDENCE, **persons.CONFIDENCE}
"""Each rule with how often it is right, measured roughly; docs/tagging.md says what each means."""

_KINDS = {str(kind): kind for kind in ActorKind}
"""Kinds by their plain words, which are quicker as keys."""

_PERSON, _COUNTRY = str(PERSON), str(COUNTRY)
_BY_PLACE, _BY_PROMINENCE = itemgetter(0, 1, 2, 3), attrgetter("prominence")


def tag(document: CleanDocument, authority: Authority) -> TaggedDocument:
    """Give the actors that an article names, most prominent first, and every mention in reading order."""
    captions, position = [], 0
    for block in document.blocks:
        if block.kind is BlockKind.CAPTION:
            captions.append((position, position + len(block.text)))
        position += len(block.text) + 2
    return tag_text(
        document.title,
        document.text,
        authority,
        document.published.on,
        captions=tuple(captions),
        language=document.language,
    )


def tag_text(
    title: str,
    text: str,
    authority: Authority,
    published: date | None = None,
    *,
    captions: tuple[tuple[int, int], ...] = (),
    language: str = "",
) -> TaggedDocument:
    """Tag a title and a text as `tag` does.

    ``captions`` are spans of the text that are captions, ``language`` is an ISO 639-1 code or empty.
    Raises `RecogniserError` where a statistical recogniser is chosen that cannot be had.
    """
    with collector_paused():
        return _tagged(read_document(title, text, published, captions, language), authority)


def _tagged(reading: Reading, authority: Authority) -> TaggedDocument:
    matches = find_matches(reading, authority)
    certain = certain_countries(reading, matches)
    named = known_persons(reading, matches, authority)
    bodies = listed_bodies(reading, matches, certain)
    masked = _masks(matches, named, bodies)
    found = survey(reading, masked, authority.divisions)
    recogniser = chosen()
    learned = list(recogniser.find(reading.written)) if recogniser else []
    recognised = recognised_persons(reading, learned, matches, authority.senses) if learned else ()
    people = resolve_persons(reading, named, found, authority, frozenset(certain), recognised=recognised)
    open_matches = _outside(matches, people.mentions) + nested_countries(reading, matches, authority)
    words = frozenset([word for one in people.people.values() if " of " not in one.name for word in one.words])
    states = resolve_countries(reading, open_matches, authority, certain, words)
    seats = allied_seats(reading, open_matches, states)
    states = sorted([*states, *seats]) if seats else states
    bodies = _all_bodies(reading, authority, bodies, states, found.bodies)
    if learned:
        taken = _covered([(one.start, one.end) for one in bodies] + [(one.start, one.end) for one in people.mentions])
        bodies += recognised_bodies(reading, learned, matches, taken)
    return _assemble(reading, authority, people, states, bodies)


def _all_bodies(
    reading: Reading,
    authority: Authority,
    listed: list[AllianceMention],
    states: list[Named],
    formed: list[tuple[int, Cut]],
) -> list[AllianceMention]:
    """Give the listed bodies, the alliances written as their states, and the bodies known by their form."""
    written = written_alliances(reading, states, authority)
    if written:
        covered = _covered([(one.start, one.end) for one in listed if one.kind is ALLIANCE])
        listed = listed + [one for one in written if one.start not in covered]
    unlisted = formed_organisations(reading, formed, states)
    if not unlisted:
        return listed
    taken = _covered([(one.start, one.end) for one in listed if not one.states])
    return listed + [one for one in unlisted if one.start not in taken and one.end - 1 not in taken]


def _masks(matches: list[Match], named: list[tuple[Match, ActorRecord]], bodies: list[AllianceMention]) -> list[Match]:
    """Give the matches whose words are spoken for: listed persons and bodies, other things, states of several words.

    A name of many bodies that means none of the listed ones here ("Foreign Ministry" behind "Norwegian") is not.
    """
    of_persons = {match.start for match, _ in named} | {body.start for body in bodies}
    return [
        match
        for match in matches
        if match.meaning.masks or match.start in of_persons or match.end - match.start in match.meaning.genitives
    ]


def _outside(matches: list[Match], mentions: list[Named]) -> list[Match]:
    """Give the matches that do not begin inside a mention; both are in reading order."""
    outside, spans, reach = [], iter(mentions), 0
    span = next(spans, None)
    for match in matches:
        start = match.start
        while span is not None and span.start <= start:
            reach = max(reach, span.end)
            span = next(spans, None)
        if start >= reach:
            outside.append(match)
    return outside


def _covered(spans: list[tuple[int, int]]) -> set[int]:
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(start, end))
    return covered


def _assemble(
    reading: Reading, authority: Authority, people: Persons, states: list[Named], bodies: list[AllianceMention]
) -> TaggedDocument:
    named = [(start, end, _PERSON, slug, rule, record) for start, end, slug, rule, record in people.mentions]
    named += [(start, end, _COUNTRY, slug, rule, record) for start, end, slug, rule, record in states]
    shown: dict[tuple[str, str], tuple[str, tuple[str, ...]]]
    shown = {(_PERSON, one.slug): (one.name, ()) for one in people.people.values()}
    for start, end, kind_of_body, slug, name, rule, record, of_states in bodies:
        kind = kind_of_body.value
        named.append((start, end, kind, slug, rule, record))
        shown[kind, slug] = name, of_states
    named.sort(key=_BY_PLACE)
    length, written, locate = len(reading.written) - reading.text_start, reading.written, reading.locate
    mentions: list[Mention] = []
    tallies: dict[tuple[str, str], Tally] = {}
    for start, end, kind, slug, rule, record in named:
        place, begin, finish = locate(start, end)
        mentions.append(
            Mention(_KINDS[kind], slug, begin, finish, written[start:end], place, rule, record, CONFIDENCE[rule])
        )
        tally = tallies.get((kind, slug))
        if tally is None:
            tally = tallies[kind, slug] = Tally()
        tally.add(place, begin, length)
    return TaggedDocument(_actors(authority, tallies, shown), tuple(mentions))


def _actors(
    authority: Authority,
    tallies: dict[tuple[str, str], Tally],
    shown: dict[tuple[str, str], tuple[str, tuple[str, ...]]],
) -> tuple[TaggedActor, ...]:
    """Give the actors of a document by where each is named, by kind and slug, the most prominent first.

    ``shown`` are the names and states of those whom the authority may not know.
    """
    most = dict.fromkeys(_KINDS, 0)
    for (kind, _), tally in tallies.items():
        most[kind] = max(most[kind], tally.count)
    actors = []
    for (kind, slug), tally in tallies.items():
        weight = tally.prominence(most[kind])
        record = authority.actor(_KINDS[kind], slug)
        if record is None:
            name, states = shown.get((kind, slug), ("", ()))
            actors.append(TaggedActor(_KINDS[kind], slug, name, "", True, states, weight))
        else:
            actors.append(TaggedActor(record.kind, slug, record.name, record.code, False, (), weight))
    actors.sort(key=_BY_PROMINENCE, reverse=True)
    return tuple(actors)
