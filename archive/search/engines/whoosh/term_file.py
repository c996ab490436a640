"""Writes Whoosh's term file: an ordered hash file (``whoosh/filedb/filetables.py``), put together in memory.

The layout is Whoosh's: head, entries in order of their keys, 256 hash tables, their directory, a pickle with
the field numbers, and the places of all entries. Whoosh's own writer asks the file for its place
twice an entry, which costs more than the rest together.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from pickle import dumps
from zlib import crc32

import numpy as np

from archive.search.engines.whoosh.tables import Ints

_HEAD = b"HSH3" + struct.pack("!bii", 1, 0, 0)
"""Magic, the number of the hash function (1 is CRC-32), two unused numbers."""
_directory_entry = struct.Struct("!qi").pack
_TABLES = 256


class TermFile:
    """Takes terms in order and writes them as one file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [_HEAD]
        self._at = len(_HEAD)
        self._places: list[Ints] = [np.empty(0, np.int64)]
        self._codes: list[Ints] = [np.empty(0, np.int64)]
        self.fields: dict[str, int] = {}

    def add(self, keys: Sequence[bytes], rows: Ints) -> None:
        """Add terms (field number in two bytes, then the term) with their rows; keys must increase."""
        width = rows.itemsize
        sizes = np.fromiter(map(len, keys), np.int64, len(keys))
        heads = np.empty((len(keys), 2), ">i4")
        heads[:, 0], heads[:, 1] = sizes, width
        places = self._at + np.cumsum(sizes + (8 + width)) - (sizes + (8 + width))
        head, row = heads.tobytes(), rows.tobytes()
        self._parts += [
            part
            for at, key in enumerate(keys)
            for part in (head[8 * at : 8 * at + 8], key, row[width * at : width * (at + 1)])
        ]
        self._codes.append(np.fromiter(map(crc32, keys), np.int64, len(keys)))
        self._places.append(places)
        self._at += int(sizes.sum()) + (8 + width) * len(keys)

    def save(self, path: Path) -> None:
        """Write the file."""
        directory = []
        codes, all_places = np.concatenate(self._codes), np.concatenate(self._places)
        order = np.argsort(codes & (_TABLES - 1), kind="stable")
        cuts = np.searchsorted((codes & (_TABLES - 1))[order], np.arange(1, _TABLES))
        for bucket in np.split(order, cuts):
            table = _hash_table(list(zip(codes[bucket].tolist(), all_places[bucket].tolist(), strict=True)))
            directory.append(_directory_entry(self._at, 2 * len(bucket)))
            self._parts.append(table)
            self._at += len(table)
        kind = "I" if self._at < 1 << 32 else "q"
        extras = dumps({"fieldmap": self.fields, "indextype": kind, "indexlen": len(all_places)}, 2)
        places = all_places.astype(np.dtype(kind).newbyteorder(">")).tobytes()
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
