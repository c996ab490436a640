"""`retag` tags every article again with the actors as they are known now."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models import Article
from archive.rerun import retag


class Command(BaseCommand):
    """Run the stage again over the whole archive."""

    help = "Tag every article again with the actors as they are known now; curators' decisions stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which articles."""
        parser.add_argument(
            "--waiting", action="store_true", help="only articles that a curator's decision touches and left to this"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say how many articles changed; exits with 1 where one could not be done."""
        make_ready(self.stderr, actors=True)
        waiting = options["waiting"]
        articles = Article.objects.filter(needs_tagging=True) if waiting else Article.objects.all()
        with progress("Tagging", articles.count()) as step:
            rerun = retag(each=step, waiting=waiting)
        for failure in rerun.failures:
            self.stderr.write(failure)
        self.stdout.write(f"{rerun.changed:,} changed, {rerun.unchanged:,} unchanged, {len(rerun.failures):,} failed")
        if rerun.failures:
            sys.exit(1)
