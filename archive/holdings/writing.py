"""Keeping pages: one open file a run, each record compressed for itself so that one can be read alone.

A page that was fetched is a ``response`` record as it came, one that came as a loose file or record a
``resource`` record with its bytes unchanged; a page whose bytes are kept already is a ``revisit``. A
``metadata`` record beside it holds what its surroundings and the curator said of it, so that the
archive can be made again from the holdings alone.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from archive.documents import ArchiveError, Declared, RawDocument
from archive.holdings.addresses import is_address
from archive.holdings.records import DamagedHolding, Record, digest_of, is_digest_of, write_record

SUFFIX = ".warc.gz"
OPEN = ".open"
"""What stands behind a file's name while it is written, as other web archive software does."""
_SOFTWARE = "Entente"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_DECLARED = tuple(field.name for field in fields(Declared))
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class HoldingsFull(ArchiveError):
    """There is no room for a page's record; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where a page's very bytes are kept already: file, place, address and time of that record."""

    file: str
    offset: int
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a page's record lies: file below the holdings folder, place and length in bytes, SHA-256 of the page."""

    file: str
    offset: int
    length: int
    sha256: str
    is_revisit: bool = False
    """The record says only that bytes kept before were found again."""


class KeepingRun:
    """Keeps pages one after another; the file is opened with the first page, so an idle run leaves none."""

    def __init__(
        self, folder: Path, roll_at: int, finish: Callable[[str], None], record: Callable[[str, int], Record]
    ) -> None:
        self._folder = folder
        self._record = record
        self._roll_at = roll_at
        self._finish = finish
        self._stream: FileIO | None = None
        self._file = self._run = ""

    def keep(
        self,
        raw: RawDocument,
        at: datetime,
        *,
        said: Mapping[str, Any] | None = None,
        earlier: Earlier | None = None,
    ) -> Kept:
        """Write a page's record and return where it lies. It is safe on disk only after `flush`.

        ``said`` is what the curator and the archive know of it beside its surroundings; where the bytes are those
        of ``earlier`` the record only says that they were found again. Raises HoldingsFull where there is no room.
        """
        stream = self._open()
        start = stream.tell()
        target = target_of(raw.url, raw.origin)
        earlier = earlier if earlier and self._repeats(raw, earlier) else None
        identity = f"<urn:uuid:{uuid4()}>"
        page = _page_record(raw, at, target, identity, earlier)
        sha256 = hashlib.sha256(raw.payload).hexdigest()
        records = [page]
        if raw.exchange and raw.exchange.request:
            records.append(_request_record(raw.exchange.request, raw.captured_at or at, target, identity))
        records.append(_metadata_record(raw, at, target, identity, {"sha256": sha256, **(said or {})}))
        _write(stream, records, start, self._folder)
        return Kept(self._file, start, len(page), sha256, earlier is not None)

    def flush(self) -> None:
        """Make everything kept so far safe on disk; call it before the database says that it is there."""
        if self._stream:
            try:
                os.fsync(self._stream.fileno())
            except OSError as error:
                raise _no_room(error, self._folder) from error

    def close(self) -> None:
        """Close the run's file: it is whole and nothing more comes."""
        if self._stream:
            self.flush()
            self.leave()
            self._finish(self._file)

    def leave(self) -> None:
        """Let go of the run's file as it is, marked as open, for the next start to look at."""
        stream, self._stream = self._stream, None
        if stream:
            stream.close()

    def _repeats(self, raw: RawDocument, earlier: Earlier) -> bool:
        """Whether the payload is the earlier record's as it was sent: the same page may come compressed otherwise."""
        try:
            record = self._record(earlier.file, earlier.offset)
        except DamagedHolding:
            return False  # what cannot be read is kept again whole
        stated = record.headers.get("warc-payload-digest", "")
        return (
            bool(stated)
            and record.kind != "revisit"
            and is_digest_of(stated, raw.exchange.body if raw.exchange else raw.payload)
        )

    def _open(self) -> FileIO:
        if self._stream and self._stream.tell() >= self._roll_at:
            self.close()
        if self._stream is None:
            self._stream, self._file = _new_file(self._folder)
            self._run = self._run or self._file
            _write(self._stream, [warcinfo_record(self._file, self._run)], 0, self._folder)
        return self._stream


def target_of(url: str, origin: str) -> str:
    """What a record is about: the page's address, its spaces escaped, or a name made of the file that it came in."""
    url = url.strip().replace(" ", "%20")
    return url if is_address(url) else f"urn:entente:{quote(origin, safe='/')}"


def _page_record(raw: RawDocument, at: datetime, target: str, identity: str, earlier: Earlier | None) -> bytes:
    block, payload = raw.payload, raw.payload
    media_type = raw.media_type.value
    if raw.exchange:
        block, payload = raw.exchange.head + raw.exchange.body, raw.exchange.body
        media_type = "application/http; msgtype=response"
    headers = [
        ("WARC-Target-URI", target),
        ("WARC-Date", _stamp(raw.captured_at or at)),
        ("WARC-Record-ID", identity),
        ("WARC-Payload-Digest", of_payload := digest_of(payload)),
    ]
    kind = "response" if raw.exchange else "resource"
    if earlier:
        kind, block = "revisit", raw.exchange.head if raw.exchange else b""
        headers += [
            ("WARC-Profile", _SAME_PAYLOAD),
            ("WARC-Refers-To-Target-URI", earlier.address),
            ("WARC-Refers-To-Date", _stamp(earlier.at)),
            ("WARC-Refers-To-Filename", earlier.file),
            ("WARC-Refers-To-File-Offset", str(earlier.offset)),
        ]
    of_block = of_payload if block is payload else digest_of(block)
    return write_record(kind, [*headers, ("WARC-Block-Digest", of_block), ("Content-Type", media_type)], block)


def _request_record(request: bytes, at: datetime, target: str, page: str) -> bytes:
    headers = [
        ("WARC-Target-URI", target),
        ("WARC-Date", _stamp(at)),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        ("WARC-Concurrent-To", page),
        ("WARC-Block-Digest", digest_of(request)),
        ("Content-Type", "application/http; msgtype=request"),
    ]
    return write_record("request", headers, request)


def _metadata_record(raw: RawDocument, at: datetime, target: str, page: str, said: Mapping[str, Any]) -> bytes:
    body = {
        "origin": raw.origin,
        "encoding": raw.encoding,
        "url": raw.url,
        "media_type": raw.media_type.value,
        "kind": raw.kind.value,
        "declared": {name: value for name in _DECLARED if (value := getattr(raw.declared, name))},
        "captured_at": raw.captured_at.isoformat() if raw.captured_at else None,
        "kept_at": at.isoformat(),
        **said,
    }
    block = json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    headers = [
        ("WARC-Target-URI", target),
        ("WARC-Date", _stamp(at)),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        ("WARC-Concurrent-To", page),
        ("WARC-Block-Digest", digest_of(block)),
        ("Content-Type", "application/json"),
    ]
    return write_record("metadata", headers, block)


def warcinfo_record(file: str, run: str) -> bytes:
    """What a file says of itself; ``run`` names the first file of the run it belongs to."""
    block = f"software: {_SOFTWARE}\r\nformat: WARC File Format 1.1\r\nisPartOf: {run}\r\n".encode()
    headers = [
        ("WARC-Date", _stamp(datetime.now(UTC))),
        ("WARC-Record-ID", f"<urn:uuid:{uuid4()}>"),
        ("WARC-Filename", file),
        ("WARC-Block-Digest", digest_of(block)),
        ("Content-Type", "application/warc-fields"),
    ]
    return write_record("warcinfo", headers, block)


def _new_file(folder: Path) -> tuple[FileIO, str]:
    """A file no other run writes to, locked: the name says when and by which process, and must be new."""
    folder.mkdir(parents=True, exist_ok=True)
    moment, number = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f"), 0
    while True:
        name = f"entente-{moment}-{os.getpid()}-{number:03}{SUFFIX}"
        try:
            stream = FileIO(folder / (name + OPEN), "x+")
        except FileExistsError:
            number += 1
            continue
        fcntl.flock(stream, fcntl.LOCK_EX)
        if (folder / (name + OPEN)).exists():
            return stream, name
        stream.close()  # a start that looks for what others left took it before it was locked


def _write(stream: FileIO, records: list[bytes], start: int, folder: Path) -> None:
    """Write all or nothing: where the disk fails, the file is cut back to where it was."""
    try:
        for record in records:
            rest = memoryview(record)
            while rest:
                rest = rest[stream.write(rest) or 0 :]
    except OSError as error:
        stream.seek(start)
        stream.truncate(start)
        raise _no_room(error, folder) from error


def _no_room(error: OSError, folder: Path) -> ArchiveError:
    if error.errno in _FULL:
        return HoldingsFull(
            f"no room for another page in {folder} ({error.strerror}); nothing of it was kept."
            " Make room and run the same command again: it goes on from there"
        )
    return ArchiveError(f"the holdings in {folder} cannot be written: {error.strerror}; nothing of the page was kept")


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
