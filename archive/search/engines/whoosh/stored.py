"""The stored fields of a segment, read straight out of Whoosh's column file.

Whoosh's own reader seeks in a shared file, which threads must not do; this one maps the file into memory. The
format is Whoosh's compressed column of pickles (``whoosh/columns.py``). Only files of our own making are
opened, since a pickle of a stranger's could run anything.
"""

from __future__ import annotations

import mmap
import pickle
import zlib
from pathlib import Path
from typing import Any

import numpy as np


class StoredFields:
    """The stored fields of each document of a segment."""

    def __init__(self, path: Path, count: int) -> None:
        """Map the column file of a segment of ``count`` documents."""
        with path.open("rb") as file:
            self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        end = len(self._bytes)
        code = chr(self._bytes[end - 1])
        if code == "X":  # offsets stand behind the lengths, then both type codes
            code, offset_code = chr(self._bytes[end - 3]), chr(self._bytes[end - 2])
            end -= 3 + count * np.dtype(offset_code).itemsize
        else:
            end -= 1
        kind = np.dtype(code).newbyteorder(">")
        lengths = np.frombuffer(self._bytes, kind, count, end - count * kind.itemsize)
        self._ends = np.cumsum(lengths, dtype=np.int64)
        self._starts = self._ends - lengths

    def __getitem__(self, number: int) -> dict[str, Any]:
        data = self._bytes[self._starts[number] : self._ends[number]]
        fields: dict[str, Any] = pickle.loads(zlib.decompress(data))  # noqa: S301 - our own file
        return fields
