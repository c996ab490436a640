"""What a file adds to an actor that another file brought: names, offices, identifiers, fields that are empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from archive.documents import ActorRecord, Name, Office
from archive.models.actors import Actor
from archive.models.records import COLUMNS, Files, name_key, office_key
from archive.models.rows import Conflict, Loaded

Row = TypeVar("Row", Name, Office)
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
    stays, new = _staying_and_new(record.names, now.names, name_key, _Own(record.file, actor.pk, files))
    return [*stays, *new]


def _offices(record: ActorRecord, actor: Actor, now: ActorRecord, files: Files) -> list[Office]:
    """The same for offices; one that another file gives in other words is not given again."""
    stays, new = _staying_and_new(record.offices, now.offices, office_key, _Own(record.file, actor.pk, files))
    return [*stays, *(office for office in new if not any(_one_office(office, other) for other in stays))]


@dataclass(frozen=True, slots=True)
class _Own:
    """What tells the rows that a file gave to an actor."""

    file: str
    actor: int
    files: Files

    def __contains__(self, key: object) -> bool:
        return bool(self.file) and self.files.get((self.actor, key)) == self.file


def _staying_and_new(
    given: tuple[Row, ...], now: tuple[Row, ...], key: Callable[[Row], object], own: _Own
) -> tuple[list[Row], list[Row]]:
    """The rows of now without those of the file's own that it no longer gives; and those that it gives anew."""
    keys = {key(row): row for row in given}
    stays = [row for row in now if key(row) not in own or key(row) in keys]
    known = {key(row) for row in stays}
    return stays, [row for each, row in keys.items() if each not in known]


def _one_office(one: Office, other: Office) -> bool:
    """Whether two files speak of one office: the same body, a title that begins alike, times that overlap."""
    if (one.country or one.organisation) != (other.country or other.organisation):
        return False
    if one.title.split(" ")[:1] != other.title.split(" ")[:1]:
        return False
    return (not one.until or other.since <= one.until) and (not other.until or one.since <= other.until)
