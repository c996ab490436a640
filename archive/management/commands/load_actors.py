"""`load_actors [FILE…]` brings the archive's actors to what the authority files say."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.documents import ActorRecord, ArchiveError
from archive.management.readiness import make_ready
from archive.models.authority import store_records
from archive.tagging.authority_files import read_authority_file


class Command(BaseCommand):
    """Load authority files; what a curator decided stays, and loading twice changes nothing."""

    help = "Load persons, countries, organisations and alliances from authority files (default: those in fixtures/)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="YAML files named after their kind")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all files before writing anything, so that a mistake in one loads none."""
        make_ready(self.stderr)
        files = options["files"] or sorted(Path(settings.ARCHIVE_AUTHORITY).glob("*.yaml"))
        records: list[ActorRecord] = []
        try:
            for file in files:
                records += read_authority_file(file)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        loaded = store_records(records)
        for conflict in loaded.conflicts:
            self.stderr.write(conflict)
        self.stdout.write(
            f"{len(records)} actors read: {loaded.created} created, {loaded.updated} updated,"
            f" {loaded.unchanged} unchanged, {len(loaded.conflicts)} conflicts"
        )
        if loaded.conflicts:
            sys.exit(1)
