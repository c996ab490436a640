"""HTTP bodies as they were sent to the bytes they stand for: chunked (RFC 9112, 7.1) and compressed (RFC 9110, 8.4).

Never more is unpacked than asked for, so that a body of a few kilobytes cannot fill the memory.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import brotli
import zstandard

from archive.documents import UnreadableDocument

_MOST_CODINGS = 3
"""Codings one body may have upon another; real ones have one."""
_STEP = 1 << 20
_ZSTD_WINDOW = 1 << 27
"""128 MB; archives are packed with larger windows than the 8 MB that RFC 9659 allows on the web."""
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_HEADER = re.compile(rb"^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.M)
MOST_HEADERS = 1000


def headers_of(head: bytes) -> dict[str, str]:
    """The headers of a response's head by name in small letters; repeated ones are joined with commas."""
    found: dict[str, str] = {}
    for name, value in _HEADER.findall(head)[:MOST_HEADERS]:
        key, text = name.decode("ascii").lower(), value.decode("utf-8", "replace")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def decode_body(head: bytes, body: bytes, limit: int) -> bytes:
    """The body without chunks and compression.

    A body that only claims to be chunked or compressed is given as it is, for crawlers often keep the header of
    what they unpacked. Raises UnreadableDocument for a damaged or unknown coding and for more than ``limit`` bytes.
    """
    headers = headers_of(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    codings = [each.strip().lower() for each in headers.get("content-encoding", "").split(",") if each.strip()]
    if len(codings) > _MOST_CODINGS:
        raise UnreadableDocument(f"compressed {len(codings)} times over: no page is")
    for coding in reversed(codings):
        if coding not in {"identity", "utf-8", "none"} and body:
            body = _unpacked(coding, body, limit)
    if len(body) > limit:
        raise UnreadableDocument(too_large(limit))
    return body


def too_large(limit: int) -> str:
    """The reason given for a page of more bytes than are read."""
    return f"too large: over {limit / 1_000_000:.0f} MB once unpacked (ARCHIVE_MAX_PAGE_MB)"


def _dechunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
        if place >= len(body):
            break
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    if not parts:
        return body
    if place < len(body):
        raise UnreadableDocument("damaged: the body's chunks don't join")
    return b"".join(parts)


def _unpacked(coding: str, body: bytes, limit: int) -> bytes:
    unpack = _CODINGS.get(coding)
    if unpack is None:
        raise UnreadableDocument(f"compressed in a way that is not read: {coding[:40]!r}")
    try:
        unpacked = unpack(body, limit + 1)
    except (zlib.error, brotli.error, zstandard.ZstdError, MemoryError) as error:
        if _looks_plain(body):
            return body
        raise UnreadableDocument(f"damaged: the body is no {coding}") from error
    if len(unpacked) > limit:
        raise UnreadableDocument(too_large(limit))
    return unpacked


def _looks_plain(body: bytes) -> bool:
    """Whether a body that will not unpack is text already."""
    start = body[:512]
    return bool(start) and not any(byte < 9 or 13 < byte < 32 for byte in start) and not start.startswith(b"\x1f\x8b")


def _gunzip(body: bytes, most: int) -> bytes:
    """All members of a gzip body; what stands behind them is left, as browsers do."""
    parts: list[bytes] = []
    left = most
    while body[:2] == b"\x1f\x8b" and left > 0:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        part = member.decompress(body, left)
        parts.append(part)
        left -= len(part)
        if not member.eof:
            break
        body = member.unused_data
    if not parts:
        raise zlib.error("no gzip member")
    return b"".join(parts)


def _inflate(body: bytes, most: int) -> bytes:
    """Deflate with its zlib frame or, as some servers send it, without."""
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, most)


def _unbrotli(body: bytes, most: int) -> bytes:
    decompressor = brotli.Decompressor()
    parts = [decompressor.process(body, output_buffer_limit=min(most, _STEP))]
    size = len(parts[0])
    while size < most and not decompressor.is_finished():
        part = decompressor.process(b"", output_buffer_limit=min(most - size, _STEP))
        if not part:
            break
        parts.append(part)
        size += len(part)
    if not size and not decompressor.is_finished():
        raise brotli.error("nothing comes out")
    return b"".join(parts)


def _unzstd(body: bytes, most: int) -> bytes:
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    with decompressor.stream_reader(io.BytesIO(body), read_across_frames=True) as stream:
        return bytes(stream.read(most))


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
