"""Between the database and the authority files: actors stored from records, and given back as records.

A file owns the records it brought. Another file may add to them (names, offices, identifiers, empty
fields) and nothing else: where it says something else that is a conflict, reported and left standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from archive.documents import ActorKind, ActorRecord, Name
from archive.models.actors import Actor, ActorStatus
from archive.models.adding import added
from archive.models.matching import Matching
from archive.models.records import COLUMNS, Files, files_of, name_key, names_of, office_key, records_of, same
from archive.models.rows import Conflict, Loaded, References, create, write

__all__ = ["Conflict", "Loaded", "actor_records", "store_records"]

_AT_ONCE = 1000
"""Actors written together; SQLite takes 32,766 values a statement."""


def actor_records(kinds: Iterable[ActorKind] = ActorKind) -> list[ActorRecord]:
    """The archive's vouched-for actors of these kinds as records, with the curators' changes."""
    vouched = [ActorStatus.AUTHORITY, ActorStatus.CONFIRMED]
    actors = Actor.objects.current().filter(status__in=vouched, kind__in=[kind.value for kind in kinds])
    return list(records_of(actors).values())


@transaction.atomic
def store_records(records: Sequence[ActorRecord]) -> Loaded:
    """Bring the database to what the records say; loading the same records twice changes nothing.

    Actors that the records leave out stay as they are. What a curator decided, what another file said
    otherwise, and references to actors that neither the records nor the database have are reported as
    conflicts and left standing.
    """
    loaded = Loaded()
    known = {(actor.kind, actor.slug): actor for actor in Actor.objects.all()}
    before, by_curators, files = records_of(Actor.objects.all()), names_of(curated=True), files_of()
    matching = Matching({(actor.kind, actor.slug): before[actor.pk] for actor in known.values()}, loaded)
    settled = [record for given in records if (record := matching.settled(given))]
    fresh = [record for record in settled if (record.kind.value, record.slug) not in known]
    create(fresh)
    loaded.created = len(fresh)
    references = References({(actor.kind, actor.slug): actor for actor in Actor.objects.all()}, loaded)
    changed = [(references.of(record), record) for record in fresh]
    for record in settled:
        actor = known.get((record.kind.value, record.slug))
        if actor is None:
            continue
        now = before[actor.pk]
        given = references.resolved(record)
        wanted = (
            _of_owner(given, actor, now, files) if _owns(record, actor) else added(given, actor, now, files, loaded)
        )
        wanted = _keep_curated(wanted, actor, now, by_curators[actor.pk], loaded)
        if same(wanted, now) and actor.status != ActorStatus.DISCOVERED:
            loaded.unchanged += 1
        else:
            loaded.updated += 1
            changed.append((actor, wanted))
    for first in range(0, len(changed), _AT_ONCE):
        write(changed[first : first + _AT_ONCE], references, files)
    return loaded


def _owns(record: ActorRecord, actor: Actor) -> bool:
    """Whether the record's file brought the actor; nobody owns one that was found in a text or made by a curator."""
    return actor.file in ("", record.file) or actor.status == ActorStatus.DISCOVERED


def _of_owner(record: ActorRecord, actor: Actor, now: ActorRecord, files: Files) -> ActorRecord:
    """The record of the owning file with the names, offices and identifiers that other files added."""
    own = ("", record.file)
    names = {name_key(name) for name in record.names}
    offices = {office_key(office) for office in record.offices}
    others = [
        name
        for name in now.names
        if files.get((actor.pk, name_key(name)), "") not in own and name_key(name) not in names
    ]
    held = [
        office
        for office in now.offices
        if files.get((actor.pk, office_key(office)), "") not in own and office_key(office) not in offices
    ]
    identifiers = {**dict(now.identifiers), **dict(record.identifiers)}
    filled: dict[str, str] = {}
    if others or held or len(identifiers) > len(record.identifiers):
        # Another file added to it: what this one leaves empty that one may have filled.
        filled = {
            name: value for name in (*COLUMNS, "country") if (value := getattr(record, name) or getattr(now, name))
        }
    return replace(
        record,
        **filled,  # type: ignore[arg-type]  # the keys are fields of text
        names=(*record.names, *others),
        offices=(*record.offices, *held),
        identifiers=tuple(sorted(identifiers.items())),
        file=record.file or now.file,
    )


def _keep_curated(
    record: ActorRecord, actor: Actor, now: ActorRecord, by_curators: list[Name], loaded: Loaded
) -> ActorRecord:
    """The record with every field that a curator decided on as the database has it."""
    curated = set(actor.curated_fields)
    kept: dict[str, object] = {}
    for column in COLUMNS:
        if column in curated and getattr(now, column) != getattr(record, column):
            kept[column] = getattr(now, column)
            loaded.conflicts.append(
                Conflict(
                    f"{record.kind} {record.slug}",
                    column,
                    getattr(now, column),
                    getattr(record, column),
                    "a curator set it: correct the file, or undo the decision",
                )
            )
    for attribute, label in (("names", "names"), ("offices", "offices"), ("members", "memberships")):
        if label in curated:
            kept[attribute] = getattr(now, attribute)
    if "country" in curated:
        kept["country"] = now.country
    if by_curators and "names" not in kept:
        mine = {(name.text, name.sort) for name in by_curators}
        kept["names"] = (*(name for name in record.names if (name.text, name.sort) not in mine), *by_curators)
    return replace(record, **kept)  # type: ignore[arg-type]  # the keys are the record's own
