"""A backup: the database first, then the WARC files as far as that database knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from archive import __version__
from archive.backing_up.containers import Contents, written
from archive.backing_up.databases import snapshot
from archive.holdings import Holdings, Record
from archive.holdings.records import read_records
from archive.models.keeping import holdings

BESIDES = ("secret-key", "setup.json", "watch.json", "decisions*.yaml")
"""What else of the data folder belongs to the archive; the index and the style sheets are made again."""
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    files: int
    bytes: int


def back_up(destination: Path, step: Step | None = None) -> Backup:
    """Write everything to a new folder, or to a tar file where the name ends so, while the archive runs.

    The copy is the archive at the moment the database was copied: of WARC files that are being
    written it has what the database knew then. ``step`` is told of bytes. Raises ArchiveError.
    """
    kept_in = holdings()
    finished = set(kept_in.names()) - kept_in.open_names()
    with written(destination) as contents, snapshot() as (database, last):
        _add_path(contents, database.name, database, step)
        for file in kept_in.names():
            if file in finished:
                _add_whole(contents, kept_in, file, step)
            elif file in last:
                _add_known(contents, kept_in, file, last[file], step)
        data = Path(settings.ARCHIVE_DATA)
        for path in sorted(path for pattern in BESIDES for path in data.glob(pattern)):
            _add_path(contents, f"data/{path.name}", path, step)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        contents.close({"made_at": made_at, "version": __version__, "database": connection.vendor})
        sizes = [one["size"] for one in contents.files.values()]
    return Backup(len(sizes), sum(sizes))


def _add_path(contents: Contents, name: str, path: Path, step: Step | None) -> None:
    size = path.stat().st_size
    with path.open("rb") as stream:
        contents.add(name, stream, size)
    if step:
        step(size)


def _add_whole(contents: Contents, kept_in: Holdings, file: str, step: Step | None) -> None:
    size = kept_in.size(file)
    with kept_in.open(file) as stream:
        contents.add(f"holdings/{file}", stream, size)
    if step:
        step(size)


def _add_known(contents: Contents, kept_in: Holdings, file: str, offset: int, step: Step | None) -> None:
    """A file that grows, up to the metadata of the last page that the database knows."""
    end = offset
    with kept_in.open(file, offset) as stream:
        for record in read_records(stream, offset):
            if not isinstance(record, Record):
                break
            end = record.offset + record.length
            if record.kind == "metadata":
                break
    with kept_in.open(file) as stream:
        contents.add(f"holdings/{file}", stream, end)
    if step:
        step(end)
