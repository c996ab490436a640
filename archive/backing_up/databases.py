"""The database to one file and back: SQLite by its own online backup, any other as JSON Lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from archive.backing_up.scratch import scratch
from archive.documents import ArchiveError
from archive.models import Capture, OtherCapture

SQLITE, LINES = "database.sqlite3", "database.jsonl"
_LEFT_OUT = ["contenttypes", "auth.permission", "sessions"]
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
    """Put a backup's database in place of the present one and bring its tables up to date."""
    if (folder / SQLITE).exists():
        if connection.vendor != "sqlite":
            raise ArchiveError("the backup holds a SQLite database: restore it where DATABASE_URL is not set")
        connection.ensure_connection()
        with sqlite3.connect(folder / SQLITE) as source:
            source.backup(connection.connection)
        source.close()
        call_command("migrate", verbosity=0, interactive=False)
        return
    call_command("migrate", verbosity=0, interactive=False)
    call_command("flush", verbosity=0, interactive=False)
    call_command("loaddata", str(folder / LINES), verbosity=0)


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
        call_command(
            "dumpdata", format="jsonl", output=str(path), exclude=_LEFT_OUT, use_natural_foreign_keys=True, verbosity=0
        )
    return _last(iter(rows))


def _query(table: str) -> str:
    return f'SELECT warc_file, MAX(warc_offset) FROM "{table}" GROUP BY warc_file'  # noqa: S608 - our own table names


def _last(tables: Iterator[list[Any]]) -> dict[str, int]:
    last: dict[str, int] = {}
    for rows in tables:
        for file, offset in rows:
            last[file] = max(last.get(file, 0), offset)
    return last
