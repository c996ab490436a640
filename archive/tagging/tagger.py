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
from archive.tagging.countries import certain_countries, resolve_countries
from archive.tagging.divisions import Cut
from archive.tagging.known import Named
from archive.tagging.listed import known_persons
from archive.tagging.matching import Match, find_matches, nested_countries
from archive.tagging.organisations import formed_organisations
from archive.tagging.persons import resolve_persons
from archive.tagging.prominence import prominence
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

_PERSON, _COUNTRY = str(ActorKind.PERSON), str(ActorKind.COUNTRY)
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
    reading = read_document(title, text, published, captions, language)
    matches = find_matches(reading, authority)
    certain = certain_countries(reading, matches)
    named = known_persons(reading, matches, authority)
    bodies = listed_bodies(reading, matches, certain)
    masked = _masks(matches, named, bodies)
    found = survey(reading, masked, authority.divisions)
    recogniser = chosen()
    learned = list(recogniser.find(reading.written)) if recogniser else []
    people = resolve_persons(
        reading,
        named,
        found,
        authority,
        frozenset(certain),
        recognised=recognised_persons(reading, learned, matches, authority.senses),
    )
    in_persons = _covered([(one.start, one.end) for one in people.mentions])
    open_matches = [match for match in matches if match.start not in in_persons]
    open_matches += nested_countries(reading, matches, authority)
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
    covered = _covered([(one.start, one.end) for one in listed if one.kind is ActorKind.ALLIANCE])
    bodies = listed + [one for one in written_alliances(reading, states, authority) if one.start not in covered]
    taken = _covered([(one.start, one.end) for one in bodies if not one.states])
    return bodies + [
        one
        for one in formed_organisations(reading, formed, states)
        if one.start not in taken and one.end - 1 not in taken
    ]


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


def _covered(spans: list[tuple[int, int]]) -> set[int]:
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(start, end))
    return covered


def _assemble(
    reading: Reading, authority: Authority, people: Persons, states: list[Named], bodies: list[AllianceMention]
) -> TaggedDocument:
    named = [(one.start, one.end, _PERSON, one.slug, one.rule, one.record) for one in people.mentions]
    named += [(one.start, one.end, _COUNTRY, one.slug, one.rule, one.record) for one in states]
    kinds = [str(one.kind) for one in bodies]
    named += [
        (one.start, one.end, kind, one.slug, one.rule, one.record) for one, kind in zip(bodies, kinds, strict=True)
    ]
    named.sort(key=_BY_PLACE)
    mentions: list[Mention] = []
    by_actor: dict[tuple[str, str], list[Mention]] = {}
    for start, end, kind, slug, rule, record in named:
        place, begin, finish = reading.locate(start, end)
        surface, confidence = reading.written[start:end], CONFIDENCE[rule]
        mention = Mention(_KINDS[kind], slug, begin, finish, surface, place, rule, record, confidence)
        mentions.append(mention)
        by_actor.setdefault((kind, slug), []).append(mention)
    shown: dict[tuple[str, str], tuple[str, tuple[str, ...]]]
    shown = {(_PERSON, one.slug): (one.name, ()) for one in people.people.values()}
    shown |= {(kind, one.slug): (one.name, one.states) for one, kind in zip(bodies, kinds, strict=True)}
    length = len(reading.written) - reading.text_start
    return TaggedDocument(_actors(authority, by_actor, shown, length), tuple(mentions))


def _actors(
    authority: Authority,
    by_actor: dict[tuple[str, str], list[Mention]],
    shown: dict[tuple[str, str], tuple[str, tuple[str, ...]]],
    length: int,
) -> tuple[TaggedActor, ...]:
    """Give the actors of a document from their mentions by kind and slug, the most prominent first.

    ``shown`` are the names and states of those whom the authority may not know, ``length`` is that of the text.
    """
    most = dict.fromkeys(_KINDS, 0)
    for (kind, _), own in by_actor.items():
        most[kind] = max(most[kind], len(own))
    actors = []
    for (kind, slug), own in by_actor.items():
        weight = prominence(own, most[kind], length)
        record = authority.actor(_KINDS[kind], slug)
        if record is None:
            name, states = shown.get((kind, slug), ("", ()))
            actors.append(TaggedActor(_KINDS[kind], slug, name, "", True, states, weight))
        else:
            actors.append(TaggedActor(record.kind, slug, record.name, record.code, False, (), weight))
    actors.sort(key=_BY_PROMINENCE, reverse=True)
    return tuple(actors)
