"""`reclean` cleans every article again from its kept bytes."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models import Article
from archive.rerun import reclean


class Command(BaseCommand):
    """Run the stage again over the whole archive."""

    help = "Clean every article again from its newest capture; curators' decisions stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say how many articles changed; exits with 1 where one could not be done."""
        make_ready(self.stderr, actors=True)
        with progress("Cleaning", Article.objects.count()) as step:
            rerun = reclean(each=step)
        for failure in rerun.failures:
            self.stderr.write(failure)
        self.stdout.write(f"{rerun.changed:,} changed, {rerun.unchanged:,} unchanged, {len(rerun.failures):,} failed")
        if rerun.failures:
            sys.exit(1)
