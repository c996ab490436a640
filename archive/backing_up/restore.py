"""A backup put back: checked whole first, then database, WARC files and index."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from archive.backing_up.containers import DamagedBackup, checked_manifest, unpacked
from archive.backing_up.databases import load
from archive.backing_up.scratch import scratch
from archive.documents import ArchiveError
from archive.models import Article
from archive.models.keeping import holdings
from archive.search.indexing import rebuild as rebuild_index

Step = Callable[[int], None]


class BackupRefused(ArchiveError):
    """A backup is not restored where that would overwrite an archive, or while a run writes to it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    files: int
    articles: int


def restore(source: Path, *, replace: bool = False, step: Step | None = None) -> Restored:
    """Put a backup in place of the archive, make its index, and say what there is.

    Nothing is touched before every file of the backup was found as it was written. An archive that holds
    articles or WARC files is replaced only where that is said. Where the records don't fit the database, it and the
    WARC files stay as they are. Raises DamagedBackup, BackupRefused, ArchiveError.
    """
    if not source.exists():
        raise DamagedBackup(f"{source}: no such backup")
    data = Path(settings.ARCHIVE_DATA)
    _check_place(replace)
    with scratch("restore-", data) as room:
        folder = unpacked(source, room / "backup")
        manifest = checked_manifest(folder)
        fresh = _brought([name for name in manifest["files"] if name.startswith("holdings/")], folder, step)
        load(folder)
        _put_in_place(fresh)
        for name in manifest["files"]:
            if name.startswith("data/"):
                shutil.copy2(folder / name, data / Path(name).name)
    count = rebuild_index()
    return Restored(len(manifest["files"]), count)


def _check_place(replace: bool) -> None:
    kept_in = holdings()
    with kept_in.left_open(cut=False) as left:
        if kept_in.open_names() - set(left):
            raise BackupRefused("a run is keeping pages in this archive: wait for it to end, or stop it")
    tables = connection.introspection.table_names()
    filled = Article._meta.db_table in tables and Article.objects.exists()
    if (filled or kept_in.names()) and not replace:
        raise BackupRefused(
            f"the archive in {settings.ARCHIVE_DATA} is not empty: --replace puts the backup in its place"
        )


def _brought(names: list[str], folder: Path, step: Step | None) -> Path:
    """The WARC files, safe on disk in a folder beside those that are there."""
    kept_in = holdings()
    fresh = kept_in.folder.with_name(f"{kept_in.folder.name}.restored")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in names:
        target = fresh / Path(name).name
        shutil.copyfile(folder / name, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())
        if step:
            step(target.stat().st_size)
    return fresh


def _put_in_place(fresh: Path) -> None:
    """Have the WARC files that were brought in be the archive's."""
    kept_in = holdings()
    old = kept_in.folder.with_name(f"{kept_in.folder.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if kept_in.folder.exists():
        kept_in.folder.rename(old)
    fresh.rename(kept_in.folder)
    shutil.rmtree(old, ignore_errors=True)
    if kept_in.store:
        for name in list(kept_in.store.names()):
            kept_in.store.remove(name)
    kept_in.put_finished()
