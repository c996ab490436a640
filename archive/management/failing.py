"""What a command says that failed for want of room or of the database; all else is a fault and shows its trace."""

from __future__ import annotations

import errno
import sqlite3

from django.db import InterfaceError, OperationalError

AGAIN = "What was stored stays; the same command goes on from there"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_DATABASE = ("database or disk is full", "disk I/O error", "No space left on device")


def explained(error: BaseException) -> str:
    """What to tell the person who called the command; empty for an error that is no such failure."""
    if isinstance(error, OSError) and error.errno in _FULL:
        where = f" for {error.filename}" if error.filename else ""
        return f"no room on the disk{where} ({error.strerror}). {AGAIN} when there is room"
    if not isinstance(error, OperationalError | InterfaceError | sqlite3.OperationalError):
        return ""
    said = " ".join(str(error).split())
    if any(each in said for each in _FULL_DATABASE):
        return f"no room on the disk for the database ({said}). {AGAIN} when there is room"
    if "locked" in said:
        return f"another process has held the database for too long ({said}). {AGAIN} when that one has ended"
    return f"the database failed: {said}. {AGAIN} when it is there again"
