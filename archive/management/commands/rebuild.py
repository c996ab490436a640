"""`rebuild` makes the archive again from its holdings."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.documents import ArchiveError
from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.rebuilding import rebuild

SHOWN = 20
"""Failures printed."""


class Command(BaseCommand):
    """Make articles, captures, tags and index again from the holdings; curators' decisions stay."""

    help = "Make the database and the index again from the holdings. Interrupted, it goes on when run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be replaced, and decisions from elsewhere."""
        parser.add_argument("--replace", action="store_true", help="make the articles that are there again too")
        parser.add_argument("--decisions", type=Path, metavar="FILE", help="decisions to make at the end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say what came of it; exits with 1 where something could not be made again."""
        make_ready(self.stderr, actors=True)
        try:
            decisions = options["decisions"].read_text(encoding="utf-8") if options["decisions"] else ""
            with progress("Making again", None) as step:
                rebuilt = rebuild(replace=options["replace"], decisions=decisions, each=step)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        troubles = [*rebuilt.pages.failures, *rebuilt.conflicts]
        for trouble in troubles[:SHOWN]:
            self.stderr.write(trouble)
        if len(troubles) > SHOWN:
            self.stderr.write(f"… and {len(troubles) - SHOWN:,} more")
        self.stdout.write(
            f"{rebuilt.pages.taken:,} captures made again, {rebuilt.pages.spare:,} held nothing new,"
            f" {rebuilt.decisions:,} decisions made again, {len(troubles):,} troubles"
        )
        if troubles:
            sys.exit(1)
