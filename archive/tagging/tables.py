"""Tables whose columns are named like the fields of authority files; rows of one slug are one entry."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive.tagging.entries import KNOWN_FIELDS, SORTS, AuthorityError
from archive.tagging.source_files import SourceEntry

BETWEEN = ";"
"""Stands between several values in a cell."""

_LISTS = {*SORTS, "ambiguous", "successors", "pair"}
_OFFICE = {f"office_{name}": name for name in ("title", "country", "organisation", "since", "until")}
_MEMBER = {f"member_{name}": name for name in ("actor", "since", "until", "status")}
_ROWS = {"offices": _OFFICE, "members": _MEMBER}


def from_columns(path: Path, rows: Iterable[SourceEntry]) -> list[SourceEntry]:
    """Give the entries of a table; several rows of one slug hold further offices, members and names.

    Raises `AuthorityError` for a column that is no field.
    """
    entries: dict[object, SourceEntry] = {}
    for number, row in enumerate(rows):
        if number == 0:
            _check(path, row.fields)
        fields = _fields(row.fields)
        slug = fields.get("slug") or number
        if slug in entries:
            _join(entries[slug].fields, fields)
        else:
            entries[slug] = SourceEntry(fields, row.locate)
    return list(entries.values())


def _check(path: Path, columns: Iterable[str]) -> None:
    known = {*KNOWN_FIELDS - {"offices", "members", "years"}, *_OFFICE, *_MEMBER}
    for place, column in enumerate(columns, start=1):
        if column not in known:
            problem = f"line 1, column {place}: {column!r} is no field"
            raise AuthorityError(f"{path}: {problem}; use {', '.join(sorted(known))}, or give a mapping")


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column, cell in cells.items():
        value = cell.strip()
        if not value or column in _OFFICE or column in _MEMBER:
            continue
        parts = [part.strip() for part in value.split(BETWEEN) if part.strip()]
        if column == "identifiers":
            fields[column] = {scheme.strip(): text for scheme, _, text in (part.partition("=") for part in parts)}
        else:
            fields[column] = parts if column in _LISTS else value
    for field, columns in _ROWS.items():
        row = {name: cells[column].strip() for column, name in columns.items() if cells.get(column, "").strip()}
        if row:
            fields[field] = [row]
    return fields


def _join(entry: dict[str, Any], more: dict[str, Any]) -> None:
    """Take lists of a further row in; what the first row said of single fields stands."""
    for field, value in more.items():
        if isinstance(value, list):
            entry[field] = [*entry.get(field, []), *(each for each in value if each not in entry.get(field, []))]
        else:
            entry.setdefault(field, value)
