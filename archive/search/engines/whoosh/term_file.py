"""Writes Whoosh's term file: an ordered hash file (``whoosh/filedb/filetables.py``), put together in memory.

The layout is Whoosh's: head, entries in order of their keys, 256 hash tables, their directory, a pickle with
the field numbers, and the places of all entries. Whoosh's own writer asks the file for its place
twice an entry, which costs more than the rest together.
"""

from __future__ import annotations

import struct
from pathlib import Path
from pickle import dumps
from zlib import crc32

import numpy as np

_HEAD = b"HSH3" + struct.pack("!bii", 1, 0, 0)
"""Magic, the number of the hash function (1 is CRC-32), two unused numbers."""
_lengths = struct.Struct("!ii").pack
_directory_entry = struct.Struct("!qi").pack
_TABLES = 256


class TermFile:
    """Takes terms in order and writes them as one file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [_HEAD]
        self._at = len(_HEAD)
        self._places: list[int] = []
        self._buckets: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
        self.fields: dict[str, int] = {}

    def add(self, key: bytes, row: bytes) -> None:
        """Add a term (field number in two bytes, then the term) with its row; keys must increase."""
        self._places.append(self._at)
        code = crc32(key)
        self._buckets[code & 255].append((code, self._at))
        self._parts.append(_lengths(len(key), len(row)) + key + row)
        self._at += 8 + len(key) + len(row)

    def save(self, path: Path) -> None:
        """Write the file."""
        directory = []
        for bucket in self._buckets:
            table = _hash_table(bucket)
            directory.append(_directory_entry(self._at, 2 * len(bucket)))
            self._parts.append(table)
            self._at += len(table)
        kind = "I" if self._at < 1 << 32 else "q"
        extras = dumps({"fieldmap": self.fields, "indextype": kind, "indexlen": len(self._places)}, 2)
        places = np.array(self._places, np.dtype(kind).newbyteorder(">")).tobytes()
        length = struct.pack("!i", len(extras) + len(places))
        with path.open("wb") as file:
            file.writelines([*self._parts, *directory, extras, places, length])


def _hash_table(entries: list[tuple[int, int]]) -> bytes:
    """A table of twice as many slots as entries, each the hash and the place; collisions go to the next slot."""
    count = 2 * len(entries)
    slots = [(0, 0)] * count
    for code, place in entries:
        slot = (code >> 8) % count
        while slots[slot][1]:
            slot = (slot + 1) % count
        slots[slot] = (code, place)
    flat = [number for pair in slots for number in pair]
    return struct.pack("!" + "Iq" * count, *flat)
