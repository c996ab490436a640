"""`ingest PATH…` takes pages into the archive: reads, keeps, cleans, tags, stores and indexes them."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.documents import ArchiveError
from archive.ingest import Result, Tally, ingest
from archive.management.leftovers import take_in_left
from archive.management.progress import reading_progress
from archive.management.readiness import make_ready
from archive.management.tallying import print_tally
from archive.readers.files import Position, size_of
from archive.readers.tables import FIELDS

MOST_WORKERS = 64


class Command(BaseCommand):
    """Take pages into the archive. Running it twice changes nothing; one bad file never stops it."""

    help = "Take pages into the archive: WARC, HTML, text, JSON Lines and more (docs/formats.md), or folders of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths and what is said of them."""
        parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files and folders")
        parser.add_argument("--source", default="", metavar="NAME", help="who published all these pages")
        parser.add_argument(
            "--columns",
            type=_columns,
            default={},
            metavar="FIELD=COLUMN,…",
            help="which columns of a CSV file are what",
        )
        parser.add_argument(
            "--workers", type=_workers, default=1, metavar="N", help="processes that clean and tag beside this one"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write each page's outcome as JSON Lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ingest and print what happened; exits with 1 where a page was rejected."""
        try:
            tally = self._ingest(options)
        except KeyboardInterrupt:
            message = "stopped; what was stored stays, and the same command goes on from there"
            raise CommandError(message, returncode=130) from None
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self._print(tally, options["dry_run"])
        if tally.rejections:
            sys.exit(1)

    def _ingest(self, options: dict[str, Any]) -> Tally:
        paths: list[Path] = options["paths"]
        make_ready(self.stderr, actors=True)
        if not options["dry_run"]:
            take_in_left(self.stderr)
        with ExitStack() as stack:
            report = stack.enter_context(self._report(options["report"])) if options["report"] else None
            position = Position()
            # All is read twice: first to learn which lines recur over a source's pages.
            total = 2 * sum(size_of(path) for path in paths)
            step = stack.enter_context(reading_progress("Taking in", total, position))

            def each(result: Result) -> None:
                step()
                if report:
                    report.write(json.dumps(_line(result), ensure_ascii=False) + "\n")

            return ingest(
                paths,
                source=options["source"].strip(),
                dry_run=options["dry_run"],
                each=each,
                columns=options["columns"],
                workers=options["workers"],
                position=position,
            )

    def _report(self, path: Path) -> TextIO:
        try:
            return path.open("w", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"the report {path} cannot be written: {error.strerror}") from error

    def _print(self, tally: Tally, dry_run: bool) -> None:
        print_tally(tally, self.stdout, self.stderr)
        if dry_run:
            self.stdout.write("Dry run: nothing was changed.")
        elif not tally.counts:
            self.stdout.write(f"No pages found. Data folder: {settings.ARCHIVE_DATA}")


def _path(text: str) -> Path:
    """The path of an argument; an empty one, as an unset variable gives, must not stand for the folder one is in."""
    if not text:
        raise ArgumentTypeError("an empty path")
    return Path(text)


def _columns(text: str) -> dict[str, str]:
    """What ``title=headline,text=body`` says, by column."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if bad := [field for field, mark, column in pairs if field.strip() not in FIELDS or not mark or not column.strip()]:
        raise ArgumentTypeError(
            f"{bad[0]!r} is no field with a column: write title=headline,text=body ({', '.join(FIELDS)})"
        )
    return {column.strip(): field.strip() for field, _, column in pairs}


def _workers(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_WORKERS:
        raise ArgumentTypeError(f"{text!r}: give a number from 1 to {MOST_WORKERS}")
    return int(text)


def _line(result: Result) -> dict[str, Any]:
    return {
        "origin": result.origin,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "article": result.article_id,
        "title": result.title,
    }
