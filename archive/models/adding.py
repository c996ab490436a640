"""What a file adds to an actor that another file brought: names, offices, identifiers, fields that are empty."""

from __future__ import annotations

from dataclasses import replace

from archive.documents import ActorRecord, Name, Office
from archive.models.actors import Actor
from archive.models.records import COLUMNS, Files, name_key, office_key
from archive.models.rows import Conflict, Loaded

_REMEDY = "two files differ: correct one of them, or set the field in the archive"


def added(record: ActorRecord, actor: Actor, now: ActorRecord, files: Files, loaded: Loaded) -> ActorRecord:
    """The actor's record with what another file adds; what it says otherwise is noted as a conflict and left out."""
    values: dict[str, str] = {}
    for column in (*COLUMNS, "country"):
        stays, says = getattr(now, column), getattr(record, column)
        if says and not stays:
            values[column] = says
        elif says and not _agree(column, stays, says):
            _note(loaded, record, column, stays, says)
    identifiers = dict(now.identifiers)
    for scheme, value in record.identifiers:
        if identifiers.setdefault(scheme, value) != value:
            _note(loaded, record, scheme, identifiers[scheme], value)
    return replace(
        now,
        **values,  # type: ignore[arg-type]  # the keys are fields of text
        identifiers=tuple(sorted(identifiers.items())),
        names=tuple(_names(record, actor, now, files)),
        offices=tuple(_offices(record, actor, now, files)),
        members=now.members or record.members,
        successors=now.successors or record.successors,
        pair=now.pair or record.pair,
        file=record.file,
    )


def _agree(column: str, stays: str, says: str) -> bool:
    """Whether two values say the same: dates as far as both are given; a description or a known name is no dispute."""
    if column in {"since", "until"}:
        return stays.startswith(says) or says.startswith(stays)
    if column == "name":
        return True  # it comes in as a further name
    return stays == says or column == "description"


def _note(loaded: Loaded, record: ActorRecord, field: str, stays: str, says: str) -> None:
    loaded.conflicts.append(Conflict(f"{record.kind} {record.slug}", field, stays, says, _REMEDY))


def _names(record: ActorRecord, actor: Actor, now: ActorRecord, files: Files) -> list[Name]:
    """The names of now without those that this file no longer gives, and those that it gives anew."""
    given = {name_key(name): name for name in record.names}
    kept = [
        name
        for name in now.names
        if files.get((actor.pk, name_key(name))) != record.file or not record.file or name_key(name) in given
    ]
    known = {name_key(name) for name in kept}
    return [*kept, *(name for key, name in given.items() if key not in known)]


def _offices(record: ActorRecord, actor: Actor, now: ActorRecord, files: Files) -> list[Office]:
    given = {office_key(office): office for office in record.offices}
    kept = [
        office
        for office in now.offices
        if files.get((actor.pk, office_key(office))) != record.file or not record.file or office_key(office) in given
    ]
    known = {office_key(office) for office in kept}
    return [
        *kept,
        *(
            office
            for key, office in given.items()
            if key not in known and not any(_one_office(office, other) for other in kept)
        ),
    ]


def _one_office(one: Office, other: Office) -> bool:
    """Whether two files speak of one office: the same body, a title that begins alike, times that overlap."""
    if (one.country or one.organisation) != (other.country or other.organisation):
        return False
    if one.title.split(" ")[:1] != other.title.split(" ")[:1]:
        return False
    return (not one.until or other.since <= one.until) and (not other.until or one.since <= other.until)
