"""Authority files: lists of actors as YAML, CSV, JSON or JSON Lines, read into `ActorRecord`s.

The kind comes from the file's name (countries.yaml, persons.csv, organisations.jsonl) or from an entry's
field ``kind``. A file of another form is read through a mapping (`archive.tagging.mapping`). The fields
are described in docs/authority-files.md. Everything that is wrong is said with the file, the entry, line
and column, the field, and with what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.documents import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.slugs import slug_of
from archive.tagging.entries import KINDS, SORTS, AuthorityError, Entry
from archive.tagging.mapping import Mapped
from archive.tagging.mapping_files import read_mapping
from archive.tagging.source_files import FORMATS, SourceEntry, read_source
from archive.tagging.tables import from_columns

__all__ = ["KINDS", "AuthorityError", "read_authority_file", "read_authority_folder"]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_authority_file(path: Path | str, mapping: Path | str | None = None) -> list[ActorRecord]:
    """Give the actors of an authority file, in its order.

    ``mapping`` is a file that says what of another form becomes which field. Raises `AuthorityError`
    where a file cannot be read, has no known form or kind, names a slug twice, or has an entry that is
    not as docs/authority-files.md describes.
    """
    path = Path(path)
    plan = read_mapping(Path(mapping)) if mapping else None
    kind = plan.kind if plan else KINDS.get(path.name.split(".")[0])
    records: list[ActorRecord] = []
    seen: set[str] = set()
    for entry in _entries(path, plan):
        record = _record(kind, entry, mapped=plan is not None)
        if not record.proposed and record.slug in seen:
            raise entry.wrong("slug", f"{record.slug} stands twice in this file", "merge the two entries")
        seen.add(record.slug)
        records.append(record)
    return records


def _entries(path: Path, plan: Mapped | None) -> Iterator[Entry]:
    """The file's entries with the fields that authority files have."""
    found = read_source(path)
    if plan:
        for number, source, fields, sources in plan.entries(path, found):
            yield Entry(path, number, fields, source.locate, sources)
        return
    if KINDS.get(path.name.split(".")[0]) is None and not (found and all(_says_kind(entry) for entry in found)):
        names = ", ".join(KINDS)
        raise AuthorityError(f"{path}: the name says no kind; name it after one of {names}, or give each entry a kind")
    entries = from_columns(path, found) if path.suffix in FORMATS.tables else found
    for number, each in enumerate(entries, start=1):
        yield Entry(path, number, each.fields, each.locate)


def _says_kind(entry: SourceEntry) -> bool:
    return isinstance(entry.fields, dict) and bool(entry.fields.get("kind"))


def read_authority_folder(folder: Path | str) -> list[ActorRecord]:
    """Give the actors of every authority file in a folder; files that are missing are left out."""
    paths = (Path(folder) / f"{stem}.yaml" for stem in KINDS)
    return [record for path in paths if path.is_file() for record in read_authority_file(path)]


def _record(kind: ActorKind | None, entry: Entry, *, mapped: bool) -> ActorRecord:
    slug, name = entry.text("slug"), entry.text("name")
    kind = _kind(entry) or kind
    if kind is None:
        raise entry.wrong("kind", "is missing", f"name the file after one of {', '.join(KINDS)}, or give a kind")
    proposed = mapped and not slug
    if proposed:
        slug = slug_of(name)
    if not proposed and not SLUG.fullmatch(slug):
        raise entry.wrong("slug", f"{slug!r} is not a slug", "write lower-case ASCII letters, digits and hyphens")
    if not name or not slug:
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
        identifiers=entry.identifiers(),
        file=entry.path.name[:80],
        proposed=proposed,
    )


def _kind(entry: Entry) -> ActorKind | None:
    """What an entry says that it is."""
    kind = entry.text("kind")
    if kind and kind not in set(ActorKind):
        raise entry.wrong("kind", f"{kind!r} is no kind", f"write one of {', '.join(ActorKind)}")
    return ActorKind(kind) if kind else None


def _names(name: str, entry: Entry) -> Iterable[Name]:
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


def _offices(entry: Entry) -> Iterable[Office]:
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


def _members(entry: Entry) -> Iterable[Member]:
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
