"""What the first look at a run's pages made of them, put aside on disk until their turn to be stored comes.

What is put aside is bytes, as `archive.packing` makes them.
"""

from __future__ import annotations

import errno
import hashlib
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from archive.documents import RawDocument

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Spool:
    """Packed pages in a file without a name, which is gone with the process; where the disk is full, fewer."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is on the disk to use; nothing is made before the first page."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        self._full = False

    def __enter__(self) -> Self:
        """Nothing is made before the first page."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def put(self, raw: RawDocument, sha256: str, data: bytes) -> None:
        """Put a page aside; what finds no room is cleaned again when its turn comes."""
        if self._full:
            return
        try:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - closed at exit
            self._file.seek(self._end)
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            if error.errno not in _FULL:
                raise
            self._full = True
            return
        self._places[_key(raw, sha256)] = (self._end, len(data))
        self._end += len(data)

    def has(self, raw: RawDocument, sha256: str) -> bool:
        """Whether a page was put aside."""
        return _key(raw, sha256) in self._places

    def take(self, raw: RawDocument, sha256: str) -> bytes | None:
        """A page that was put aside; None where it was not."""
        place = self._places.get(_key(raw, sha256))
        if place is None or self._file is None:
            return None
        self._file.seek(place[0])
        return self._file.read(place[1])


def _key(raw: RawDocument, sha256: str) -> bytes:
    """16 bytes that stand for a page: a run may have millions."""
    said = "\n".join((sha256, raw.origin, raw.url, raw.kind.value, str(raw.captured_at), repr(raw.declared)))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
