"""Writes a segment in Whoosh's own file format (codec W3 of Whoosh 2.7.4), out of arrays.

Whoosh sorts postings in a pool and writes them one at a time; here they are sorted already, so the
term file and the posting file are put together block by block. Formats: ``whoosh/codec/whoosh3.py``.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, STORED_COLUMN, W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage

from archive.search.engines.whoosh.blocks import TermRows, encoded
from archive.search.engines.whoosh.schema import whoosh_schema
from archive.search.engines.whoosh.stored import StoredFields
from archive.search.engines.whoosh.tables import Ints, Postings, Tables
from archive.search.engines.whoosh.term_file import TermFile

INDEX_NAME = "MAIN"
ARRAYS_EXTENSION = ".arrays"
_SLAB = 200_000
"""Postings taken at once, which bounds memory."""

_ROW = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("spread", ">u4"),
        ("shortest", "u1"),
        ("longest", "u1"),
        ("heaviest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("size", ">i4"),
    ]
)
"""A term's row in the term file, as `whoosh.codec.whoosh3.W3TermInfo` reads it."""


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

    def write(self, number: int, postings: Postings, lengths: Ints | None, value_size: int | None) -> None:
        """Write a field's posting lists; ``number`` is the field's place in the term file's map."""
        key = struct.pack("!H", number)
        places = iter(postings.lexicon)
        for low, high in _slabs(postings.bounds):
            data, rows = encoded(postings, low, high, lengths, value_size)
            self._terms.add([key + term for term in islice(places, high - low)], self._packed(rows))
            self._file.write(data)
            self._at += len(data)

    def _packed(self, rows: TermRows) -> Ints:
        """The rows of terms as `W3TermInfo` packs them."""
        packed = np.zeros(len(rows.size), _ROW)
        for name in ("weight", "spread", "shortest", "longest", "heaviest", "first", "last", "size"):
            packed[name] = getattr(rows, name)
        packed["offset"] = rows.offset + self._at
        return packed


def _slabs(bounds: Ints) -> Iterator[tuple[int, int]]:
    """Runs of terms with a bounded number of postings (one term at least)."""
    term, count = 0, len(bounds) - 1
    while term < count:
        end = int(np.searchsorted(bounds, bounds[term] + _SLAB, "right")) - 1
        end = min(max(end, term + 1), count)
        yield term, end
        term = end
