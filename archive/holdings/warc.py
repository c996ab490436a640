"""WARC files: one open file a run, each record compressed for itself so that one can be read alone.

A page that came as a loose file or record is a ``resource`` record with its bytes unchanged; a
``metadata`` record beside it holds what its surroundings said of it, so that the archive can be made
again from the holdings alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from archive.documents import ArchiveError, RawDocument

ROLL_AT = 1_000_000_000
"""Bytes after which a run goes on in a new file; the usual size of web archive files."""
_SOFTWARE = "Entente"


class DamagedHolding(ArchiveError):
    """A record that the database names is missing or does not give back the bytes it was made of."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a page's record lies: file below the holdings folder, place and length in bytes, SHA-256 of the page."""

    file: str
    offset: int
    length: int
    sha256: str


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's writer with SHA-256 for its default SHA-1."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class Holdings:
    """The WARC files below one folder."""

    def __init__(self, folder: Path, roll_at: int = ROLL_AT) -> None:
        self.folder = folder
        self.roll_at = roll_at

    @contextmanager
    def run(self) -> Iterator[KeepingRun]:
        """A run that keeps pages; its file is closed and safe on disk when the run ends."""
        run = KeepingRun(self)
        try:
            yield run
        finally:
            run.close()

    def read(self, file: str, offset: int) -> bytes:
        """The bytes of the page kept there; raises DamagedHolding where the record is missing or altered."""
        path = self._path(file)
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                record = next(iter(ArchiveIterator(stream)))
                payload: bytes = record.content_stream().read()
                digest = record.rec_headers.get_header("WARC-Payload-Digest")
        except (OSError, StopIteration, ArchiveLoadFailed, AttributeError) as error:
            raise DamagedHolding(f"{file} at {offset}: the record cannot be read; restore the file") from error
        if digest != _digest(payload):
            raise DamagedHolding(f"{file} at {offset}: the bytes are not those that were kept; restore the file")
        return payload

    def files(self) -> list[Path]:
        """The WARC files, oldest first."""
        return sorted(self.folder.glob("*.warc.gz"))

    def _path(self, file: str) -> Path:
        if Path(file).name != file or not file.endswith(".warc.gz"):
            raise DamagedHolding(f"{file!r} is no file of the holdings")
        return self.folder / file


class KeepingRun:
    """Keeps pages one after another; the file is opened with the first page, so an idle run leaves none."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._stream: IO[bytes] | None = None
        self._writer: Any = None
        self._file = ""

    def keep(self, raw: RawDocument, at: datetime) -> Kept:
        """Write a page's record and return where it lies. It is safe on disk only after `flush`."""
        stream = self._open()
        kept_from = stream.tell()
        address = raw.url if _is_address(raw.url) else f"urn:entente:{quote(raw.origin, safe='/')}"
        record = self._writer.create_warc_record(
            address,
            "resource",
            payload=BytesIO(raw.payload),
            length=len(raw.payload),
            warc_content_type=raw.media_type.value,
            warc_headers_dict={"WARC-Date": _stamp(raw.captured_at or at)},
        )
        self._writer.write_record(record)
        length = stream.tell() - kept_from
        self._keep_metadata(raw, address, record.rec_headers.get_header("WARC-Record-ID"), at)
        return Kept(self._file, kept_from, length, hashlib.sha256(raw.payload).hexdigest())

    def flush(self) -> None:
        """Make everything kept so far safe on disk; call it before the database says that it is there."""
        if self._stream:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Close the run's file."""
        if self._stream:
            self.flush()
            self._stream.close()
            self._stream = self._writer = None

    def _keep_metadata(self, raw: RawDocument, address: str, record_id: str, at: datetime) -> None:
        said = {"origin": raw.origin, "encoding": raw.encoding, "url": raw.url, "declared": asdict(raw.declared)}
        body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        self._writer.write_record(
            self._writer.create_warc_record(
                address,
                "metadata",
                payload=BytesIO(body),
                length=len(body),
                warc_content_type="application/json",
                warc_headers_dict={"WARC-Date": _stamp(at), "WARC-Concurrent-To": record_id},
            )
        )

    def _open(self) -> IO[bytes]:
        if self._stream and self._stream.tell() >= self._holdings.roll_at:
            self.close()
        if self._stream is None:
            self._holdings.folder.mkdir(parents=True, exist_ok=True)
            self._stream, self._file = _new_file(self._holdings.folder)
            self._writer = _Writer(self._stream, gzip=True, warc_version="1.1")
            self._writer.write_record(
                self._writer.create_warcinfo_record(
                    self._file, {"software": _SOFTWARE, "format": "WARC File Format 1.1"}
                )
            )
        return self._stream


def _new_file(folder: Path) -> tuple[IO[bytes], str]:
    """A file no other run writes to: the name says when and by which process, and must be new."""
    moment, number = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f"), 0
    while True:
        name = f"entente-{moment}-{os.getpid()}-{number:03}.warc.gz"
        try:
            return (folder / name).open("xb"), name
        except FileExistsError:
            number += 1


def _is_address(url: str) -> bool:
    """Whether it can stand in a record's header: a web address without white space or control characters."""
    return url.startswith(("http://", "https://")) and url.isprintable() and " " not in url


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(payload: bytes) -> str:
    digester = Digester("sha256")
    digester.update(payload)
    return str(digester)
