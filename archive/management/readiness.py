"""An archive that is ready: commands work on a data folder that nothing was done to yet."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from archive.documents import ArchiveError
from archive.models import Actor
from archive.models.authority import store_records
from archive.tagging.authority_files import read_authority_file


def make_ready(messages: OutputWrapper, *, actors: bool = False) -> None:
    """Bring the database's tables up to date and, where asked and none is there, load the authority files' actors.

    Raises CommandError where the database cannot be reached.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise CommandError(f"the database cannot be reached: {error}; see DATABASE_URL and ARCHIVE_DATA") from error
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    if actors and not Actor.objects.exists():
        messages.write("Loading the authority files (once)")
        try:
            files = sorted(Path(settings.ARCHIVE_AUTHORITY).glob("*.yaml"))
            store_records([record for file in files for record in read_authority_file(file)])
        except ArchiveError as error:
            raise CommandError(str(error)) from error
