"""The bytes of a WARC file: its gzip members one after another, or the plain file, read within bounds.

A damaged member is left for the next one that starts a record, so that one bad record doesn't cost the rest.
"""

from __future__ import annotations

import zlib
from typing import IO, Any

from archive.readers.streams import GZIP, Unpacked, is_packed

BLOCK = 1 << 16
_STEP = 1 << 18
"""Bytes unpacked at once: what one block can blow up to is bounded by it."""
_MEMBER = b"\x1f\x8b\x08"
_PROBE = 1 << 11
"""Packed bytes looked at to see whether a member starts a record."""
VERSION = b"WARC/"


class Broken(Exception):
    """The bytes from here on are damaged; the message says how."""


class Members:
    """Forward reading over a WARC file that can go on behind damage."""

    def __init__(self, file: IO[bytes], place: int = 0) -> None:
        file.seek(place)
        first = file.read(6)
        file.seek(place)
        self.gzipped = first.startswith(GZIP)
        self._file: IO[bytes] = file
        if not self.gzipped and is_packed(first):
            self._file = Unpacked(file)  # type: ignore[assignment]
        self._pending = b""
        """Packed bytes that were read and not used yet."""
        self._read = place
        """Place in the file behind the pending bytes."""
        self._unpack: Any = None if self.gzipped else _Plain()
        self._start = place
        self._fresh = False
        """Whether the buffer is the first of a member."""
        self._buffer, self._at, self._left = b"", 0, place

    @property
    def place(self) -> int:
        """Where what comes next starts: the byte of its member, or its own byte in a plain file."""
        return self._start if self.gzipped else self._left + self._at

    def line(self, most: int) -> bytes:
        """The next line with its end, cut at ``most`` bytes; b"" at the end of the file."""
        parts: list[bytes] = []
        size = 0
        while size < most and self._ready(across=not parts):
            end = self._buffer.find(b"\n", self._at, self._at + most - size)
            stop = min(len(self._buffer), self._at + most - size) if end < 0 else end + 1
            parts.append(self._buffer[self._at : stop])
            size += stop - self._at
            self._at = stop
            if end >= 0:
                break
        return b"".join(parts)

    def body(self, length: int, keep: int) -> tuple[bytes, int]:
        """The next ``length`` bytes, of which the first ``keep`` are given, and how many there really were.

        Fewer where the file ends or the next member starts a record of its own.
        """
        parts: list[bytes] = []
        seen = 0
        while seen < length and self._ready(across=True):
            if self._at == 0 and seen and self._fresh and self._buffer.startswith(VERSION):
                break
            stop = min(len(self._buffer), self._at + length - seen)
            if seen < keep:
                parts.append(self._buffer[self._at : min(stop, self._at + keep - seen)])
            seen += stop - self._at
            self._at = stop
        return b"".join(parts), seen

    def starts_record(self) -> bool:
        """Whether what comes next starts a record, line ends before it skipped."""
        while self._ready(across=True):
            rest = self._buffer[self._at :].lstrip(b"\r\n")
            self._at = len(self._buffer) - len(rest)
            if rest:
                return rest.startswith(VERSION[: len(rest)])
        return False

    def closes(self) -> bool:
        """Whether the empty line that closes a record comes next, or its member ends."""
        try:
            return not self._ready(across=False) or self._buffer.startswith((b"\r", b"\n"), self._at)
        except Broken:
            return True  # this record is whole; the damage is met with the next one

    def ended(self) -> bool:
        """Whether nothing is left."""
        return not self._ready(across=True)

    def leave(self) -> bool:
        """Go on where the next record starts; False at the end of the file."""
        if self._at == 0 and self._fresh and self._buffer.startswith(VERSION):
            return True
        return self._leave_member() if self.gzipped else self._leave_line()

    def _leave_line(self) -> bool:
        while line := self.line(BLOCK):
            if line.startswith(VERSION):
                self._at -= len(line)
                if self._at < 0:  # the line began in an earlier buffer
                    self._buffer, self._left = line[: -self._at] + self._buffer, self._left + self._at
                    self._at = 0
                return True
        return False

    def _leave_member(self) -> bool:
        place = self._start + 1
        while True:
            self._file.seek(place)
            block = self._file.read(BLOCK)
            if len(block) < len(_MEMBER):
                return False
            found = block.find(_MEMBER)
            if found < 0:
                place += len(block) - len(_MEMBER) + 1
                continue
            place += found
            if self._member_starts_record(place):
                return True
            place += 1

    def _member_starts_record(self, place: int) -> bool:
        self._file.seek(place)
        probe = self._file.read(_PROBE)
        try:
            starts = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(probe, 16).startswith(VERSION)
        except zlib.error:
            return False
        if starts:
            self._file.seek(place)
            self._read, self._pending, self._buffer, self._at = place, b"", b"", 0
            self._begin()
        return starts

    def _ready(self, across: bool) -> bool:
        """Whether a byte can be read, from the next member too where ``across``."""
        self._fresh = False
        while self._at >= len(self._buffer):
            if self._fill():
                return True
            if not across or not self._next():
                return False
            self._fresh = True
        return True

    def _next(self) -> bool:
        """Begin the next member; False where there is none."""
        if not self.gzipped or (self._unpack is not None and not self._unpack.eof):
            return False
        self._pending = self._pending.lstrip(b"\x00\r\n")
        while not self._pending:
            if not self._more():
                return False
            self._pending = self._pending.lstrip(b"\x00\r\n")
        if len(self._pending) < len(_MEMBER):
            self._more()
        if not self._pending.startswith(GZIP):
            raise Broken("what stands between two records is no gzip")
        self._begin()
        return True

    def _begin(self) -> None:
        self._start = self._read - len(self._pending)
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def _more(self) -> bool:
        data = self._file.read(BLOCK)
        self._read += len(data)
        self._pending += data
        return bool(data)

    def _fill(self) -> bool:
        """Unpack the next piece of the current member; False at its end. Raises Broken."""
        while self._unpack is not None and not self._unpack.eof:
            if not self._pending and not self._more():
                if isinstance(self._unpack, _Plain):
                    return False
                raise Broken("the file breaks off within a record")
            try:
                piece = self._unpack.decompress(self._pending, _STEP)
            except zlib.error as error:
                raise Broken("the record's gzip is damaged") from error
            self._pending = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
            if piece:
                self._left += len(self._buffer)
                self._buffer, self._at = piece, 0
                return True
        return False


class _Plain:
    """Stands where a plain file needs no unpacking."""

    eof = False
    unused_data = unconsumed_tail = b""

    def decompress(self, data: bytes, most: int) -> bytes:
        """The data as it is; blocks are small already."""
        del most
        return data
