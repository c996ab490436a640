"""`restore SRC` puts a backup in place of the archive."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.backing_up import restore
from archive.documents import ArchiveError
from archive.management.progress import progress
from archive.verifying import verify


class Command(BaseCommand):
    """Check a backup, put it in place, make the index and verify what is there."""

    help = "Put a backup in place of the archive; one that is not empty is replaced only with --replace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and what may be overwritten."""
        parser.add_argument("source", type=Path, metavar="SRC", help="a backup's folder or tar file")
        parser.add_argument("--replace", action="store_true", help="overwrite the archive that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, verify, and exit with 1 where something differs."""
        try:
            with progress("Restoring", None) as step:
                restored = restore(options["source"], replace=options["replace"], step=step)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        verified = verify()
        for one in verified.differences[:20]:
            self.stderr.write(f"differs   {one.fault.value}: {one.place} {one.detail}")
        self.stdout.write(
            f"{restored.files:,} files restored, {verified.articles:,} articles, {verified.documents:,} documents:"
            f" {len(verified.differences):,} differences"
        )
        if verified.differences:
            sys.exit(1)
