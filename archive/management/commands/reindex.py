"""`reindex` builds a new index beside the live one and swaps; searching goes on meanwhile."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models import Article
from archive.search.indexing import rebuild

MOST_WORKERS = 4
"""Processes by default: one reads the database for all, and more writers than this would wait for it."""


class Command(BaseCommand):
    """Build the full-text index anew from the database."""

    help = "Build a new index beside the live one, then swap; searching goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many processes write."""
        parser.add_argument(
            "--workers",
            type=int,
            default=min(os.cpu_count() or 1, MOST_WORKERS),
            help="processes that write the index (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say how much was indexed."""
        make_ready(self.stderr)
        with progress("Indexing", Article.objects.count()) as step:
            indexed = rebuild(progress=step, notify=self.stderr.write, workers=max(1, options["workers"]))
        self.stdout.write(f"{indexed:,} articles indexed")
