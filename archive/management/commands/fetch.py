"""`fetch URL…` gets pages from the web and takes them into the archive."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.fetching.asking import Asking
from archive.management.leftovers import take_in_left
from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.management.tallying import print_tally
from archive.watching import fetch, manners


class Command(BaseCommand):
    """Fetch pages as articles: robots.txt is kept to, each host asked at its pace, private addresses refused."""

    help = "Get pages from the web and take them into the archive as articles (docs/fetching.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Addresses."""
        parser.add_argument("urls", nargs="+", metavar="URL", help="addresses of articles")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch and print what happened; exits with 1 where a page was rejected."""
        make_ready(self.stderr, actors=True)
        take_in_left(self.stderr)
        urls = list(dict.fromkeys(options["urls"]))
        with Asking(manners()) as asking, progress("Fetching", len(urls)) as step:
            tally = fetch(urls, asking, lambda _: step())
        print_tally(tally, self.stdout, self.stderr)
        if tally.rejections:
            sys.exit(1)
