"""Compressed files as streams of bytes: gzip, bzip2, xz and zstd, told by their first bytes, unpacked piece by piece.

What unpacks to far more than it is (a bomb) raises `UnreadableDocument` once it is past any honest file.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, Any

import zstandard

from archive.documents import UnreadableDocument

GZIP, BZIP2, XZ, ZSTD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = b"\x2a\x4d\x18"
HONEST_RATIO, HONEST_BYTES = 250, 200_000_000
"""Text packs 5 to 30 times smaller, the most repetitive logs 150 times; small files may do as they like."""
DAMAGED = (zlib.error, gzip.BadGzipFile, lzma.LZMAError, zstandard.ZstdError, EOFError)
"""What the unpackers raise at damage, besides OSError."""
_XZ_MEMORY = 200_000_000
_ZSTD_WINDOW = 1 << 27


class Unpacked(io.RawIOBase):
    """What a file holds once unpacked; reads forward only and refuses bombs."""

    def __init__(self, packed: IO[bytes], limit_ratio: bool = True) -> None:
        super().__init__()
        self._packed = packed
        start = packed.read(6)
        packed.seek(0)
        self._stream, self.compressed = _opened(packed, start)
        self._guarded = limit_ratio and self.compressed
        self._given = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as one read goes; raises UnreadableDocument for damage and bombs."""
        try:
            data = self._stream.read(len(buffer))
        except DAMAGED as error:
            raise UnreadableDocument(f"damaged: it cannot be unpacked further ({_reason(error)})") from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise UnreadableDocument(f"damaged: it cannot be unpacked further ({_reason(error)})") from error
        self._given += len(data)
        if self._guarded and self._given > HONEST_BYTES and self._given > HONEST_RATIO * self._packed.tell():
            raise UnreadableDocument("a compression bomb: it unpacks to more than 250 times its size")
        buffer[: len(data)] = data
        return len(data)


def unpacked(packed: IO[bytes]) -> io.BufferedReader:
    """The file's bytes, unpacked where it is compressed; closing it leaves the file open."""
    return io.BufferedReader(Unpacked(packed), 1 << 16)


def is_packed(start: bytes) -> bool:
    """Whether the first bytes are those of a compression that is read."""
    return start.startswith((GZIP, BZIP2, XZ, ZSTD)) or start[1:4] == _ZSTD_SKIPPABLE


def start_within(packed: IO[bytes], start: bytes) -> bytes:
    """The first bytes of what a file holds, given those of the file; damage behind them is met when it is read."""
    if start.startswith(GZIP):
        try:
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, len(start))
        except zlib.error as error:
            raise UnreadableDocument(f"damaged: it cannot be unpacked ({_reason(error)})") from error
    try:
        return unpacked(packed).read(1 << 12)
    finally:
        packed.seek(0)


def _opened(packed: IO[bytes], start: bytes) -> tuple[Any, bool]:
    if start.startswith(GZIP):
        return gzip.GzipFile(fileobj=packed, mode="rb"), True
    if start.startswith(BZIP2):
        return bz2.BZ2File(packed), True
    if start.startswith(XZ):
        return _Xz(packed), True
    if start.startswith(ZSTD) or start[1:4] == _ZSTD_SKIPPABLE:
        decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        return decompressor.stream_reader(packed, read_across_frames=True, closefd=False), True
    return packed, False


class _Xz(io.RawIOBase):
    """An xz file; the library's own reader would give a forged header gigabytes of dictionary."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed
        self._unpack = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, b"" at the end."""
        while True:
            if self._unpack.eof:
                rest = self._unpack.unused_data.lstrip(b"\x00") or self._packed.read(1 << 16).lstrip(b"\x00")
                if not rest:
                    return b""
                self._unpack = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            else:
                rest = self._packed.read(1 << 16) if self._unpack.needs_input else b""
                if not rest and self._unpack.needs_input:
                    raise EOFError("it breaks off")
            if data := self._unpack.decompress(rest, size):
                return data


def _reason(error: Exception) -> str:
    return str(error)[:100] or type(error).__name__
