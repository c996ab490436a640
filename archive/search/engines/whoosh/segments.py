"""Writes a segment in Whoosh's own file format (codec W3 of Whoosh 2.7.4), out of arrays.

Whoosh sorts postings in a pool and writes them one at a time; here they are sorted already, so the
term file and the posting file are put together block by block. Formats: ``whoosh/codec/whoosh3.py``.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from pickle import dumps
from typing import Any, BinaryIO

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, STORED_COLUMN, WHOOSH3_HEADER_MAGIC, W3Codec, W3Segment, W3TermInfo
from whoosh.filedb.filestore import FileStorage

from archive.search.engines.whoosh.schema import whoosh_schema
from archive.search.engines.whoosh.stored import StoredFields
from archive.search.engines.whoosh.tables import Ints, Postings, Tables
from archive.search.engines.whoosh.term_file import TermFile

INDEX_NAME = "MAIN"
ARRAYS_EXTENSION = ".arrays"
_BLOCK = 128
"""Postings in a block; Whoosh's own number."""
_COMPRESSION = 3
_WORTH_COMPRESSING = 120
"""Bytes; smaller blocks grow when compressed."""
_PICKLE = 3
"""The first protocol that keeps bytes as bytes; Whoosh writes 2 for the sake of Python 2 and reads any."""
_SLAB = 200_000
"""Postings turned into Python lists at once, which bounds memory."""

_int, _long, _count = struct.Struct("!i").pack, struct.Struct("!q").pack, struct.Struct("!I").pack
_info = W3TermInfo._struct.pack  # the layout of a term's row, as the codec itself packs it


def write_segment(folder: Path, tables: Tables, stored: Iterable[dict[str, Any]]) -> W3Segment:
    """Write all files of a new segment; ``stored`` gives each document's stored fields in order.

    The segment is part of the index only when a table of contents names it.
    """
    codec, storage = W3Codec(), FileStorage(str(folder))
    segment = codec.new_segment(storage, INDEX_NAME)
    _write_documents(codec, storage, segment, tables, stored)
    terms = TermFile()
    schema = whoosh_schema()
    with (folder / segment.make_filename(codec.POSTS_EXT)).open("wb") as file:
        writer = _PostingWriter(terms, file)
        for number, (name, postings) in enumerate(sorted(tables.postings.items())):
            terms.fields[name] = number
            value_size = schema[name].format.fixed_value_size()
            writer.write(number, postings, tables.lengths.get(name), value_size)
        writer.finish()
    terms.save(folder / segment.make_filename(codec.TERMS_EXT))
    segment.set_doc_count(tables.size)
    tables.save(folder / segment.make_filename(ARRAYS_EXTENSION))
    for path in folder.glob(f"{segment.segment_id()}.*"):
        with path.open("rb") as written:
            os.fsync(written.fileno())
    return segment


def stored_fields(folder: Path, segment: W3Segment) -> StoredFields:
    """The stored fields of a segment's documents."""
    path = folder / W3Codec.column_filename(segment, "_stored")
    return StoredFields(path, segment.doc_count_all())


def _write_documents(
    codec: W3Codec, storage: FileStorage, segment: W3Segment, tables: Tables, stored: Iterable[dict[str, Any]]
) -> None:
    """The stored fields and the column of lengths of each scorable field."""
    documents = codec.per_document_writer(storage, segment)
    lengths = {name: column.tolist() for name, column in tables.lengths.items() if column.any()}
    for number, fields in enumerate(stored):
        documents.start_doc(number)
        documents.add_column_value("_stored", STORED_COLUMN, fields)
        for name, column in lengths.items():
            if column[number]:
                documents.add_column_value(f"_{name}_len", LENGTHS_COLUMN, column[number])
        documents.finish_doc()
    documents._fieldlengths.update(tables.totals)
    documents.close()


class _PostingWriter:
    """Puts posting lists into the posting file and their terms into the term file."""

    def __init__(self, terms: TermFile, file: BinaryIO) -> None:
        self._terms = terms
        self._file = file
        self._at = 0
        self._pending: list[bytes] = []
        self._pending_size = 0

    def write(self, number: int, postings: Postings, lengths: Ints | None, value_size: int | None) -> None:
        """Write a field's posting lists; ``number`` is the field's place in the term file's map."""
        key = struct.pack("!H", number)
        add = self._terms.add
        places = iter(postings.lexicon)
        for low, high in _slabs(postings.bounds):
            slab = _Slab(postings, low, high, lengths, value_size)
            for term in range(low, high):
                add(key + next(places), self._list(slab, term))
            if self._pending_size > 1 << 24:
                self.finish()

    def finish(self) -> None:
        """Bring what is pending to the file."""
        self._file.write(b"".join(self._pending))
        self._pending.clear()
        self._pending_size = 0

    def _list(self, slab: _Slab, term: int) -> bytes:
        """Write one posting list; gives the row of its term."""
        start, end = slab.bounds_of(term)
        out = self._pending
        out.append(WHOOSH3_HEADER_MAGIC)
        size, most, total = 4, 0.0, 0.0
        low_length, high_length = 255, 0
        for at in range(start, end, _BLOCK):
            until = min(at + _BLOCK, end)
            ids = slab.documents[at:until]
            weights, heaviest, weight = slab.weights(at, until)
            shortest, longest = slab.shortest_and_longest(at, until)
            deltas = (ids[0], *slab.steps[at + 1 : until])
            data = dumps((deltas, weights, slab.values(at, until)), _PICKLE)
            level = _COMPRESSION if len(data) > _WORTH_COMPRESSING else 0
            if level:
                data = zlib.compress(data, level)
            info = dumps((len(ids), ids[-1], heaviest, level, shortest, longest), _PICKLE)
            length = len(info) + len(data)
            out += (_int(-length if until == end else length), info, data)
            size += 4 + length
            most, total = max(most, heaviest), total + weight
            low_length, high_length = min(low_length, shortest), max(high_length, longest)
        ends = slab.documents[start], slab.documents[end - 1]
        row: bytes = _info(0, total, end - start, low_length, high_length, most, *ends)
        row += _long(self._at) + _int(size)
        self._at += size
        self._pending_size += size
        return row


def _slabs(bounds: Ints) -> Iterator[tuple[int, int]]:
    """Runs of terms with a bounded number of postings (one term at least)."""
    term, count = 0, len(bounds) - 1
    while term < count:
        end = int(np.searchsorted(bounds, bounds[term] + _SLAB, "right")) - 1
        end = min(max(end, term + 1), count)
        yield term, end
        term = end


class _Slab:
    """The postings of a run of terms as Python lists, which the format's pickles need."""

    def __init__(self, postings: Postings, low: int, high: int, lengths: Ints | None, value_size: int | None) -> None:
        self._low = low
        first, last = int(postings.bounds[low]), int(postings.bounds[high])
        self._bounds = (postings.bounds[low : high + 1] - first).tolist()
        documents = postings.documents[first:last]
        self.documents: list[int] = documents.tolist()
        self.steps: list[int] = np.diff(documents, prepend=0).tolist()
        self._lengths: list[int] | None = lengths[documents].tolist() if lengths is not None else None
        counts = postings.frequencies[first:last] if postings.frequencies is not None else None
        self._counts: list[int] | None = counts.tolist() if counts is not None else None
        self._value_size = value_size
        if counts is not None:
            self._floats: list[float] = counts.astype(np.float64).tolist()
            self._packed = counts.astype(">u4").tobytes()
        if counts is not None and postings.positions is not None and postings.places is not None:
            start = int(postings.places[low])
            self._ends = np.cumsum(counts, dtype=np.int64).tolist()
            self._positions = postings.positions[start : int(postings.places[high])].tolist()
        self._has_positions = postings.positions is not None

    def bounds_of(self, term: int) -> tuple[int, int]:
        """Where a term's postings stand in the slab."""
        return self._bounds[term - self._low], self._bounds[term - self._low + 1]

    def weights(self, at: int, until: int) -> tuple[tuple[float, ...] | float | None, float, float]:
        """A block's weights in the codec's short forms, the greatest, and their sum."""
        if self._counts is None:
            return None, 1.0, float(until - at)
        counts = self._counts[at:until]
        most = max(counts)
        if most == min(counts):
            return (None if most == 1 else float(most)), float(most), float(most * len(counts))
        return tuple(self._floats[at:until]), float(most), float(sum(counts))

    def shortest_and_longest(self, at: int, until: int) -> tuple[int, int]:
        """The length bytes of a block's shortest and longest document."""
        if self._lengths is None:
            return 0, 0
        lengths = self._lengths[at:until]
        return min(lengths), max(lengths)

    def values(self, at: int, until: int) -> tuple[bytes, ...] | bytes | None:
        """What stands with each posting: positions, a count, or nothing."""
        if self._counts is None or self._value_size == 0:
            return None
        if not self._has_positions:
            return self._packed[4 * at : 4 * until]
        ends, positions = self._ends, self._positions
        start = ends[at - 1] if at else 0
        values = []
        for index in range(at, until):
            end = ends[index]
            if end - start == 1:
                values.append(_one_position(positions[start]))
            else:
                values.append(_positions_value(tuple(positions[start:end])))
            start = end
        return tuple(values)


@lru_cache(maxsize=100_000)
def _one_position(position: int) -> bytes:
    return _positions_value((position,))


def _positions_value(positions: tuple[int, ...]) -> bytes:
    """Positions as ``whoosh.formats.Positions`` packs them: a count and a pickle of differences."""
    deltas = [positions[0], *(b - a for a, b in pairwise(positions))]
    return _count(len(positions)) + dumps(deltas, 2)
