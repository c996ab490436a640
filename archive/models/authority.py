"""Between the database and the authority files: actors stored from records, and given back as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from archive.documents import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.models.actors import Actor, ActorName, ActorOffice, ActorQuerySet, ActorStatus, Membership

_AT_ONCE = 1000
"""Actors written together; SQLite takes 32,766 values a statement."""
_COLUMNS = ("name", "code", "since", "until", "description", "wikidata")


@dataclass(slots=True)
class Loaded:
    """What a load did, in actors; ``conflicts`` say where a curator's decision was left standing."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)


def actor_records(kinds: Iterable[ActorKind] = ActorKind) -> list[ActorRecord]:
    """The archive's vouched-for actors of these kinds as records, with the curators' changes."""
    vouched = [ActorStatus.AUTHORITY, ActorStatus.CONFIRMED]
    actors = Actor.objects.current().filter(status__in=vouched, kind__in=[kind.value for kind in kinds])
    return [_record(actor) for actor in _with_everything(actors)]


@transaction.atomic
def store_records(records: Sequence[ActorRecord]) -> Loaded:
    """Bring the database to what the records say; loading the same records twice changes nothing.

    Actors that the records leave out stay as they are. References to actors that neither the records
    nor the database have are reported as conflicts and left out.
    """
    loaded = Loaded()
    stored = {(actor.kind, actor.slug): actor for actor in _with_everything(Actor.objects.all())}
    fresh = [record for record in records if (record.kind.value, record.slug) not in stored]
    Actor.objects.bulk_create([_new_actor(record) for record in fresh], batch_size=500)
    loaded.created = len(fresh)
    actors = {(actor.kind, actor.slug): actor for actor in Actor.objects.all()}
    references = _References(actors, loaded)
    new = {(record.kind.value, record.slug) for record in fresh}
    changed = []
    for record in records:
        key = (record.kind.value, record.slug)
        if key not in new:
            before = stored[key]
            record = _keep_curated(record, before, loaded)  # noqa: PLW2901 - the record as far as it may be applied
            if _same(record, _record(before)) and before.status in {ActorStatus.AUTHORITY, ActorStatus.CONFIRMED}:
                loaded.unchanged += 1
                continue
            loaded.updated += 1
        changed.append((actors[key], record))
    for first in range(0, len(changed), _AT_ONCE):
        _write(changed[first : first + _AT_ONCE], references)
    return loaded


def _with_everything(actors: ActorQuerySet) -> list[Actor]:
    return list(
        actors.select_related("country").prefetch_related("names", "offices__body", "memberships__member", "successors")
    )


def _record(actor: Actor) -> ActorRecord:
    """One actor as a record; ``country`` is the slug."""
    return ActorRecord(
        kind=ActorKind(actor.kind),
        slug=actor.slug,
        name=actor.name,
        names=tuple(
            Name(name.text, NameSort(name.sort), name.language, name.since, name.until, name.ambiguous)
            for name in actor.names.all()
        ),
        code=actor.code,
        since=actor.since,
        until=actor.until,
        offices=tuple(_office(office) for office in actor.offices.all()),
        members=tuple(Member(m.member.slug, m.since, m.until, m.status) for m in actor.memberships.all()),
        successors=tuple(successor.slug for successor in actor.successors.all()),
        country=actor.country.slug if actor.country else "",
        description=actor.description,
        wikidata=actor.wikidata,
        pair=tuple(actor.pair),
    )


def _office(office: ActorOffice) -> Office:
    of_state = office.body is not None and office.body.kind == ActorKind.COUNTRY
    slug = office.body.slug if office.body else ""
    return Office(office.title, slug if of_state else "", "" if of_state else slug, office.since, office.until)


def _same(one: ActorRecord, other: ActorRecord) -> bool:
    """Whether two records say the same, whatever the order of their lists."""
    return _ordered(one) == _ordered(other)


def _ordered(record: ActorRecord) -> ActorRecord:
    return replace(
        record,
        names=tuple(sorted(set(record.names), key=repr)),
        offices=tuple(sorted(set(record.offices), key=repr)),
        members=tuple(sorted(set(record.members), key=repr)),
        successors=tuple(sorted(set(record.successors))),
    )


def _keep_curated(record: ActorRecord, before: Actor, loaded: Loaded) -> ActorRecord:
    """The record with every field that a curator decided on as the database has it."""
    now = _record(before)
    curated = set(before.curated_fields)
    kept: dict[str, object] = {}
    for column in _COLUMNS:
        if column in curated and getattr(now, column) != getattr(record, column):
            kept[column] = getattr(now, column)
            loaded.conflicts.append(
                f"{record.kind} {record.slug}: {column} stays {getattr(now, column)!r} as a curator set it,"
                f" the file says {getattr(record, column)!r}"
            )
    for attribute, label in (("names", "names"), ("offices", "offices"), ("members", "memberships")):
        if label in curated:
            kept[attribute] = getattr(now, attribute)
    by_curator = tuple(
        Name(name.text, NameSort(name.sort), name.language, name.since, name.until, name.ambiguous)
        for name in before.names.all()
        if name.curated
    )
    mine = {(name.text, name.sort) for name in by_curator}
    if by_curator and "names" not in kept:
        kept["names"] = tuple(name for name in record.names if (name.text, name.sort) not in mine) + by_curator
    return replace(record, **kept)  # type: ignore[arg-type]  # the keys are the record's own


def _new_actor(record: ActorRecord) -> Actor:
    columns = {column: getattr(record, column) for column in _COLUMNS}
    return Actor(kind=record.kind.value, slug=record.slug, pair=list(record.pair), **columns)


class _References:
    """Actors by slug as records refer to them: of a given kind, or a country before any other."""

    def __init__(self, actors: dict[tuple[str, str], Actor], loaded: Loaded) -> None:
        self._actors = actors
        self._loaded = loaded
        self._by_code = {actor.code: actor for actor in actors.values() if actor.code}

    def find(self, slug: str, record: ActorRecord, use: str) -> Actor | None:
        """The actor meant, or None with a conflict noted."""
        if not slug:
            return None
        for kind in (ActorKind.COUNTRY, ActorKind.ALLIANCE, ActorKind.ORGANISATION, ActorKind.PERSON):
            if found := self._actors.get((kind.value, slug)):
                return found
        if found := self._by_code.get(slug):
            return found
        self._loaded.conflicts.append(f"{record.kind} {record.slug}: {use} {slug!r} is not known; load its file too")
        return None


def _write(changed: list[tuple[Actor, ActorRecord]], references: _References) -> None:
    """Rewrite what belongs to these actors, in a fixed number of statements."""
    actors = [actor for actor, _ in changed]
    for actor, record in changed:
        for column in _COLUMNS:
            setattr(actor, column, getattr(record, column))
        actor.pair = list(record.pair)
        actor.country = references.find(record.country, record, "country")
        if actor.status == ActorStatus.DISCOVERED:
            actor.status = ActorStatus.AUTHORITY
    Actor.objects.bulk_update(actors, [*_COLUMNS, "pair", "country", "status"], batch_size=200)
    _replace_names(changed)
    ActorOffice.objects.filter(actor__in=actors).delete()
    ActorOffice.objects.bulk_create(
        [
            ActorOffice(
                actor=actor,
                title=office.title,
                since=office.since,
                until=office.until,
                body=references.find(office.country or office.organisation, record, "office of"),
            )
            for actor, record in changed
            for office in dict.fromkeys(record.offices)
        ],
        batch_size=500,
    )
    _replace_memberships(changed, references)
    for actor, record in changed:
        successors = [references.find(slug, record, "successor") for slug in record.successors]
        actor.successors.set([successor for successor in successors if successor])


def _replace_names(changed: list[tuple[Actor, ActorRecord]]) -> None:
    actors = [actor for actor, _ in changed]
    curated = defaultdict(set)
    for name in ActorName.objects.filter(actor__in=actors, curated=True):
        curated[name.actor_id].add((name.text, name.sort))
    ActorName.objects.filter(actor__in=actors, curated=False).delete()
    names = {
        (actor.pk, name.text, name.sort): ActorName(
            actor=actor,
            text=name.text,
            sort=name.sort.value,
            language=name.language,
            since=name.since,
            until=name.until,
            ambiguous=name.ambiguous,
        )
        for actor, record in changed
        for name in record.names
        if (name.text, name.sort.value) not in curated[actor.pk]
    }
    ActorName.objects.bulk_create(names.values(), batch_size=500)


def _replace_memberships(changed: list[tuple[Actor, ActorRecord]], references: _References) -> None:
    Membership.objects.filter(alliance__in=[actor for actor, _ in changed]).delete()
    rows: dict[tuple[int, int, str, str], Membership] = {}
    for actor, record in changed:
        for member in record.members:
            found = references.find(member.slug, record, "member")
            if found:
                rows[actor.pk, found.pk, member.since, member.status] = Membership(
                    alliance=actor, member=found, since=member.since, until=member.until, status=member.status
                )
    Membership.objects.bulk_create(rows.values(), batch_size=500)
