"""`backup DEST` writes everything to one folder or file, while the archive runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.backing_up import back_up
from archive.documents import ArchiveError
from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models.keeping import holdings


class Command(BaseCommand):
    """Write database, holdings and secrets to a new folder, or a tar file."""

    help = "Back the archive up, while it runs, to a new folder, or to a file that ends in .tar or .tar.gz."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("destination", type=Path, metavar="DEST", help="a new folder, or FILE.tar or FILE.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up and say how much it was."""
        make_ready(self.stderr)
        kept_in = holdings()
        try:
            with progress("Backing up", sum(kept_in.size(file) for file in kept_in.names())) as step:
                made = back_up(options["destination"], step)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['destination']} cannot be written: {error.strerror or error}") from error
        self.stdout.write(f"{made.files:,} files, {made.bytes / 1_000_000:,.1f} MB in {options['destination']}")
