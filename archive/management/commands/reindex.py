"""`reindex` builds a new index beside the live one and swaps; searching goes on meanwhile."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models import Article
from archive.search.indexing import rebuild


class Command(BaseCommand):
    """Build the full-text index anew from the database."""

    help = "Build a new index beside the live one, then swap; searching goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say how much was indexed."""
        make_ready(self.stderr)
        with progress("Indexing", Article.objects.readable().count()) as step:
            indexed = rebuild(progress=step)
        self.stdout.write(f"{indexed:,} articles indexed")
