"""WARC files (ISO 28500) of any size, plain or packed: each page that a crawl answered with, read one by one."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from archive.documents import Exchange, MediaType, PageKind, RawDocument, UnreadableDocument
from archive.http_bodies import decode_body, headers_of, too_large
from archive.readers.encodings import decode
from archive.readers.found import Found, Rejection, storable
from archive.readers.members import Broken, Members
from archive.readers.plain import looks_like_html
from archive.readers.responses import encoding_named, exchange_of, kind_of, split_response

LINE_MOST, HEADERS_MOST = 65_536, 1_000_000
MOST_DAMAGE = 1000
"""Damaged places after which the rest of a file is given up: it is no WARC file any more."""
_PAGES = {"response", "resource", "conversion", "revisit"}
_SCHEMES = ("http://", "https://")
_ALGORITHM = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):(\S{1,200})", re.I)

Resolve = Callable[[str, str], bytes | None]
"""Gives the page that a revisit stands for, by its address and digest, where the archive has it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers by name in small letters, its block, and where it lies in the file."""

    headers: dict[str, str]
    block: bytes
    length: int
    """Bytes that the block really has; more than ``block`` holds where it is over the limit."""
    place: int

    @property
    def sort(self) -> str:
        """What sort of record it is."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The address it is about; wget puts it in angle brackets."""
        return storable(self.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">"))


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the file where no whole record stands, with what is known of it."""

    reason: str
    url: str = ""


def records(file: IO[bytes], keep: int, place: int = 0) -> Iterator[Record | Damage]:
    """Every record of the file from a place on, with at most ``keep`` bytes of its block; damage is gone past."""
    members = Members(file, place)
    damaged = 0
    while True:
        try:
            if members.ended():
                return
            found = _next_record(members, keep)
        except Broken as error:
            found = Damage(str(error))
        if found is None:
            return
        yield found
        if isinstance(found, Damage):
            damaged += 1
            if damaged >= MOST_DAMAGE:
                yield Damage(f"given up after {MOST_DAMAGE} damaged places")
                return
            if not members.leave():
                return


def _next_record(members: Members, keep: int) -> Record | Damage | None:  # noqa: PLR0911 - one for each damage
    if not members.starts_record():
        return None if members.ended() else Damage("no WARC record stands here")
    place = members.place
    headers = _headers(members)
    if headers is None:
        return Damage("the record's headers have no end")
    length = headers.get("content-length", "")
    url = headers.get("warc-target-uri", "")[:2000]
    if not re.fullmatch(r"[0-9]{1,18}", length):
        return Damage(f"the record gives no length: {length[:40]!r}", url)
    wanted = keep if headers.get("warc-type", "").lower() in _PAGES else 0
    try:
        block, seen = members.body(int(length), wanted)
        if seen < int(length):
            return Damage(f"the record breaks off: {seen:,} of {int(length):,} bytes are there", url)
        if not members.closes():
            return Damage("the record is longer than it says", url)
    except Broken as error:
        return Damage(str(error), url)
    return Record(headers, block, seen, place)


def _headers(members: Members) -> dict[str, str] | None:
    """The record's headers, or None where they run on without end."""
    size, lines = 0, [members.line(LINE_MOST)]
    while line := members.line(LINE_MOST):
        size += len(line)
        if not line.strip(b"\r\n"):
            return headers_of(b"".join(lines))
        if size > HEADERS_MOST or not line.endswith(b"\n"):
            return None
        lines.append(line)
    return None


def read_warc(file: IO[bytes], origin: str, max_bytes: int, resolve: Resolve | None = None) -> Iterator[Found]:
    """Each page of a WARC file; what is damaged or too large is rejected by its number and the next one read.

    Numbers count all records of the file from 1. Revisits become the page they stand for: one of this file, else
    what ``resolve`` gives.
    """
    seen = _Seen(file, resolve)
    number = 0
    for number, record in enumerate(records(file, max_bytes + HEADERS_MOST), 1):
        place = f"{origin}#{number}"
        if isinstance(record, Damage):
            yield Rejection(place, f"damaged: {record.reason}" + (f" ({storable(record.url)})" if record.url else ""))
        elif record.sort in _PAGES and (record.sort == "revisit" or record.url.startswith((*_SCHEMES, "urn:"))):
            try:
                yield _page(record, place, max_bytes, seen)
            except UnreadableDocument as error:
                yield Rejection(place, f"{error} ({record.url})")
    if not number:
        raise UnreadableDocument("empty: the file holds no record")


def _page(record: Record, origin: str, max_bytes: int, seen: _Seen) -> RawDocument:
    if record.length > len(record.block):
        raise UnreadableDocument(too_large(max_bytes))
    if (digest := record.headers.get("warc-block-digest")) and not same_digest(digest, record.block):
        raise UnreadableDocument("damaged: the bytes are not those that the record's digest names")
    if cut := record.headers.get("warc-truncated"):
        raise UnreadableDocument(f"the crawler cut this page off: {storable(cut)[:40]}")
    if record.sort == "revisit":
        return seen.revisited(record, origin, max_bytes)
    seen.note(record)
    return page_of(record, origin, max_bytes)


def page_of(record: Record, origin: str, max_bytes: int) -> RawDocument:
    """The page that a ``response``, ``resource`` or ``conversion`` record holds; raises UnreadableDocument."""
    head, body = split_response(record.block) if record.sort == "response" else (b"", record.block)
    exchange = exchange_of(head, body)
    if not head:
        named = record.headers.get("content-type", "").partition(";")[0].strip().lower()
        exchange = Exchange(b"", body, 200, "" if record.sort == "response" else named[:100])
    payload = decode_body(head, body, max_bytes)
    return crawled_page(exchange, payload, origin, url=record.url, at=moment_of(record))


def crawled_page(exchange: Exchange, payload: bytes, origin: str, *, url: str, at: datetime | None) -> RawDocument:
    """An answer as a page to be judged, or as one of the kinds that are no articles; raises UnreadableDocument."""
    kind, media_type = kind_of(exchange, payload, url)
    content, encoding = "", "utf-8"
    if kind is PageKind.CRAWLED:
        if not payload.strip():
            kind, media_type = PageKind.OTHER, MediaType.OTHER
        else:
            named = encoding_named(exchange.head)
            content, encoding = decode(payload, markup=media_type is MediaType.HTML, named=named)
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=media_type,
        content=content,
        is_markup=media_type is MediaType.HTML,
        encoding=encoding,
        url=url if url.startswith(_SCHEMES) else "",
        captured_at=at,
        kind=kind,
        exchange=exchange if exchange.head else None,
    )


def moment_of(record: Record) -> datetime | None:
    """When the record says that it was fetched."""
    try:
        moment = datetime.fromisoformat(record.headers.get("warc-date", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Seen:
    """Where in the file each payload lies, so that a later revisit can be given the page it stands for."""

    def __init__(self, file: IO[bytes], resolve: Resolve | None) -> None:
        self._file = file
        self._resolve = resolve
        self._places: dict[bytes, int] = {}

    def note(self, record: Record) -> None:
        """Remember the record's payload digest; crawls write revisits only with one."""
        digest = record.headers.get("warc-payload-digest", "")
        if digest:
            self._places.setdefault(_key(digest), record.place)

    def revisited(self, record: Record, origin: str, max_bytes: int) -> RawDocument:
        """The page that a revisit stands for, as fetched when the revisit was; raises UnreadableDocument."""
        digest = record.headers.get("warc-payload-digest", "")
        first = self._places.get(_key(digest)) if digest else None
        found = self._again(first, max_bytes) if first is not None else None
        if found:
            page = page_of(found, origin, max_bytes)
            exchange = page.exchange or Exchange(b"", page.payload, 200, page.media_type.value)
            return crawled_page(exchange, page.payload, origin, url=record.url, at=moment_of(record))
        named = record.headers.get("warc-refers-to-target-uri", "").strip("<>") or record.url
        payload = self._resolve(named, digest) if self._resolve and digest else None
        if payload is None:
            raise UnreadableDocument("a revisit of a page that is neither in this file nor in the archive")
        answered = exchange_of(split_response(record.block)[0], payload)
        named_type = answered.media_type or ("text/html" if looks_like_html(payload) else "")
        return crawled_page(
            Exchange(b"", payload, 200, named_type), payload, origin, url=record.url, at=moment_of(record)
        )

    def _again(self, place: int, max_bytes: int) -> Record | None:
        """The record at a place; None in a file that is packed in one piece, which cannot be read backwards."""
        stood = self._file.tell()
        try:
            found = next(records(self._file, max_bytes + HEADERS_MOST, place), None)
        finally:
            self._file.seek(stood)
        return found if isinstance(found, Record) else None


def _key(digest: str) -> bytes:
    """A digest in one spelling, 16 bytes that stand for it: crawls hold millions."""
    return hashlib.sha256(digest.strip().lower().encode("utf-8", "replace")).digest()[:16]


def same_digest(digest: str, payload: bytes) -> bool:
    """Whether a WARC digest (``sha1:`` or ``sha256:`` in base 32 or hexadecimal) is that of the bytes."""
    found = _ALGORITHM.fullmatch(digest.strip())
    if not found:
        return False
    made = hashlib.new(found[1].lower().replace("-", ""), payload, usedforsecurity=False)
    return found[2].lower() in {made.hexdigest(), base64.b32encode(made.digest()).decode().lower()}
