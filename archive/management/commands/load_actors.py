"""`load_actors [FILE…]` brings the archive's actors to what the authority files say."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import transaction
from rich.console import Console
from rich.table import Table

from archive.documents import ActorRecord, ArchiveError
from archive.management.readiness import make_ready
from archive.models.authority import Conflict, Loaded, store_records
from archive.tagging.authority_files import read_authority_file

TABLE_WIDTH = 160
"""Columns of the table of conflicts where the output is no terminal."""


class Command(BaseCommand):
    """Load authority files; what a curator or another file said stays, and loading twice changes nothing."""

    help = "Load persons, countries, organisations and alliances from authority files (default: those in fixtures/)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, how to read them, whether to write."""
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            metavar="FILE",
            help="YAML, CSV, TSV, JSON or JSON Lines, named after the kind",
        )
        parser.add_argument(
            "--mapping", type=Path, metavar="FILE", help="what of lists in another form becomes which field"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all files before writing anything, so that a mistake in one loads none; conflicts end with status 1."""
        if options["mapping"] and not options["files"]:
            raise CommandError("--mapping needs the files that are read with it")
        make_ready(self.stderr)
        files = options["files"] or sorted(Path(settings.ARCHIVE_AUTHORITY).glob("*.yaml"))
        records: list[ActorRecord] = []
        try:
            for file in files:
                records += read_authority_file(file, options["mapping"])
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        loaded = _stored(records, dry_run=options["dry_run"])
        if loaded.conflicts:
            _print_conflicts(self.stderr, loaded.conflicts)
        self.stdout.write(
            f"{'Would be: ' if options['dry_run'] else ''}{len(records)} actors read: {loaded.created} created,"
            f" {loaded.updated} updated, {loaded.unchanged} unchanged, {len(loaded.conflicts)} conflicts"
        )
        if loaded.conflicts:
            sys.exit(1)


def _stored(records: list[ActorRecord], *, dry_run: bool) -> Loaded:
    with transaction.atomic():
        loaded = store_records(records)
        transaction.set_rollback(dry_run)
    return loaded


def _print_conflicts(output: OutputWrapper, conflicts: list[Conflict]) -> None:
    """A table: whose, which field, what stays, what the file says, what to do."""
    table = Table(title="Left standing", title_justify="left", show_lines=False)
    for heading in ("actor", "field", "stays", "the file says", "what to do"):
        table.add_column(heading, overflow="fold")
    for conflict in conflicts:
        table.add_row(*conflict)
    console = Console(width=None if sys.stderr.isatty() else TABLE_WIDTH)
    with console.capture() as captured:
        console.print(table, markup=False)
    output.write(captured.get())
