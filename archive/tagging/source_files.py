"""Lists of entries as they stand in files: YAML, JSON, JSON Lines, CSV and TSV, each entry with its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from archive.tagging.entries import AuthorityError, Locate
from archive.tagging.yaml_reading import position_of, read_yaml

LONGEST_CELL = 1_000_000
"""Characters of one cell of a table; Python's own limit is 131,072."""


class _Formats(NamedTuple):
    lists: tuple[str, ...] = (".yaml", ".yml", ".json")
    lines: tuple[str, ...] = (".jsonl", ".ndjson")
    tables: tuple[str, ...] = (".csv", ".tsv")


FORMATS = _Formats()
"""Endings of files by what they are."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of a file as it stands there."""

    fields: Any
    locate: Locate


def read_source(path: Path) -> list[SourceEntry]:
    """Give a file's entries by the ending of its name.

    Raises `AuthorityError` where it cannot be read, is not what its ending says, or is no list.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error
    ending = path.suffix.lower()
    if ending in FORMATS.tables:
        return list(_rows(path, content, "\t" if ending == ".tsv" else ""))
    if ending in FORMATS.lines:
        return list(_lines(path, content))
    if ending not in FORMATS.lists:
        known = ", ".join((*FORMATS.lists, *FORMATS.lines, *FORMATS.tables))
        raise AuthorityError(f"{path}: the ending says no form; it should be one of {known}")
    document = _json(path, content) if ending == ".json" else _yaml(path, content)
    if document is None:
        return []
    if not isinstance(document, list):
        raise AuthorityError(f'{path}: is not a list of actors; begin each actor with "- slug: …"')
    return [SourceEntry(fields, partial(_in_document, content, place)) for place, fields in enumerate(document)]


def _yaml(path: Path, content: bytes) -> object:
    try:
        return read_yaml(content)
    except (yaml.YAMLError, UnicodeError) as error:
        raise AuthorityError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error


def _json(path: Path, content: bytes) -> object:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise AuthorityError(f"{path}: is not JSON: {where}: {error.msg}") from error
    except (UnicodeError, RecursionError) as error:
        raise AuthorityError(f"{path}: is not JSON: {error}") from error


def _in_document(content: bytes, place: int, keys: Sequence[object]) -> str:
    found = position_of(content, [place, *keys])
    return f"line {found[0]}, column {found[1]}" if found else ""


def _lines(path: Path, content: bytes) -> Iterator[SourceEntry]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise AuthorityError(f"{path}: line {number}, column {error.colno}: is not JSON: {error.msg}") from error
        except (UnicodeError, RecursionError) as error:
            raise AuthorityError(f"{path}: line {number}: is not JSON: {error}") from error
        yield SourceEntry(fields, partial(_in_line, line, number))


def _in_line(line: bytes, number: int, keys: Sequence[object]) -> str:
    found = position_of(line, keys)
    return f"line {number}, column {found[1]}" if found else f"line {number}"


def _rows(path: Path, content: bytes, delimiter: str) -> Iterator[SourceEntry]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeError as error:
        raise AuthorityError(f"{path}: is not UTF-8: {error}") from error
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    try:
        columns = [column.strip() for column in next(rows, [])]
        if len(set(columns)) < len(columns):
            twice = next(column for column in columns if columns.count(column) > 1)
            raise AuthorityError(f"{path}: line 1: column {twice!r} stands twice; name each column differently")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(columns):
                problem = f"has {len(row)} cells, the first line names {len(columns)} columns"
                raise AuthorityError(f"{path}: line {rows.line_num}: {problem}; quote cells that hold commas")
            yield SourceEntry(dict(zip(columns, row, strict=True)), _in_row(rows.line_num, columns))
    except csv.Error as error:
        raise AuthorityError(f"{path}: line {rows.line_num}: is not CSV: {error}") from error


def _delimiter(text: str) -> str:
    """A semicolon where the first line has more of them than commas, as spreadsheets of some countries write."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _in_row(line: int, columns: list[str]) -> Callable[[Sequence[object]], str]:
    def locate(keys: Sequence[object]) -> str:
        column = next((str(key) for key in keys if key in columns), "")
        return f"line {line}, column {columns.index(column) + 1} ({column})" if column else f"line {line}"

    return locate
