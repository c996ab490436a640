"""Which format a file is in, told by its bytes before its name, and the reader for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import IO

from archive.documents import Declared, MediaType, UnreadableDocument
from archive.readers.encodings import decode
from archive.readers.feeds import FEED_START, read_feed
from archive.readers.found import Found, Reading, Rejection, too_large_by, too_large_record
from archive.readers.jsonlines import read_record, split_array
from archive.readers.mail import is_message, is_mhtml, read_message, read_mhtml
from archive.readers.plain import looks_like_html, read_page
from archive.readers.streams import is_packed, start_within, unpacked
from archive.readers.tables import read_table
from archive.readers.warc import read_warc

_HTML = {".html", ".htm", ".xhtml", ".shtml"}
_TEXT = {".txt", ".text", ""}
_RECORDS = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv"}
_PACKED = {".gz", ".bz2", ".xz", ".zst", ".zstd", ".tgz", ".tbz2", ".txz"}
_START = 1 << 14
_NO_RECORD = "empty: the file holds no record"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be read: on disk, or a member of an archive file."""

    stream: IO[bytes]
    """Can be set back to its start."""
    name: str
    origin: str
    host: str = ""
    """The host that its folder is named after."""
    size: int | None = None
    """Bytes, where they are known before it is read."""

    @property
    def suffix(self) -> str:
        """The end of the name in small letters, that of a compression left out."""
        path = PurePath(self.name)
        if path.suffix.lower() in _PACKED:
            path = path.with_suffix("")
        return path.suffix.lower()


def read_given(given: Given, reading: Reading) -> Iterator[Found]:
    """Each page of a file in whatever format it is; raises UnreadableDocument where it is none that is read."""
    from archive.readers.folders import read_tar, read_zip  # noqa: PLC0415 - an archive file holds files of all formats

    start = given.stream.read(_START)
    given.stream.seek(0)
    if start.startswith(ZIP):
        _not_within(reading)
        yield from read_zip(given, reading)
        return
    packed = is_packed(start)
    start = start_within(given.stream, start) if packed else start
    if packed and (is_packed(start) or start.startswith(ZIP)):
        raise UnreadableDocument("packed twice over: unpack it first")
    if start.startswith(b"WARC/"):
        yield from read_warc(given.stream, given.origin, reading.max_bytes, reading.resolve)
    elif start.startswith(b"filedesc://"):
        raise UnreadableDocument("an ARC file: turn it into WARC first (warcio recompress FILE.arc.gz FILE.warc.gz)")
    elif start[257:262] == b"ustar":
        _not_within(reading)
        yield from read_tar(given, reading)
    elif packed:
        yield from _read_plain(replace(given, stream=unpacked(given.stream), size=None), start, reading)
    else:
        yield from _read_plain(given, start, reading)


def is_streamed(start: bytes, name: str) -> bool:
    """Whether a file is read record by record, so that it may be larger than a page."""
    suffix = PurePath(name).suffix.lower()
    return start.startswith(b"WARC/") or is_packed(start) or suffix in _RECORDS | _TABLES or _starts_with_record(start)


def _not_within(reading: Reading) -> None:
    if reading.within:
        raise UnreadableDocument("an archive within an archive is not opened: unpack it first")


def _read_plain(given: Given, start: bytes, reading: Reading) -> Iterator[Found]:
    """A file that is no archive."""
    suffix, place, declared = given.suffix, given.origin, Declared(host=given.host)
    if suffix in _RECORDS or (suffix not in _HTML and _starts_with_record(start)):
        yield from _read_lines(given, reading.max_bytes)
        return
    if suffix in _TABLES and not looks_like_html(start):
        yield from read_table(given.stream, start, place, given.host, reading)
        return
    payload = _payload(given, reading.max_bytes)
    if suffix == ".json":
        yield from _read_json(payload, place, given.host)
    elif is_mhtml(start):
        yield read_mhtml(payload, place, declared=declared)
    elif is_message(start, suffix):
        yield read_message(payload, place, declared=declared)
    elif FEED_START.match(start):
        yield from read_feed(payload, place, given.host)
    elif suffix in _HTML or looks_like_html(payload):
        yield read_page(payload, place, MediaType.HTML, declared=declared)
    elif suffix in _TEXT or not re.fullmatch(r"\.[a-z][a-z0-9]{0,5}", suffix):  # "page.com" has no suffix
        yield read_page(payload, place, MediaType.TEXT, declared=declared)
    elif not payload.strip():
        raise UnreadableDocument("empty: the file holds no text")
    else:
        raise UnreadableDocument(f"{suffix} files are not read; docs/formats.md lists those that are")


def _starts_with_record(start: bytes) -> bool:
    """Whether the first line is a whole JSON object: then each line is one, whatever the file is called."""
    line, end, _ = start.lstrip(b"\xef\xbb\xbf").partition(b"\n")
    if not end or not line.startswith(b'{"') or not line.rstrip().endswith(b"}"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _payload(given: Given, max_bytes: int) -> bytes:
    if given.size is not None and given.size > max_bytes:
        raise UnreadableDocument(too_large_by(given.size, max_bytes))
    payload = given.stream.read(max_bytes + 1)
    if len(payload) > max_bytes:
        raise UnreadableDocument(too_large_record(max_bytes))
    return payload


def _read_lines(given: Given, max_bytes: int) -> Iterator[Found]:
    """A record a line; a bad line is rejected by its number and the next one read."""
    number, empty = 0, True
    lines = given.stream
    while line := lines.readline(max_bytes + 1):
        number += 1
        place = f"{given.origin}#{number}"
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = lines.readline(max_bytes)
            empty = False
            yield Rejection(place, too_large_record(max_bytes))
        elif line.strip():
            empty = False
            yield _record(line.strip(b"\r\n"), place, given.host)
    if empty:
        raise UnreadableDocument(_NO_RECORD)


def _read_json(payload: bytes, origin: str, host: str) -> Iterator[Found]:
    """One object, or a list of objects, each of them a record."""
    text = decode(payload).text.lstrip("\ufeff")
    if not text.lstrip().startswith("["):
        yield _record(payload, origin, host)
        return
    number = 0
    for number, element in enumerate(split_array(text), 1):
        yield _record(element.encode("utf-8", "replace"), f"{origin}#{number}", host)
    if not number:
        raise UnreadableDocument(_NO_RECORD)


def _record(payload: bytes, origin: str, host: str) -> Found:
    try:
        return read_record(payload, origin, host)
    except UnreadableDocument as error:
        return Rejection(origin, str(error))
