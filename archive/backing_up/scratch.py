"""Folders that last as long as the work in them: those that a killed process left are taken away by the next."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def scratch(prefix: str, folder: Path) -> Iterator[Path]:
    """A new folder whose name begins so, held while the block lasts."""
    for left in sorted(folder.glob(f"{prefix}*")):
        if left.is_dir():
            _remove_if_left(left)
    made = Path(mkdtemp(prefix=prefix, dir=folder))
    descriptor = os.open(made, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield made
    finally:
        shutil.rmtree(made)
        os.close(descriptor)


def _remove_if_left(left: Path) -> None:
    with suppress(FileNotFoundError):  # whoever held it has taken it away meanwhile
        descriptor = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left)
        except BlockingIOError:
            pass
        finally:
            os.close(descriptor)
