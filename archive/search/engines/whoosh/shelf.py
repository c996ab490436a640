"""Where an index lies: a folder a rebuild, a pointer to the one in use, and one writer at a time.

``CURRENT`` names the folder in use and is replaced whole, so a rebuild is swapped in at once. Inside a
folder lies a Whoosh index; each commit adds a numbered table of contents, again in one step. What a
reader has open stays readable after its files are deleted.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from archive.search.engines import OutdatedIndex
from archive.search.engines.whoosh.schema import whoosh_schema
from archive.search.engines.whoosh.segments import INDEX_NAME

Notify = Callable[[str], None]
_FOLDER = re.compile(r"index-[0-9a-f]+")
_SETTLED = 2_000_000_000
"""Nanoseconds after which a folder's time has surely moved on: it would not, for two changes within one tick."""
_seen: dict[Path, tuple[int, tuple[str, int] | None]] = {}
"""The time of the folder in use when it was listed, and what its files said."""
WAITING = "Another process is writing the search index; waiting for it to finish."


class Shelf:
    """The folder of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path | None:
        """The folder in use, or None where nothing was ever indexed or the pointer names no folder of an index."""
        try:
            name = (self.path / "CURRENT").read_bytes()[:100].decode("ascii", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return self.path / name if _FOLDER.fullmatch(name) else None

    def state(self) -> tuple[str, int] | None:
        """The folder in use with the number of its last commit: what readers compare to notice a change.

        The folder is listed only where its time says that files came or went, or is too fresh to say it.
        """
        folder = self.current()
        if folder is None:
            return None
        try:
            stamp = folder.stat().st_mtime_ns
            seen = _seen.get(folder)
            if seen is not None and seen[0] == stamp:
                return seen[1]
            number = TOC._latest_generation([file.name for file in os.scandir(folder)], INDEX_NAME)
        except FileNotFoundError:
            return None
        state = (folder.name, number) if number >= 0 else None
        if time.time_ns() - stamp > _SETTLED:
            _seen.clear()
            _seen[folder] = (stamp, state)
        return state

    @contextmanager
    def writing(self, notify: Notify | None = None, *, wait: bool = True) -> Iterator[None]:
        """Hold the writer's lock; says so once when it has to wait. The lock ends with its process.

        Raises BlockingIOError where another holds it and it is not to be waited for.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not wait:
                    raise
                if notify:
                    notify(WAITING)
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def new_folder(self) -> Path:
        """A folder with an empty index in it, not yet in use."""
        folder = self.path / f"index-{secrets.token_hex(6)}"
        folder.mkdir(parents=True)
        TOC(whoosh_schema(), [], 0).write(FileStorage(str(folder)), INDEX_NAME)
        return folder

    def take_into_use(self, folder: Path) -> None:
        """Make a folder the one in use and delete all others."""
        draft = self.path / "CURRENT.draft"
        with draft.open("w", encoding="ascii") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / "CURRENT")
        self.sweep(folder)

    def sweep(self, keep: Path | None) -> None:
        """Delete the folders of earlier or broken-off rebuilds; only under the lock."""
        for folder in self.path.glob("index-*"):
            if folder != keep:
                shutil.rmtree(folder, ignore_errors=True)


def read_contents(folder: Path, number: int | None = None) -> TOC:
    """The table of contents of a folder's commit, by default the last.

    Raises FileNotFoundError where it is missing, `OutdatedIndex` where it is none.
    """
    try:
        return TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=number)
    except FileNotFoundError:
        raise
    except Exception as error:  # unpickling what another program or a bad disk wrote can raise anything
        raise OutdatedIndex(f"The search index in {folder} cannot be read: run manage.py reindex") from error


def commit(folder: Path, contents: TOC) -> None:
    """Make a table of contents the folder's last one and delete what it no longer names."""
    storage = FileStorage(str(folder))
    contents.write(storage, INDEX_NAME)
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    clean_files(storage, INDEX_NAME, contents.generation, contents.segments)
