"""The stored fields of a segment, read straight out of Whoosh's column file.

Whoosh's own reader seeks in a shared file, which threads must not do; this one reads each document at its place. (A
map of the file would count in a process's memory, sixteen pages around each document that was ever shown.) The format
is Whoosh's compressed column of pickles (``whoosh/columns.py``). Only files of our own making are opened, since a
pickle of a stranger's could run anything.
"""

from __future__ import annotations

import os
import pickle
import weakref
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from archive.search.engines import OutdatedIndex


class StoredFields:
    """The stored fields of each document of a segment."""

    def __init__(self, path: Path, count: int) -> None:
        """Open the column file of a segment of ``count`` documents.

        Raises OSError where it is missing, `OutdatedIndex` where its length is not what its end says.
        """
        self._path = path
        self._file = path.open("rb")
        weakref.finalize(self, self._file.close)
        end = path.stat().st_size
        try:
            codes = os.pread(self._file.fileno(), 3, max(0, end - 3)).decode("latin-1")
            code = codes[2]
            if code == "X":  # offsets stand behind the lengths, then both type codes
                code, offset_code = codes[0], codes[1]
                end -= 3 + count * np.dtype(offset_code).itemsize
            else:
                end -= 1
            kind = np.dtype(code).newbyteorder(">")
            end -= count * kind.itemsize
            lengths = np.frombuffer(os.pread(self._file.fileno(), count * kind.itemsize, end), kind, count)
            self._ends = np.cumsum(lengths, dtype=np.int64)
        except (IndexError, TypeError, ValueError, OSError) as error:
            raise self._damaged() from error
        if count and self._ends[-1] != end:
            raise self._damaged()
        self._starts = self._ends - lengths

    def __getitem__(self, number: int) -> dict[str, Any]:
        """The stored fields of a document; raises `OutdatedIndex` where they are damaged."""
        start = int(self._starts[number])
        data = os.pread(self._file.fileno(), int(self._ends[number]) - start, start)
        try:
            whole = zlib.decompress(data)  # which compares a checksum
        except zlib.error as error:
            raise self._damaged() from error
        fields: dict[str, Any] = pickle.loads(whole)  # noqa: S301 - our own file
        return fields

    def _damaged(self) -> OutdatedIndex:
        return OutdatedIndex(f"The search index is damaged in {self._path}: run manage.py reindex")
