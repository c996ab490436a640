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


class StoredFields:
    """The stored fields of each document of a segment."""

    def __init__(self, path: Path, count: int) -> None:
        """Map the column file of a segment of ``count`` documents."""
        self._file = path.open("rb")
        weakref.finalize(self, self._file.close)
        end = path.stat().st_size
        codes = os.pread(self._file.fileno(), 3, end - 3)
        code = chr(codes[2])
        if code == "X":  # offsets stand behind the lengths, then both type codes
            code, offset_code = chr(codes[0]), chr(codes[1])
            end -= 3 + count * np.dtype(offset_code).itemsize
        else:
            end -= 1
        kind = np.dtype(code).newbyteorder(">")
        size = count * kind.itemsize
        lengths = np.frombuffer(os.pread(self._file.fileno(), size, end - size), kind, count)
        self._ends = np.cumsum(lengths, dtype=np.int64)
        self._starts = self._ends - lengths

    def __getitem__(self, number: int) -> dict[str, Any]:
        start = int(self._starts[number])
        data = os.pread(self._file.fileno(), int(self._ends[number]) - start, start)
        fields: dict[str, Any] = pickle.loads(zlib.decompress(data))  # noqa: S301 - our own file
        return fields
