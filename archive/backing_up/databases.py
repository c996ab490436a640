"""The database to one file and back: SQLite by its own online backup, any other as JSON Lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from archive.backing_up.lines import load_lines, write_lines
from archive.backing_up.scratch import scratch
from archive.documents import ArchiveError
from archive.models import Capture, OtherCapture

SQLITE, LINES = "database.sqlite3", "database.jsonl"
_BACKUP = "backup"
"""Under which a backup of SQLite is read while it is put into another database."""
_TABLES = (Capture._meta.db_table, OtherCapture._meta.db_table)


@contextmanager
def snapshot() -> Iterator[tuple[Path, dict[str, int]]]:
    """The database at one moment, as a file, and by WARC file the place of the last record that it names."""
    with scratch("backup-", Path(settings.ARCHIVE_DATA)) as folder:
        if connection.vendor == "sqlite":
            path = folder / SQLITE
            yield path, _copied(path)
        else:
            path = folder / LINES
            yield path, _dumped(path)


def load(folder: Path) -> None:
    """Put a backup's database in place of the present one and bring its tables up to date.

    One of SQLite goes into any database, as does one in lines. Raises ArchiveError where its records don't fit.
    """
    if not (folder / SQLITE).exists():
        call_command("migrate", verbosity=0, interactive=False)
        load_lines(folder / LINES)
    elif connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / SQLITE) as source:
            source.backup(connection.connection)
        source.close()
        call_command("migrate", verbosity=0, interactive=False)
    else:
        call_command("migrate", verbosity=0, interactive=False)
        with scratch("restore-lines-", Path(settings.ARCHIVE_DATA)) as room:
            with _opened(folder / SQLITE):
                write_lines(room / LINES, _BACKUP)
            load_lines(room / LINES)


@contextmanager
def _opened(path: Path) -> Iterator[None]:
    """A SQLite file as a second database beside the archive's, to read; raises ArchiveError for tables of old."""
    present: Any = connections.settings
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{path.resolve().as_uri()}?mode=ro", "OPTIONS": {}}
    present[_BACKUP] = {**present[DEFAULT_DB_ALIAS], **sqlite}
    try:
        executor = MigrationExecutor(connections[_BACKUP])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise ArchiveError(
                "the backup was made by an earlier version: restore it where DATABASE_URL is not set, back that up,"
                " and restore the new backup here"
            )
        yield
    finally:
        connections[_BACKUP].close()
        del connections[_BACKUP], present[_BACKUP]


def _copied(path: Path) -> dict[str, int]:
    connection.ensure_connection()
    target = sqlite3.connect(path)
    try:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise ArchiveError("the database is damaged: its own check fails on the copy")
        return _last(target.execute(f"{_query(table)}").fetchall() for table in _TABLES)
    finally:
        target.close()


def _dumped(path: Path) -> dict[str, int]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            rows = []
            for table in _TABLES:
                cursor.execute(_query(table))
                rows.append(cursor.fetchall())
        write_lines(path)
    return _last(iter(rows))


def _query(table: str) -> str:
    return f'SELECT warc_file, MAX(warc_offset) FROM "{table}" GROUP BY warc_file'  # noqa: S608 - our own table names


def _last(tables: Iterator[list[Any]]) -> dict[str, int]:
    last: dict[str, int] = {}
    for rows in tables:
        for file, offset in rows:
            last[file] = max(last.get(file, 0), offset)
    return last
