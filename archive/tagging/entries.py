"""One entry of an authority file, with the words for saying where something in it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from archive.documents import ActorKind, ArchiveError, NameSort

KINDS = {
    "countries": ActorKind.COUNTRY,
    "persons": ActorKind.PERSON,
    "organisations": ActorKind.ORGANISATION,
    "alliances": ActorKind.ALLIANCE,
}
"""What a file holds, by the first part of its name."""
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
PLAIN_FIELDS = ("slug", "name", "kind", "code", "since", "until", "country", "description", "wikidata")
OTHER_FIELDS = ("ambiguous", "years", "offices", "members", "successors", "pair", "identifiers")
KNOWN_FIELDS = {*SORTS, *PLAIN_FIELDS, *OTHER_FIELDS}
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
SCHEME = re.compile(r"[a-z][a-z0-9_-]{0,29}")

Locate = Callable[[Sequence[object]], str]
"""Gives line and column of what stands under some keys of an entry, in words; empty where unknown."""


class AuthorityError(ArchiveError):
    """An authority file that cannot be used; the message names file, entry, line, column, field and the remedy."""


def nowhere(keys: Sequence[object]) -> str:  # noqa: ARG001 - a Locate
    """For an entry whose place is unknown."""
    return ""


class Entry:
    """One entry: its fields, and where they stand. ``sources`` say under which keys a mapped field was found."""

    def __init__(
        self,
        path: Path,
        number: int,
        fields: object,
        locate: Locate = nowhere,
        sources: Mapping[str, Sequence[object]] | None = None,
    ) -> None:
        self.path, self.number, self.locate, self.sources = path, number, locate, sources or {}
        if not isinstance(fields, dict):
            raise self.wrong("-", "is not a mapping", 'write "- slug: …" with the fields below it')
        self.fields: Mapping[str, Any] = fields
        for field in fields:
            if field not in KNOWN_FIELDS:
                raise self.wrong(str(field), "is not a field", f"use one of {', '.join(sorted(KNOWN_FIELDS))}")

    def wrong(self, field: str, problem: str, remedy: str) -> AuthorityError:
        """The error that says where what is wrong, and what to do."""
        fields = getattr(self, "fields", {})
        label = fields.get("slug") or fields.get("name") or "no slug"
        first = field.partition(" ")[0]
        where = self.locate(self.sources.get(first, () if field == "-" else (first,)))
        place = f"{self.path}: entry {self.number} ({label}){f', {where}' if where else ''}"
        return AuthorityError(f"{place}, field {field}: {problem}; {remedy}")

    def text(self, field: str, of: Mapping[str, Any] | None = None) -> str:
        """A field's text, empty where there is none; ``of`` is a mapping inside the entry."""
        value = (self.fields if of is None else of).get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(field, f"{value!r} is not text", 'put it in quotes ("1949")')
        return value.strip()

    def date(self, field: str, of: Mapping[str, Any] | None = None) -> str:
        """A field's date as an ISO prefix."""
        value = self.text(field, of)
        if value and not DATE.fullmatch(value):
            raise self.wrong(field, f"{value!r} is not a date", 'write "1949", "1949-04" or "1949-04-04"')
        return value

    def texts(self, field: str) -> list[str]:
        """A field's texts; one alone counts as a list."""
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
        """A field that is a list of mappings."""
        value = self.fields.get(field) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(field, "is not a list of mappings", "write each as {key: value, …}")
        return value

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Scheme and value of each identifier, by scheme."""
        value = self.fields.get("identifiers") or {}
        if not isinstance(value, dict):
            raise self.wrong("identifiers", "is not a mapping", "write {isil: DE-1}")
        for scheme, each in value.items():
            if not SCHEME.fullmatch(str(scheme)) or scheme == "wikidata":
                remedy = "write small letters, digits, - and _; wikidata and code have fields of their own"
                raise self.wrong("identifiers", f"{scheme!r} is no scheme", remedy)
            if not isinstance(each, str) or not each.strip():
                raise self.wrong("identifiers", f"{scheme}: {each!r} is not text", "put it in quotes")
        return tuple(sorted((scheme, each.strip()) for scheme, each in value.items()))

    def years(self) -> dict[str, tuple[int | None, int | None]]:
        """First and last year of names."""
        value = self.fields.get("years") or {}
        if not isinstance(value, dict):
            raise self.wrong("years", "is not a mapping", "write {Name: [first year or null, last year or null]}")
        found: dict[str, tuple[int | None, int | None]] = {}
        for name, span in value.items():
            if not isinstance(span, list) or len(span) != 2 or not all(y is None or isinstance(y, int) for y in span):
                raise self.wrong("years", f"{name}: {span!r} is not a span", "write [1949, null]")
            found[str(name)] = (span[0], span[1])
        return found
