"""WARC records (ISO 28500:2017) as bytes: written one compressed member each, read and checked one by one."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from archive.documents import ArchiveError

VERSION = b"WARC/1.1"
PIECE = 1 << 18
"""Bytes read from a file at once."""
_MAGIC = b"\x1f\x8b\x08"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_LEVEL = 6
_SMALLEST_WINDOW, _LARGEST_WINDOW = 9, 15
_GZIP = 16
"""Added to a window's size it asks zlib for the format of gzip."""


class DamagedHolding(ArchiveError):
    """A record that the database names is missing or does not give back the bytes it was made of."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind and headers (names in small letters), its block, its place in the file in bytes."""

    kind: str
    headers: Mapping[str, str]
    block: bytes = field(repr=False)
    offset: int
    length: int

    @property
    def target(self) -> str:
        """The address it is about, or an empty string."""
        return self.headers.get("warc-target-uri", "")

    @property
    def http_head(self) -> bytes:
        """Status line and headers of an HTTP answer with the empty line; empty for other records."""
        if not self.headers.get("content-type", "").startswith("application/http"):
            return b""
        end = re.search(rb"\r?\n\r?\n", self.block)
        return self.block[: end.end()] if end else self.block

    @property
    def body(self) -> bytes:
        """The block without the HTTP head, as it was sent."""
        head = self.http_head
        return self.block[len(head) :] if head else self.block

    def check(self) -> None:
        """Raise DamagedHolding where the block or the payload is not what its digest says."""
        stated = self.headers.get("warc-block-digest", "")
        if stated and not is_digest_of(stated, self.block):
            raise DamagedHolding("the bytes are not those that were kept")
        stated = self.headers.get("warc-payload-digest", "")
        if stated and self.kind != "revisit" and not is_digest_of(stated, self.body):
            raise DamagedHolding("the page is not the one that was kept")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a file that are no whole record."""

    offset: int
    length: int
    reason: str


def write_record(kind: str, headers: Iterable[tuple[str, str]], block: bytes) -> bytes:
    """A record as one gzip member; names and values of headers must be free of control characters."""
    lines = [("WARC-Type", kind), *headers, ("Content-Length", str(len(block)))]
    head = "".join([f"{name}: {_one_line(value)}\r\n" for name, value in lines]).encode()
    parts = (VERSION + b"\r\n", head, b"\r\n", block, b"\r\n\r\n")
    # A window larger than the record would only have to be set up; zlib looks back over all but 262 bytes of it.
    window = min(_LARGEST_WINDOW, max(_SMALLEST_WINDOW, (sum(map(len, parts)) + 262).bit_length()))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP + window)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def digest_of(payload: bytes) -> str:
    """SHA-256 as it stands in headers: `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def is_digest_of(stated: str, payload: bytes) -> bool:
    """Whether a header's digest, in base 16 or base 32, is that of the bytes; one of an unknown kind is."""
    kind, _, value = stated.partition(":")
    try:
        found = hashlib.new(kind.lower().replace("-", ""), payload, usedforsecurity=False)
    except ValueError:
        return True
    return value.lower() == found.hexdigest() or value.upper() == base64.b32encode(found.digest()).decode()


def read_records(stream: IO[bytes], offset: int = 0) -> Iterator[Record | Damage]:
    """Every record from where the stream stands, which is ``offset`` in its file, and what lies broken between.

    A record's bytes must be all there; after a broken one reading goes on at the next that is whole.
    """
    pending = b""
    while True:
        pending = pending or stream.read(PIECE)
        if not pending:
            return
        found, length, pending, seen = _member(stream, pending)
        if isinstance(found, bytes):
            record = _parsed(found, offset, length)
            yield record
            offset += length
            continue
        skipped, pending = _next_start(stream, seen)
        yield Damage(offset, skipped, found.reason)
        offset += skipped


def _member(stream: IO[bytes], pending: bytes) -> tuple[bytes | Damage, int, bytes, bytes]:
    """One member unpacked, its length, what was read after it, and all bytes seen where it is broken."""
    unpacker, seen, parts, piece = zlib.decompressobj(31), [pending], [], pending
    try:
        while piece:
            parts.append(unpacker.decompress(piece))
            if unpacker.eof:
                length = sum(map(len, seen)) - len(unpacker.unused_data)
                return b"".join(parts), length, unpacker.unused_data, b""
            piece = stream.read(PIECE)
            seen.append(piece)
    except zlib.error:
        return Damage(0, 0, "broken compression"), 0, b"", b"".join(seen)
    return Damage(0, 0, "the file ends within a record"), 0, b"", b"".join(seen)


def _next_start(stream: IO[bytes], seen: bytes) -> tuple[int, bytes]:
    """How many bytes lie before the next record that begins well, and what was read from there on."""
    skipped, start = 0, 1
    while True:
        place = seen.find(_MAGIC, start)
        if place >= 0 and (len(seen) - place < 600 or _begins(seen[place : place + 4096])):
            more = stream.read(4096) if len(seen) - place < 600 else b""
            seen += more
            if _begins(seen[place : place + 4096]):
                return skipped + place, seen[place:]
        if place >= 0:
            start = place + 1
            continue
        more = stream.read(PIECE)
        if not more:
            return skipped + len(seen), b""
        kept = seen[-2:]
        skipped, seen, start = skipped + len(seen) - len(kept), kept + more, 0


def _begins(piece: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(piece, 16).startswith(b"WARC/1.")
    except zlib.error:
        return False


def _parsed(content: bytes, offset: int, length: int) -> Record | Damage:
    head, gap, rest = content.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8", "replace").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    size = headers.get("content-length", "")
    if not gap or not version.startswith("WARC/1.") or not size.isascii() or not size.isdigit():
        return Damage(offset, length, "no WARC record")
    if len(rest) < int(size):
        return Damage(offset, length, "a record shorter than it says")
    return Record(headers.get("warc-type", ""), headers, rest[: int(size)], offset, length)


def _one_line(value: str) -> str:
    """Without line breaks and control characters, which would end a header and begin another."""
    return value if value.isprintable() else _CONTROL.sub(" ", value)
