"""Writes what records say into the rows of actors, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from archive.documents import ActorKind, ActorRecord, Office
from archive.models.actors import Actor, ActorName, ActorOffice, ActorStatus, Membership
from archive.models.records import COLUMNS, Files, name_key, office_key


class Conflict(NamedTuple):
    """Something that a load left standing: whose, which field, what stays, what the file says, what to do."""

    actor: str
    field: str
    stays: str
    says: str
    remedy: str

    def __str__(self) -> str:
        stays = f"stays {self.stays!r}, the file says {self.says!r}" if self.stays else f"{self.says!r} is left out"
        return f"{self.actor}: {self.field} {stays}; {self.remedy}"


@dataclass(slots=True)
class Loaded:
    """What a load did, in actors; ``conflicts`` say what was left standing."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


def create(records: Sequence[ActorRecord]) -> None:
    """New actors, countries first, since the others may belong to one."""
    for of_countries in (True, False):
        countries = dict(Actor.objects.of_kind(ActorKind.COUNTRY).values_list("slug", "pk"))
        Actor.objects.bulk_create(
            [
                Actor(
                    kind=record.kind.value,
                    slug=record.slug,
                    pair=list(record.pair),
                    country_id=countries.get(record.country),
                    identifiers=dict(record.identifiers),
                    file=record.file,
                    **{column: getattr(record, column) for column in COLUMNS},
                )
                for record in records
                if (record.kind is ActorKind.COUNTRY) is of_countries
            ],
            batch_size=500,
        )


class References:
    """Actors by slug as records refer to them: of a given kind, or a country before any other."""

    def __init__(self, actors: dict[tuple[str, str], Actor], loaded: Loaded) -> None:
        self._actors = actors
        self._loaded = loaded
        self._by_code = {actor.code: actor for actor in actors.values() if actor.code}

    def of(self, record: ActorRecord) -> Actor:
        """The actor that a record describes."""
        return self._actors[record.kind.value, record.slug]

    def resolved(self, record: ActorRecord) -> ActorRecord:
        """The record without the references that nothing answers to, each of them noted as a conflict."""
        offices = [replace(office, **self._body(office, record)) for office in record.offices]
        return replace(
            record,
            offices=tuple(offices),
            members=tuple(member for member in record.members if self.find(member.slug, record, "member")),
            successors=tuple(slug for slug in record.successors if self.find(slug, record, "successor")),
            country=country.slug if (country := self.find(record.country, record, "country")) else "",
        )

    def _body(self, office: Office, record: ActorRecord) -> dict[str, str]:
        """The state or organisation of an office by slug, empty where nothing answers to it."""
        body = self.find(office.country or office.organisation, record, "office of")
        of_state = body is not None and body.kind == ActorKind.COUNTRY
        slug = body.slug if body else ""
        return {"country": slug if of_state else "", "organisation": "" if of_state else slug}

    def find(self, slug: str, record: ActorRecord, use: str) -> Actor | None:
        """The actor meant, or None with a conflict noted."""
        if not slug:
            return None
        for kind in (ActorKind.COUNTRY, ActorKind.ALLIANCE, ActorKind.ORGANISATION, ActorKind.PERSON):
            if found := self._actors.get((kind.value, slug)):
                return found
        if found := self._by_code.get(slug):
            return found
        remedy = "nobody has that slug: load its file too"
        conflict = Conflict(f"{record.kind} {record.slug}", use, "", slug, remedy)
        if conflict not in self._loaded.conflicts:
            self._loaded.conflicts.append(conflict)
        return None


def write(changed: list[tuple[Actor, ActorRecord]], references: References, files: Files) -> None:
    """Rewrite what belongs to these actors, in a fixed number of statements.

    ``files`` say who gave a name or office before; others are this record's file's.
    """
    actors = [actor for actor, _ in changed]
    _write_columns(changed, references)
    _replace_names(changed, files)
    ActorOffice.objects.filter(actor__in=actors).delete()
    ActorOffice.objects.bulk_create(
        [
            ActorOffice(
                actor=actor,
                title=office.title,
                since=office.since,
                until=office.until,
                file=files.get((actor.pk, office_key(office))) or record.file,
                body=references.find(office.country or office.organisation, record, "office of"),
            )
            for actor, record in changed
            for office in dict.fromkeys(record.offices)
        ],
        batch_size=500,
    )
    _replace_memberships(changed, references)
    with_successors = [(actor, record) for actor, record in changed if record.successors]
    Actor.successors.through.objects.filter(from_actor__in=actors).delete()
    for actor, record in with_successors:
        successors = [references.find(slug, record, "successor") for slug in record.successors]
        actor.successors.set([successor for successor in successors if successor])


def _write_columns(changed: list[tuple[Actor, ActorRecord]], references: References) -> None:
    """Update the actors whose own columns differ; new ones were created with theirs."""
    differing = []
    for actor, record in changed:
        country = references.find(record.country, record, "country")
        status = ActorStatus.AUTHORITY if actor.status == ActorStatus.DISCOVERED else actor.status
        wanted = {column: getattr(record, column) for column in COLUMNS}
        wanted |= {"pair": list(record.pair), "country_id": country.pk if country else None, "status": status}
        wanted |= {"identifiers": dict(record.identifiers), "file": actor.file or record.file}
        if any(getattr(actor, column) != value for column, value in wanted.items()):
            for column, value in wanted.items():
                setattr(actor, column, value)
            differing.append(actor)
    Actor.objects.bulk_update(differing, [*COLUMNS, "identifiers", "file", "pair", "country", "status"], batch_size=200)


def _replace_names(changed: list[tuple[Actor, ActorRecord]], files: Files) -> None:
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
            file=files.get((actor.pk, name_key(name))) or record.file,
        )
        for actor, record in changed
        for name in record.names
        if (name.text, name.sort.value) not in curated[actor.pk]
    }
    ActorName.objects.bulk_create(names.values(), batch_size=500)


def _replace_memberships(changed: list[tuple[Actor, ActorRecord]], references: References) -> None:
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
