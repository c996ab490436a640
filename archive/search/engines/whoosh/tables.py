"""The arrays of one immutable segment: posting lists, positions, lengths, facet tables, dates.

They hold what Whoosh's own files of the segment hold, in a shape that can be searched at once. They are
written beside them (``MAIN_<segment>.arrays``) and mapped into memory, so that all processes share
one copy and nothing is decoded. The file: eight bytes of magic, a header's length (little endian,
8 bytes), the header (JSON: name to type, shape and offset), then the arrays, each aligned to 64 bytes.
"""

from __future__ import annotations

import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engines import OutdatedIndex

Ints = NDArray[Any]
MAGIC = b"ENTENTE3"
"""Changed whenever the fields or arrays of a segment do."""
_ALIGNMENT = 64
_STRIDE = 32
"""Terms from one guide of a lexicon to the next: the first steps of a look-up compare what needs no decoding."""


class Lexicon:
    """The sorted terms of a field, in one block of bytes."""

    def __init__(self, blob: Ints, starts: Ints) -> None:
        self._blob = memoryview(blob.data)
        self._starts = memoryview(starts.data)  # gives numbers of Python's own, three times as fast as the array

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._blob[self._starts[at] : self._starts[at + 1]])

    def __iter__(self) -> Iterator[bytes]:
        starts = self._starts.tolist()
        whole = bytes(self._blob)
        return (whole[start:end] for start, end in pairwise(starts))

    @cached_property
    def _guides(self) -> list[bytes]:
        """Every 32nd term, as bytes at hand."""
        return [self[at] for at in range(0, len(self), _STRIDE)]

    def _before(self, term: bytes) -> int:
        """How many terms stand before one."""
        guide = bisect_left(self._guides, term)
        return bisect_left(self, term, max(0, guide - 1) * _STRIDE, min(guide * _STRIDE, len(self)))

    def place(self, term: bytes) -> int | None:
        """Where a term stands, or None."""
        at = self._before(term)
        return at if at < len(self) and self[at] == term else None

    def span(self, low: bytes, high: bytes | None) -> tuple[int, int]:
        """The places of the terms from ``low`` to before ``high`` (to the end where it is None)."""
        return self._before(low), len(self) if high is None else self._before(high)

    @classmethod
    def of(cls, terms: list[bytes]) -> dict[str, Ints]:
        """The arrays of a lexicon of sorted terms."""
        starts = np.zeros(len(terms) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms)), out=starts[1:])
        return {"blob": np.frombuffer(b"".join(terms), np.uint8), "starts": starts}


@dataclass(frozen=True)
class Postings:
    """The posting lists of one field, term after term, each sorted by document.

    Term ``t`` has ``documents[bounds[t]:bounds[t + 1]]`` with as many ``frequencies`` (None: all 1) and
    ``positions[places[t]:places[t + 1]]``, the words' places in their texts (None: not kept).
    """

    lexicon: Lexicon
    bounds: Ints
    documents: Ints
    frequencies: Ints | None = None
    places: Ints | None = None
    positions: Ints | None = None


@dataclass(frozen=True)
class Tables:
    """All arrays of a segment of ``size`` documents.

    Paragraph ``p`` of document ``d`` begins at word ``breaks[break_bounds[d] + p]`` of the text. ``lengths`` holds
    Whoosh's length byte of each document by scorable field, ``totals`` the sum of the true lengths; ``article_ids``
    and ``days`` (proleptic ordinals, 0 for undated) are by document.
    """

    size: int
    postings: Mapping[str, Postings]
    lengths: Mapping[str, Ints]
    totals: Mapping[str, int]
    article_ids: Ints
    days: Ints
    breaks: Ints
    break_bounds: Ints
    arrays: Mapping[str, Ints] = field(default_factory=dict, repr=False)
    mapped: mmap.mmap | None = field(default=None, repr=False, compare=False)

    def let_go(self) -> None:
        """Give back the memory that the mapped file takes in this process; it is mapped again as it is read."""
        if self.mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED)

    def save(self, path: Path) -> None:
        """Write the arrays to a new file, complete on disk before it has its name."""
        offset = 0
        header: dict[str, tuple[str, int, int]] = {}
        for name, array in self.arrays.items():
            offset = -(-offset // _ALIGNMENT) * _ALIGNMENT
            header[name] = (array.dtype.str, len(array), offset)
            offset += array.nbytes
        head = json.dumps({"size": self.size, "totals": dict(self.totals), "arrays": header}).encode()
        base = _base(len(head))
        draft = path.with_name(f"{path.name}.draft")
        with draft.open("wb") as file:
            file.write(MAGIC + len(head).to_bytes(8, "little") + head)
            for name, array in self.arrays.items():
                file.seek(base + header[name][2])
                file.write(np.ascontiguousarray(array).tobytes())
            file.truncate(base + offset)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _base(head: int) -> int:
    """Where the arrays begin behind a header of that length."""
    return -(-(16 + head) // _ALIGNMENT) * _ALIGNMENT


def tables_of(size: int, totals: Mapping[str, int], arrays: Mapping[str, Ints]) -> Tables:
    """Tables over named arrays: ``<field>/blob``, ``/starts``, ``/bounds``, ``/documents`` and so on."""
    postings = {}
    for name in sorted({key.partition("/")[0] for key in arrays if key.endswith("/bounds")}):
        postings[name] = Postings(
            Lexicon(arrays[f"{name}/blob"], arrays[f"{name}/starts"]),
            arrays[f"{name}/bounds"],
            arrays[f"{name}/documents"],
            arrays.get(f"{name}/frequencies"),
            arrays.get(f"{name}/places"),
            arrays.get(f"{name}/positions"),
        )
    lengths = {key.partition("/")[0]: array for key, array in arrays.items() if key.endswith("/lengths")}
    return Tables(
        size,
        postings,
        lengths,
        totals,
        arrays["article_ids"],
        arrays["days"],
        arrays["breaks"],
        arrays["break_bounds"],
        arrays,
    )


def open_tables(path: Path) -> Tables:
    """Map a file of arrays into memory.

    Raises OSError where it is missing, `OutdatedIndex` where another version wrote it or it is damaged.
    """
    with path.open("rb") as file:
        if file.read(8) != MAGIC:
            message = f"The search index in {path.parent} was written by another version: run manage.py reindex"
            raise OutdatedIndex(message)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        return _tables_in(mapped)
    except (ValueError, KeyError, TypeError) as error:
        raise OutdatedIndex(f"The search index in {path.parent} is damaged: run manage.py reindex") from error


def _tables_in(mapped: mmap.mmap) -> Tables:
    """The arrays of a mapped file; raises ValueError, KeyError or TypeError where its header or length is wrong."""
    whole = memoryview(mapped)
    length = int.from_bytes(whole[8:16], "little")
    head = json.loads(bytes(whole[16 : 16 + length]))
    base = _base(length)
    arrays = {
        name: np.frombuffer(whole, np.dtype(kind), count, base + offset)
        for name, (kind, count, offset) in head["arrays"].items()
    }
    return replace(tables_of(head["size"], head["totals"], arrays), mapped=mapped)
