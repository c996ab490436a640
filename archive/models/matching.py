"""Whom a record of an authority file means: by slug where the file gives one, else by identifier, name and life."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import replace

from archive.documents import ActorRecord, NameSort
from archive.models.rows import Conflict, Loaded
from archive.slugs import slug_of

Key = tuple[str, str]


class Matching:
    """The actors known before and during a load, found by slug, identifier and name."""

    def __init__(self, known: dict[Key, ActorRecord], loaded: Loaded) -> None:
        """``known`` are the database's records by kind and slug."""
        self._known = dict(known)
        self._loaded = loaded
        self._by_identifier: dict[tuple[str, str, str], Key] = {}
        self._by_name: dict[tuple[str, str], list[Key]] = defaultdict(list)
        self._taken: set[Key] = set()
        for key, record in known.items():
            self._remember(key, record)

    def settled(self, record: ActorRecord) -> ActorRecord | None:
        """The record with the slug of whom it means, or with a free one; None where it conflicts, which is noted."""
        return self._found(record) if record.proposed else self._named(record)

    def _found(self, record: ActorRecord) -> ActorRecord | None:
        """For a record whose file gives no slug."""
        holder = self._holder(record)
        found = holder or self._namesake(record)
        if found is None:
            return self._new(record)
        if holder and not _one_name(record, self._known[holder]):
            remedy = f"they share an identifier with {holder[1]}: see which is right"
            self._refuse(record, "name", self._known[holder].name, record.name, remedy)
            return None
        if found in self._taken:
            self._refuse(record, "record", "", record.name, f"an earlier entry meant {found[1]} too: join them")
            return None
        self._taken.add(found)
        return replace(record, slug=found[1])

    def _named(self, record: ActorRecord) -> ActorRecord | None:
        """For a record whose file gives the slug."""
        key, holder = (record.kind.value, record.slug), self._holder(record)
        if holder and holder != key:
            remedy = f"{holder[1]} has it: use that slug, or correct the identifier"
            self._refuse(record, "identifier", holder[1], record.slug, remedy)
            return None
        other = self._known.get(key)
        if other is not None and other.file not in ("", record.file) and (clash := _clash(record, other)):
            self._refuse(record, *clash, "the slug is another's in another file: choose a slug of its own")
            return None
        self._remember(key, record)
        self._known.setdefault(key, record)
        return record

    def _refuse(self, record: ActorRecord, field: str, stays: str, says: str, remedy: str) -> None:
        self._loaded.conflicts.append(Conflict(f"{record.kind} {record.slug}", field, stays, says, remedy))

    def _holder(self, record: ActorRecord) -> Key | None:
        """Who has one of the record's identifiers."""
        for scheme, value in _identifiers(record):
            if found := self._by_identifier.get((record.kind.value, scheme, value)):
                return found
        return None

    def _namesake(self, record: ActorRecord) -> Key | None:
        """The one actor of that kind who has one of the full names and whose life agrees."""
        found = {
            key
            for name in _full_names(record)
            for key in self._by_name.get((record.kind.value, name), ())
            if not _clash(record, self._known[key]) and _one_life(record, self._known[key])
        }
        return found.pop() if len(found) == 1 else None

    def _new(self, record: ActorRecord) -> ActorRecord:
        wanted = slug_of(record.slug) or slug_of(record.name) or "actor"
        slug, number = wanted, 2
        if (record.kind.value, slug) in self._known and record.since:
            slug = f"{wanted}-{record.since[:4]}"
        while (record.kind.value, slug) in self._known:
            slug, number = f"{wanted}-{number}", number + 1
        new = replace(record, slug=slug)
        key = (record.kind.value, slug)
        self._known[key] = new
        self._taken.add(key)
        self._remember(key, new)
        return new

    def _remember(self, key: Key, record: ActorRecord) -> None:
        for scheme, value in _identifiers(record):
            self._by_identifier.setdefault((key[0], scheme, value), key)
        for name in _full_names(record):
            if key not in self._by_name[key[0], name]:
                self._by_name[key[0], name].append(key)


def _identifiers(record: ActorRecord) -> list[tuple[str, str]]:
    own = [("wikidata", record.wikidata)] if record.wikidata else []
    return [*own, *record.identifiers]


def _full_names(record: ActorRecord) -> set[str]:
    names = [record.name, *(name.text for name in record.names if name.sort is NameSort.FULL)]
    return {folded(name) for name in names}


def folded(name: str) -> str:
    """A name without case, accents, dots and hyphens, so that spellings of one name are equal."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare.replace(".", "")).split())


def _one_name(one: ActorRecord, other: ActorRecord) -> bool:
    """Whether two records may be of one actor: they share a full name or a surname."""
    if _full_names(one) & _full_names(other):
        return True
    return bool(_families(one) & _families(other))


def _families(record: ActorRecord) -> set[str]:
    given = {folded(name.text) for name in record.names if name.sort is NameSort.SURNAME}
    return given or {folded(record.name).rpartition(" ")[2]}


def _clash(one: ActorRecord, other: ActorRecord) -> tuple[str, str, str] | None:
    """The identifier that both have with different values: scheme, theirs, ours."""
    theirs = dict(_identifiers(other))
    for scheme, value in _identifiers(one):
        if theirs.get(scheme, value) != value:
            return scheme, theirs[scheme], value
    return None


def _one_life(one: ActorRecord, other: ActorRecord) -> bool:
    """Whether birth (or founding) agrees as far as both say; where one says nothing, country or an office must.

    Who was only found in a text has none of these.
    """
    if one.since and other.since:
        return one.since.startswith(other.since) or other.since.startswith(one.since)
    bare = not (other.since or other.country or other.offices or other.identifiers or other.wikidata)
    if bare or one.file == other.file:
        return True
    if one.country and one.country == other.country:
        return True
    bodies = {office.country or office.organisation for office in one.offices}
    return bool(bodies & {office.country or office.organisation for office in other.offices} - {""})
