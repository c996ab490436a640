"""The WARC files below one folder, and in the storage that they go to when they are full, where there is one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from archive.documents import UnreadableDocument
from archive.holdings.leaving import cut_back, held
from archive.holdings.records import Damage, DamagedHolding, Record, is_digest_of, read_records
from archive.holdings.stores import Store
from archive.holdings.writing import OPEN, SUFFIX, KeepingRun, warcinfo_record
from archive.http_bodies import decode_body

ROLL_AT = 1_000_000_000
"""Bytes after which a run goes on in a new file; the usual size of web archive files."""
_PAGES = {"response", "resource", "revisit"}


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A page's record with what is said of it: its surroundings, who published it, when it was kept."""

    file: str
    record: Record
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether its metadata is there too; without it nobody knows where the page came from."""
        return bool(self.said)


class Holdings:
    """The archive's WARC files.

    ``folder`` holds files that are being written, and all others where there is no ``store``; ``roll_at``
    is the size in bytes at which a run begins a new file; ``most`` bounds the bytes of a page.
    """

    def __init__(self, folder: Path, roll_at: int = ROLL_AT, store: Store | None = None, most: int = 1 << 30) -> None:
        self.folder = folder
        self.roll_at = roll_at
        self.store = store
        self.most = most

    @contextmanager
    def run(self) -> Iterator[KeepingRun]:
        """A run that keeps pages.

        Its file is closed and safe when the run ends well. Where it ends in an exception the file stays
        marked as open, as after a crash: `left_open` finds it.
        """
        run = KeepingRun(self.folder, self.roll_at, self.finish, self.record)
        try:
            yield run
        except BaseException:
            run.leave()
            raise
        run.close()

    def read(self, file: str, offset: int, length: int | None = None) -> bytes:
        """The bytes of the page kept there; raises DamagedHolding where the record is missing or altered.

        A `revisit` gives the page that it says was found again. Transfer and content encodings are undone.
        """
        return self.payload(self.record(file, offset, length), file)

    def payload(self, record: Record, file: str) -> bytes:
        """The page of a record of that file; raises DamagedHolding as `read` does."""
        place = f"{file} at {record.offset}"
        try:
            record.check()
            whole = self._first(record, file) if record.kind == "revisit" else record
            head = whole.http_head
            return decode_body(head, whole.body, self.most) if head else whole.block
        except UnreadableDocument as error:
            raise DamagedHolding(f"{place}: {error}") from error
        except DamagedHolding as error:
            known = str(error) if str(error).startswith(file) else f"{place}: {error}; restore the file"
            raise DamagedHolding(known) from error

    def record(self, file: str, offset: int, length: int | None = None) -> Record:
        """The record that begins there, its digests not yet checked; raises DamagedHolding where there is none."""
        try:
            with self.open(file, offset, length) as stream:
                record = next(read_records(stream, offset), None)
        except OSError as error:
            raise DamagedHolding(f"{file} at {offset}: the record cannot be read; restore the file") from error
        if not isinstance(record, Record):
            raise DamagedHolding(f"{file} at {offset}: the record cannot be read; restore the file")
        return record

    def extract(self, file: str, offset: int, name: str) -> bytes:
        """A page's record as a WARC file of that name; with a `revisit` comes the record that has its bytes."""
        record = self.record(file, offset)
        records = [self._raw(file, record)]
        if record.kind == "revisit":
            first = self._first(record, file)
            records.insert(0, self._raw(record.headers.get("warc-refers-to-filename", file), first))
        return b"".join([warcinfo_record(name, file), *records])

    def _raw(self, file: str, record: Record) -> bytes:
        """A record's compressed bytes, as they lie in the file."""
        with self.open(file, record.offset, record.length) as stream:
            return stream.read(record.length)

    def open(self, file: str, offset: int = 0, length: int | None = None) -> IO[bytes]:
        """A file from a place on; raises OSError where it is missing, DamagedHolding where the name is none of ours."""
        path = self._path(file)
        for candidate in (path, _open_name(path), path):  # it may be closed, and so renamed, between two looks
            try:
                stream = candidate.open("rb")
            except FileNotFoundError:
                continue
            stream.seek(offset)
            return stream
        if self.store:
            return self.store.open(file, offset, length)
        raise FileNotFoundError(file)

    def size(self, file: str) -> int:
        """Bytes of a file."""
        path = self._path(file)
        for candidate in (path, _open_name(path), path):
            if candidate.exists():
                return candidate.stat().st_size
        return self.store.size(file) if self.store else 0

    def page_at(self, file: str, offset: int) -> KeptRecord:
        """The page whose record begins there, with what is said of it; raises DamagedHolding where there is none."""
        try:
            found = next(self.pages(file, offset), None)
        except OSError as error:
            raise DamagedHolding(f"{file} at {offset}: the record cannot be read; restore the file") from error
        if not isinstance(found, KeptRecord) or found.record.offset != offset:
            raise DamagedHolding(f"{file} at {offset}: the record cannot be read; restore the file")
        return found

    def pages(self, file: str, offset: int = 0) -> Iterator[KeptRecord | Damage]:
        """Every page of a file, from a record on, with what is said of it, and what is damaged in between."""
        waiting: KeptRecord | None = None
        with self.open(file, offset) as stream:
            for record in read_records(stream, offset):
                if isinstance(record, Record) and waiting and record.kind == "metadata" and _is_of(record, waiting):
                    yield KeptRecord(file, waiting.record, _said(record))
                    waiting = None
                    continue
                if isinstance(record, Record) and record.kind == "request":
                    continue
                if waiting:
                    yield waiting
                    waiting = None
                if isinstance(record, Damage):
                    yield record
                elif record.kind in _PAGES:
                    waiting = KeptRecord(file, record)
        if waiting:
            yield waiting

    def run_of(self, file: str) -> str:
        """The name of the first file of the run that wrote the file; its own where it does not say."""
        with self.open(file) as stream:
            first = next(read_records(stream), None)
        found = re.search(rb"^isPartOf:[ ]*(\S+)", first.block, re.M) if isinstance(first, Record) else None
        return found[1].decode("utf-8", "replace") if found else file

    def names(self) -> list[str]:
        """The names of all files, oldest first, those that are being written among them."""
        local = {path.name for path in self.folder.glob(f"*{SUFFIX}")} | self.open_names()
        stored = self.store.names() if self.store else ()
        return sorted(local | {name for name in stored if name.endswith(SUFFIX)})

    def open_names(self) -> set[str]:
        """The names of the files that are being written, or were left so."""
        return {path.name.removesuffix(OPEN) for path in self.folder.glob(f"*{SUFFIX}{OPEN}")}

    def files(self) -> list[Path]:
        """The finished files in the folder, oldest first."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    @contextmanager
    def left_open(self, *, cut: bool = True) -> Iterator[list[str]]:
        """The files that a run left behind which ended before its time, held so that no other start takes them.

        Each is cut back to its last whole page first, unless ``cut`` is false. They stay marked until `finish`.
        """
        taken: list[tuple[str, IO[bytes]]] = []
        try:
            for path in sorted(self.folder.glob(f"*{SUFFIX}{OPEN}")):
                stream = held(path)
                if stream:
                    taken.append((path.name.removesuffix(OPEN), stream))
                    if cut:
                        cut_back(stream)
            yield [name for name, _ in taken]
        finally:
            for _, stream in taken:
                stream.close()

    def finish(self, file: str) -> None:
        """Take a written file's mark away and put it into the store; one without a page is removed."""
        path = self._path(file)
        marked = _open_name(path)
        if marked.exists():
            with marked.open("rb") as stream:
                empty = len(list(islice(read_records(stream), 2))) < 2
            marked.unlink() if empty else marked.rename(path)
            sync_folder(self.folder)
        if self.store and path.exists():
            self.store.put(file, path)
            path.unlink()

    def put_finished(self) -> None:
        """Put into the store what an earlier run could not."""
        if self.store:
            for path in self.files():
                self.finish(path.name)

    def _first(self, revisit: Record, file: str) -> Record:
        """The record whose page a revisit found again."""
        named = revisit.headers.get("warc-refers-to-filename", file)
        place = revisit.headers.get("warc-refers-to-file-offset", "")
        if not place.isascii() or not place.isdigit():
            raise DamagedHolding(f"{file} at {revisit.offset}: the record does not say whose page it repeats")
        first = self.record(named, int(place))
        stated = revisit.headers.get("warc-payload-digest", "")
        if first.kind == "revisit" or not is_digest_of(stated, first.body):
            raise DamagedHolding(f"{named} at {place}: not the page that {file} at {revisit.offset} repeats")
        return first

    def _path(self, file: str) -> Path:
        if Path(file).name != file or not file.endswith(SUFFIX):
            raise DamagedHolding(f"{file!r} is no file of the holdings")
        return self.folder / file


def kept_at(kept: KeptRecord) -> datetime | None:
    """When the page came into the archive, where the record says."""
    try:
        return datetime.fromisoformat(str(kept.said.get("kept_at", "")))
    except ValueError:
        return None


def sync_folder(folder: Path) -> None:
    """Make names in a folder safe on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open_name(path: Path) -> Path:
    return path.with_name(path.name + OPEN)


def _is_of(metadata: Record, page: KeptRecord) -> bool:
    return metadata.headers.get("warc-concurrent-to") == page.record.headers.get("warc-record-id")


def _said(metadata: Record) -> dict[str, Any]:
    """What a metadata record holds, with the time it was written where its body does not say."""
    try:
        said = json.loads(metadata.block)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {"kept_at": metadata.headers.get("warc-date", ""), **said}
