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
    return list(_records(actors).values())


@transaction.atomic
def store_records(records: Sequence[ActorRecord]) -> Loaded:
    """Bring the database to what the records say; loading the same records twice changes nothing.

    Actors that the records leave out stay as they are. References to actors that neither the records
    nor the database have are reported as conflicts and left out.
    """
    loaded = Loaded()
    known = {(actor.kind, actor.slug): actor for actor in Actor.objects.all()}
    before, by_curators = _records(Actor.objects.all()), _names(curated=True)
    fresh = [record for record in records if (record.kind.value, record.slug) not in known]
    _create(fresh)
    loaded.created = len(fresh)
    references = _References({(actor.kind, actor.slug): actor for actor in Actor.objects.all()}, loaded)
    changed = [(references.of(record), record) for record in fresh]
    for record in records:
        actor = known.get((record.kind.value, record.slug))
        if actor is None:
            continue
        wanted = _keep_curated(record, actor, before[actor.pk], by_curators[actor.pk], loaded)
        if _same(references.resolved(wanted), before[actor.pk]) and actor.status != ActorStatus.DISCOVERED:
            loaded.unchanged += 1
        else:
            loaded.updated += 1
            changed.append((actor, wanted))
    for first in range(0, len(changed), _AT_ONCE):
        _write(changed[first : first + _AT_ONCE], references)
    return loaded


def _records(actors: ActorQuerySet) -> dict[int, ActorRecord]:
    """Actors as records, by primary key; plain rows, since thousands of model instances cost seconds."""
    columns = ("pk", "kind", "slug", *_COLUMNS, "pair", "country__slug")
    names, offices, members, successors = _names(), _offices(), _members(), _successors()
    return {
        row["pk"]: ActorRecord(
            kind=ActorKind(row["kind"]),
            slug=row["slug"],
            names=tuple(names[row["pk"]]),
            offices=tuple(offices[row["pk"]]),
            members=tuple(members[row["pk"]]),
            successors=tuple(successors[row["pk"]]),
            country=row["country__slug"] or "",
            pair=tuple(row["pair"]),
            **{column: row[column] for column in _COLUMNS},
        )
        for row in actors.order_by("pk").values(*columns)
    }


def _names(**only: bool) -> dict[int, list[Name]]:
    rows = ActorName.objects.filter(**only).values_list(
        "actor_id", "text", "sort", "language", "since", "until", "ambiguous"
    )
    found: dict[int, list[Name]] = defaultdict(list)
    for actor_id, text, sort, language, since, until, ambiguous in rows:
        found[actor_id].append(Name(text, NameSort(sort), language, since, until, ambiguous))
    return found


def _offices() -> dict[int, list[Office]]:
    rows = ActorOffice.objects.values_list("actor_id", "title", "body__kind", "body__slug", "since", "until")
    found: dict[int, list[Office]] = defaultdict(list)
    for actor_id, title, kind, slug, since, until in rows:
        state, body = (slug, "") if kind == ActorKind.COUNTRY else ("", slug)
        found[actor_id].append(Office(title, state or "", body or "", since, until))
    return found


def _members() -> dict[int, list[Member]]:
    rows = Membership.objects.values_list("alliance_id", "member__slug", "since", "until", "status")
    found: dict[int, list[Member]] = defaultdict(list)
    for alliance_id, *member in rows:
        found[alliance_id].append(Member(*member))
    return found


def _successors() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    through = Actor.successors.through.objects.values_list("from_actor_id", "to_actor__slug")
    for actor_id, slug in through:
        found[actor_id].append(slug)
    return found


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


def _keep_curated(
    record: ActorRecord, actor: Actor, now: ActorRecord, by_curators: list[Name], loaded: Loaded
) -> ActorRecord:
    """The record with every field that a curator decided on as the database has it."""
    curated = set(actor.curated_fields)
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
    if by_curators and "names" not in kept:
        mine = {(name.text, name.sort) for name in by_curators}
        kept["names"] = (*(name for name in record.names if (name.text, name.sort) not in mine), *by_curators)
    return replace(record, **kept)  # type: ignore[arg-type]  # the keys are the record's own


def _create(records: list[ActorRecord]) -> None:
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
                    **{column: getattr(record, column) for column in _COLUMNS},
                )
                for record in records
                if (record.kind is ActorKind.COUNTRY) is of_countries
            ],
            batch_size=500,
        )


class _References:
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
        conflict = f"{record.kind} {record.slug}: {use} {slug!r} is not known; load its file too"
        if conflict not in self._loaded.conflicts:
            self._loaded.conflicts.append(conflict)
        return None


def _write(changed: list[tuple[Actor, ActorRecord]], references: _References) -> None:
    """Rewrite what belongs to these actors, in a fixed number of statements."""
    actors = [actor for actor, _ in changed]
    _write_columns(changed, references)
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
    with_successors = [(actor, record) for actor, record in changed if record.successors]
    Actor.successors.through.objects.filter(from_actor__in=actors).delete()
    for actor, record in with_successors:
        successors = [references.find(slug, record, "successor") for slug in record.successors]
        actor.successors.set([successor for successor in successors if successor])


def _write_columns(changed: list[tuple[Actor, ActorRecord]], references: _References) -> None:
    """Update the actors whose own columns differ; new ones were created with theirs."""
    differing = []
    for actor, record in changed:
        country = references.find(record.country, record, "country")
        status = ActorStatus.AUTHORITY if actor.status == ActorStatus.DISCOVERED else actor.status
        wanted = {column: getattr(record, column) for column in _COLUMNS}
        wanted |= {"pair": list(record.pair), "country_id": country.pk if country else None, "status": status}
        if any(getattr(actor, column) != value for column, value in wanted.items()):
            for column, value in wanted.items():
                setattr(actor, column, value)
            differing.append(actor)
    Actor.objects.bulk_update(differing, [*_COLUMNS, "pair", "country", "status"], batch_size=200)


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
