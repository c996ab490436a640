"""Files that a run left open: who holds them, and what of them is whole."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from archive.holdings.records import Record, read_records


def held(path: Path) -> IO[bytes] | None:
    """The file, locked; None where a run still writes it or another start was first."""
    try:
        stream = path.open("r+b")
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        return None
    if not path.exists():  # finished by whoever held it
        stream.close()
        return None
    return stream


def cut_back(stream: IO[bytes]) -> None:
    """Take off the end of the file what is no whole page with its metadata."""
    end = 0
    for record in read_records(stream):
        if isinstance(record, Record) and record.kind in {"warcinfo", "metadata"}:
            end = record.offset + record.length
    stream.truncate(end)
    os.fsync(stream.fileno())
