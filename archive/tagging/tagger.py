"""The tagging stage: a clean document in, its actors with every mention out."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from archive.documents import (
    ActorKind,
    ActorRecord,
    BlockKind,
    CleanDocument,
    Mention,
    NameSort,
    TaggedActor,
    TaggedDocument,
)
from archive.tagging import alliances, countries, persons
from archive.tagging.alliances import AllianceMention, listed_bodies
from archive.tagging.authority import Authority
from archive.tagging.cast import PersonMention, Persons
from archive.tagging.countries import CountryMention, certain_countries, resolve_countries
from archive.tagging.listed import known_persons
from archive.tagging.matching import Match, find_matches, nested_countries
from archive.tagging.organisations import formed_organisations
from archive.tagging.people import survey
from archive.tagging.persons import resolve_persons
from archive.tagging.prominence import prominence
from archive.tagging.reading import Reading, read_document
from archive.tagging.recognised import recognised_bodies, recognised_persons
from archive.tagging.recogniser import chosen
from archive.tagging.runs import find_runs
from archive.tagging.written import written_alliances

CONFIDENCE = {**alliances.CONFIDENCE, **countries.CONFIDENCE, **persons.CONFIDENCE}
"""Each rule with how often it is right, measured roughly; docs/tagging.md says what each means."""

_SOLE = (ActorKind.ALLIANCE, ActorKind.ORGANISATION)


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
    found = survey(reading, list(find_runs(reading, authority.senses)), masked, authority.senses)
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
    words = frozenset(word for person in people.people.values() if " of " not in person.name for word in person.words)
    states = resolve_countries(reading, open_matches, authority, certain, words)
    covered = _covered([(one.start, one.end) for one in bodies if one.kind is ActorKind.ALLIANCE])
    bodies += [one for one in written_alliances(reading, states, authority) if one.start not in covered]
    taken = _covered([(one.start, one.end) for one in bodies if not one.states])
    bodies += [
        one
        for one in formed_organisations(reading, found.bodies, states, authority.senses)
        if one.start not in taken and one.end - 1 not in taken
    ]
    if learned:
        taken = _covered([(one.start, one.end) for one in bodies] + [(one.start, one.end) for one in people.mentions])
        bodies += recognised_bodies(reading, learned, matches, taken)
    return _assemble(reading, authority, people, states, bodies)


def _masks(matches: list[Match], named: list[tuple[Match, ActorRecord]], bodies: list[AllianceMention]) -> list[Match]:
    """Give the matches whose words are spoken for: listed persons and bodies, other things, states of several words.

    A name of many bodies that means none of the listed ones here ("Foreign Ministry" behind "Norwegian") is not.
    """
    of_persons = {match.start for match, _ in named} | {body.start for body in bodies}
    return [
        match
        for match in matches
        if match.start in of_persons
        or not match.names
        or any(
            (known.record.kind in _SOLE and not known.name.ambiguous)
            or (known.record.kind is ActorKind.COUNTRY and _is_mask(match, known.name.text, known.name.sort))
            for known in match.names
        )
    ]


def _is_mask(match: Match, name: str, sort: NameSort) -> bool:
    """Tell whether a country's name can be no person's: several words, an abbreviation, a genitive ("Polens")."""
    return " " in name or sort is NameSort.ABBREVIATION or match.end - match.start == len(name) + 1


def _covered(spans: list[tuple[int, int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}


def _assemble(
    reading: Reading, authority: Authority, people: Persons, states: list[CountryMention], bodies: list[AllianceMention]
) -> TaggedDocument:
    mentions: list[Mention] = []
    discovered: dict[tuple[ActorKind, str], tuple[str, tuple[str, ...]]] = {}

    def add(kind: ActorKind, found: PersonMention | CountryMention | AllianceMention) -> None:
        start, end, rule = found.start, found.end, found.rule
        place, begin, finish = reading.locate(start, end)
        surface = reading.written[start:end]
        mentions.append(Mention(kind, found.slug, begin, finish, surface, place, rule, found.record, CONFIDENCE[rule]))

    for person in people.mentions:
        add(ActorKind.PERSON, person)
    for state in states:
        add(ActorKind.COUNTRY, state)
    for body in bodies:
        add(body.kind, body)
        discovered[body.kind, body.slug] = (body.name, body.states)
    order = {"title": 0}
    mentions.sort(key=lambda one: (order.get(one.place, 1), one.start, one.end, one.kind, one.slug))
    names = {(ActorKind.PERSON, person.slug): (person.name, ()) for person in people.people.values()}
    return TaggedDocument(_actors(authority, mentions, {**names, **discovered}, reading), tuple(mentions))


def _actors(
    authority: Authority,
    mentions: list[Mention],
    discovered: dict[tuple[ActorKind, str], tuple[str, tuple[str, ...]]],
    reading: Reading,
) -> tuple[TaggedActor, ...]:
    by_actor: dict[tuple[ActorKind, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_actor[mention.kind, mention.slug].append(mention)
    most: Counter[ActorKind] = Counter()
    for (kind, _), own in by_actor.items():
        most[kind] = max(most[kind], len(own))
    length = len(reading.written) - reading.text_start
    actors = []
    for (kind, slug), own in by_actor.items():
        record = authority.actor(kind, slug)
        name, states = discovered.get((kind, slug), ("", ()))
        actors.append(
            TaggedActor(
                kind=kind,
                slug=slug,
                name=record.name if record else name,
                code=record.code if record else "",
                discovered=record is None,
                members=() if record else states,
                prominence=prominence(own, most[kind], length),
            )
        )
    return tuple(sorted(actors, key=lambda actor: -actor.prominence))
