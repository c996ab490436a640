"""CSV: a row a page, by the names of its columns or a mapping of them."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from typing import IO

from archive.documents import UnreadableDocument
from archive.readers.encodings import decode
from archive.readers.found import Found, Reading, Rejection, storable, too_large_record
from archive.readers.jsonlines import read_record

FIELDS = ("url", "title", "byline", "published", "source", "text", "html", "captured_at")
NAMES: Mapping[str, str] = {
    **{field: field for field in FIELDS},
    **dict.fromkeys(("headline", "heading"), "title"),
    **dict.fromkeys(("body", "content", "article", "maintext", "full_text", "fulltext", "article_text"), "text"),
    **dict.fromkeys(("link", "address", "web_url", "permalink"), "url"),
    **dict.fromkeys(("author", "authors", "writer"), "byline"),
    **dict.fromkeys(
        ("date", "pubdate", "publish_date", "published_at", "publication_date", "date_publish", "published_on"),
        "published",
    ),
    **dict.fromkeys(("publication", "publisher", "outlet", "media_name", "newspaper", "site"), "source"),
}
"""Names of columns that are understood, in small letters with _ for spaces, and the field each is."""
_DELIMITERS = ",;\t|"
MOST_COLUMNS = 1000


def read_table(stream: IO[bytes], start: bytes, origin: str, host: str, reading: Reading) -> Iterator[Found]:
    """Each row below the header row; a row without text is rejected. Raises UnreadableDocument for the whole table."""
    csv.field_size_limit(reading.max_bytes)
    lines = _lines(stream, start, reading.max_bytes)
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    fields = _fields(header, reading.columns)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Rejection(f"{origin}#{number}", f"not CSV from here on: {error}")
            return
        if row is None:
            break
        if any(cell.strip() for cell in row):
            yield _page(row, fields, f"{origin}#{number}", host)


def _fields(header: list[str], columns: Mapping[str, str]) -> dict[int, str]:
    """Which column is which field; raises UnreadableDocument where none holds the text."""
    given = {_folded(column): field for column, field in columns.items()}
    names = [_folded(name) for name in header[:MOST_COLUMNS]]
    if missing := sorted(set(given) - set(names)):
        raise UnreadableDocument(f"no column is named {missing[0]!r}; the file has {_listed(header)}")
    fields: dict[int, str] = {}
    for known in (given, NAMES):
        for place, name in enumerate(names):
            if name in known and known[name] not in fields.values() and place not in fields:
                fields[place] = known[name]
    if not {"text", "html"} & set(fields.values()):
        raise UnreadableDocument(
            f"no column holds the text: name it with --columns text=COLUMN; the file has {_listed(header)}"
        )
    return fields


def _page(row: list[str], fields: Mapping[int, str], origin: str, host: str) -> Found:
    record = {fields[place]: storable(cell) for place, cell in enumerate(row) if place in fields and cell.strip()}
    try:
        return read_record(json.dumps(record, ensure_ascii=False, sort_keys=True).encode(), origin, host)
    except UnreadableDocument as error:
        return Rejection(origin, str(error))


def _lines(stream: IO[bytes], start: bytes, max_bytes: int) -> Iterator[str]:
    """The lines of the table as text, in the encoding of its start; raises UnreadableDocument for an endless one."""
    if not start.strip():
        raise UnreadableDocument("empty: the file holds no record")
    encoding = decode(start.rpartition(b"\n")[0] or start).encoding
    if encoding in {"utf-16", "utf-32"} or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableDocument("written in UTF-16: save the table as UTF-8")
    decoder = "utf-8-sig" if encoding.startswith("utf") else encoding
    while line := stream.readline(max_bytes + 1):
        if len(line) > max_bytes:
            raise UnreadableDocument(too_large_record(max_bytes))
        yield line.decode(decoder, "replace").replace("\x00", "\ufffd")
        decoder = "utf-8" if decoder == "utf-8-sig" else decoder


def _folded(name: str) -> str:
    return "_".join(name.strip().strip("\ufeff").lower().replace("-", " ").split())


def _listed(header: list[str]) -> str:
    return ", ".join(repr(storable(name)[:40]) for name in header[:20])
