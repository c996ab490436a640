"""Actors as the records that authority files give, read from the database in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from archive.documents import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.models.actors import Actor, ActorName, ActorOffice, ActorQuerySet, Membership

COLUMNS = ("name", "code", "since", "until", "description", "wikidata")
"""Fields of one value that records and actors share."""

Files = dict[tuple[int, object], str]
"""Which file gave a name or office of an actor."""


def records_of(actors: ActorQuerySet) -> dict[int, ActorRecord]:
    """Actors as records, by primary key; plain rows, since thousands of model instances cost seconds."""
    columns = ("pk", "kind", "slug", "file", *COLUMNS, "identifiers", "pair", "country__slug")
    names, offices, members, successors = names_of(), _offices(), _members(), _successors()
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
            identifiers=tuple(sorted(row["identifiers"].items())),
            file=row["file"],
            **{column: row[column] for column in COLUMNS},
        )
        for row in actors.order_by("pk").values(*columns)
    }


def names_of(**only: bool) -> dict[int, list[Name]]:
    """The names of actors by primary key, narrowed by a column."""
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


def files_of() -> Files:
    """The file of each name and office, by actor and by what the record says."""
    names = ActorName.objects.values_list("actor_id", "text", "sort", "file")
    files: Files = {(actor, (text, sort)): file for actor, text, sort, file in names}
    for actor, title, since, until, file in ActorOffice.objects.values_list(
        "actor_id", "title", "since", "until", "file"
    ):
        files[actor, (title, since, until)] = file
    return files


def name_key(name: Name) -> tuple[str, str]:
    """By which an actor has a name once."""
    return name.text, name.sort.value


def office_key(office: Office) -> tuple[str, str, str]:
    """By which an actor has an office once."""
    return office.title, office.since, office.until


def same(one: ActorRecord, other: ActorRecord) -> bool:
    """Whether two records say the same, whatever the order of their lists."""
    return _ordered(one) == _ordered(other)


def _ordered(record: ActorRecord) -> ActorRecord:
    return replace(
        record,
        file="",
        proposed=False,
        identifiers=tuple(sorted(record.identifiers)),
        names=tuple(sorted(set(record.names), key=repr)),
        offices=tuple(sorted(set(record.offices), key=repr)),
        members=tuple(sorted(set(record.members), key=repr)),
        successors=tuple(sorted(set(record.successors))),
    )
