"""`watch FILE` looks again and again at the feeds and pages of a list, and takes in what is new."""

from __future__ import annotations

import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.documents import ArchiveError
from archive.fetching.asking import Asking
from archive.fetching.lists import State, watched_addresses
from archive.management.leftovers import take_in_left
from archive.management.readiness import make_ready
from archive.management.tallying import print_tally
from archive.watching import look, manners


class Command(BaseCommand):
    """Watch a list: what has not changed is not sent again, entries of feeds are fetched once."""

    help = "Look at the feeds and pages of a list, an address a line, and take in what is new (docs/fetching.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The list, and how often."""
        parser.add_argument("file", type=Path, metavar="FILE", help="addresses of feeds and pages, one a line")
        parser.add_argument("--once", action="store_true", help="look once and end")
        parser.add_argument(
            "--every", type=_minutes, default=60, metavar="MINUTES", help="minutes from one look to the next (60)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look until interrupted; raises CommandError where the list or the state cannot be read."""
        make_ready(self.stderr, actors=True)
        take_in_left(self.stderr)
        try:
            while True:
                self._look(options["file"])
                if options["once"]:
                    return
                time.sleep(60 * options["every"])
        except KeyboardInterrupt:
            raise CommandError("stopped; the next look goes on from there", returncode=130) from None
        except ArchiveError as error:
            raise CommandError(str(error)) from error

    def _look(self, file: Path) -> None:
        state = State(settings.ARCHIVE_DATA / "watch.json")
        with Asking(manners()) as asking:
            done = look(list(watched_addresses(file)), asking, state)
        print_tally(done.tally, self.stdout, self.stderr)
        self.stdout.write(f"{'not changed since':<22}{done.unchanged:>8,}")


def _minutes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 10_080:
        raise ArgumentTypeError(f"{text!r}: give minutes from 1 to 10080 (a week)")
    return int(text)
