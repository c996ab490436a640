"""Authority files: YAML lists of actors, one kind a file, read into `ActorRecord`s.

The kind comes from the file's name (countries.yaml, persons.yaml, organisations.yaml, alliances.yaml).
The fields are described in docs/authority-files.md. Everything that is wrong is said with the file,
the entry and the field, and with what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from archive.documents import ActorKind, ActorRecord, ArchiveError, Member, Name, NameSort, Office
from archive.tagging.yaml_reading import read_yaml

KINDS = {
    "countries": ActorKind.COUNTRY,
    "persons": ActorKind.PERSON,
    "organisations": ActorKind.ORGANISATION,
    "alliances": ActorKind.ALLIANCE,
}
SORTS = {
    "names": NameSort.FULL,
    "aliases": NameSort.FULL,
    "abbreviations": NameSort.ABBREVIATION,
    "demonyms": NameSort.DEMONYM,
    "capitals": NameSort.CAPITAL,
    "metonyms": NameSort.METONYM,
    "nicknames": NameSort.NICKNAME,
    "family": NameSort.SURNAME,
}
PLAIN_FIELDS = ("slug", "name", "code", "since", "until", "country", "description", "wikidata")
OTHER_FIELDS = ("ambiguous", "years", "offices", "members", "successors", "pair")
KNOWN_FIELDS = {*SORTS, *PLAIN_FIELDS, *OTHER_FIELDS}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class AuthorityError(ArchiveError):
    """An authority file that cannot be used; the message names the file, the entry, the field and the remedy."""


class _Entry:
    """One mapping of a file, with the words for saying where something is wrong."""

    def __init__(self, path: Path, number: int, fields: object) -> None:
        self.path, self.number = path, number
        if not isinstance(fields, dict):
            raise self.wrong("-", "is not a mapping", 'write "- slug: …" with the fields below it')
        self.fields: Mapping[str, Any] = fields
        for field in fields:
            if field not in KNOWN_FIELDS:
                raise self.wrong(str(field), "is not a field", f"use one of {', '.join(sorted(KNOWN_FIELDS))}")

    def wrong(self, field: str, problem: str, remedy: str) -> AuthorityError:
        fields = getattr(self, "fields", {})
        label = fields.get("slug") or fields.get("name") or "no slug"
        return AuthorityError(f"{self.path}: entry {self.number} ({label}), field {field}: {problem}; {remedy}")

    def text(self, field: str, of: Mapping[str, Any] | None = None) -> str:
        value = (self.fields if of is None else of).get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(field, f"{value!r} is not text", 'put it in quotes ("1949")')
        return value.strip()

    def date(self, field: str, of: Mapping[str, Any] | None = None) -> str:
        value = self.text(field, of)
        if value and not DATE.fullmatch(value):
            raise self.wrong(field, f"{value!r} is not a date", 'write "1949", "1949-04" or "1949-04-04"')
        return value

    def texts(self, field: str) -> list[str]:
        value = self.fields.get(field)
        if value is None:
            return []
        values = value if isinstance(value, list) else [value]
        for item in values:
            if not isinstance(item, str) or not item.strip():
                raise self.wrong(
                    field, f"{item!r} is not a name", "put words that YAML reads otherwise (NO, 12) in quotes"
                )
        return [item.strip() for item in values]

    def mappings(self, field: str) -> list[Mapping[str, Any]]:
        value = self.fields.get(field) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(field, "is not a list of mappings", "write each as {key: value, …}")
        return value

    def years(self) -> dict[str, tuple[int | None, int | None]]:
        value = self.fields.get("years") or {}
        if not isinstance(value, dict):
            raise self.wrong("years", "is not a mapping", "write {Name: [first year or null, last year or null]}")
        found: dict[str, tuple[int | None, int | None]] = {}
        for name, span in value.items():
            if not isinstance(span, list) or len(span) != 2 or not all(y is None or isinstance(y, int) for y in span):
                raise self.wrong("years", f"{name}: {span!r} is not a span", "write [1949, null]")
            found[str(name)] = (span[0], span[1])
        return found


def read_authority_file(path: Path | str) -> list[ActorRecord]:
    """Give the actors of an authority file, in its order.

    Raises `AuthorityError` where the file cannot be read, is not YAML, is named after no kind, names
    a slug twice, or has an entry that is not as docs/authority-files.md describes.
    """
    path = Path(path)
    kind = KINDS.get(path.name.split(".")[0])
    if kind is None:
        raise AuthorityError(f"{path}: the name says no kind; name it after one of {', '.join(KINDS)}, ending in .yaml")
    try:
        entries = read_yaml(path.read_bytes())
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise AuthorityError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise AuthorityError(f'{path}: is not a list of actors; begin each actor with "- slug: …"')
    records: list[ActorRecord] = []
    seen: set[str] = set()
    for number, fields in enumerate(entries, start=1):
        entry = _Entry(path, number, fields)
        record = _record(kind, entry)
        if record.slug in seen:
            raise entry.wrong("slug", f"{record.slug} stands twice in this file", "merge the two entries")
        seen.add(record.slug)
        records.append(record)
    return records


def read_authority_folder(folder: Path | str) -> list[ActorRecord]:
    """Give the actors of every authority file in a folder; files that are missing are left out."""
    paths = (Path(folder) / f"{stem}.yaml" for stem in KINDS)
    return [record for path in paths if path.is_file() for record in read_authority_file(path)]


def _record(kind: ActorKind, entry: _Entry) -> ActorRecord:
    slug, name = entry.text("slug"), entry.text("name")
    if not SLUG.fullmatch(slug):
        raise entry.wrong("slug", f"{slug!r} is not a slug", "write lower-case ASCII letters, digits and hyphens")
    if not name:
        raise entry.wrong("name", "is missing", "give the everyday English name")
    members = tuple(_members(entry))
    if not members:
        members = tuple(Member(slug=country) for country in entry.texts("pair"))
    return ActorRecord(
        kind=kind,
        slug=slug,
        name=name,
        names=tuple(_names(name, entry)),
        code=entry.text("code"),
        since=entry.date("since"),
        until=entry.date("until"),
        offices=tuple(_offices(entry)),
        members=members,
        successors=tuple(entry.texts("successors")),
        country=entry.text("country"),
        description=entry.text("description"),
        wikidata=entry.text("wikidata"),
    )


def _names(name: str, entry: _Entry) -> Iterable[Name]:
    ambiguous, years = set(entry.texts("ambiguous")), entry.years()
    seen: set[tuple[str, NameSort]] = set()
    listed = [(name, NameSort.FULL), *((text, sort) for field, sort in SORTS.items() for text in entry.texts(field))]
    for text, sort in listed:
        if (text, sort) in seen:
            continue
        seen.add((text, sort))
        since, until = years.get(text, (None, None))
        yield Name(text=text, sort=sort, since=since, until=until, ambiguous=text in ambiguous)
    unknown = (ambiguous | set(years)) - {text for text, _ in listed}
    if unknown:
        raise entry.wrong("ambiguous or years", f"{min(unknown)!r} is not among the names", "list it as a name too")


def _offices(entry: _Entry) -> Iterable[Office]:
    for office in entry.mappings("offices"):
        title = entry.text("title", office)
        if not title:
            raise entry.wrong("offices", "an office has no title", "add title: …")
        yield Office(
            title=title,
            country=entry.text("country", office),
            organisation=entry.text("organisation", office),
            since=entry.date("since", office),
            until=entry.date("until", office),
        )


def _members(entry: _Entry) -> Iterable[Member]:
    for member in entry.mappings("members"):
        slug = entry.text("actor", member)
        if not slug:
            raise entry.wrong("members", "a member has no actor", "add actor: the slug of the country")
        yield Member(
            slug=slug,
            since=entry.date("since", member),
            until=entry.date("until", member),
            status=entry.text("status", member) or "member",
        )
