"""`clean --jsonl IN OUT` cleans records, `clean FILE` prints one document's text; neither touches a database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive.cleaning import clean
from archive.cleaning.furniture import Furniture
from archive.cleaning.records import clean_record
from archive.cleaning.together import furniture_of_hosts, host_of
from archive.documents import ArchiveError
from archive.management.jsonl import convert, good_records
from archive.readers import Rejection, read


class Command(BaseCommand):
    """Clean pages without taking them into the archive."""

    help = 'Print a page\'s clean text, or clean JSON Lines of {"id", "text" or "html", "url"}.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, or two with --jsonl."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="a page; with --jsonl, IN and OUT (- for a pipe)")
        parser.add_argument("--jsonl", action="store_true", help="clean the records of IN into OUT")
        parser.add_argument(
            "--alone",
            action="store_true",
            help="clean each record without what others of its host teach",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean as asked; exits with 1 where a record was bad."""
        files: list[str] = options["files"]
        if options["jsonl"]:
            if len(files) != 2:
                raise CommandError("with --jsonl give two files: the records to read and the file to write")
            furniture = self._learned(files[0], options["alone"])
            change = lambda record: clean_record(record, furniture.get(host_of(record)))  # noqa: E731
            if convert(files[0], files[1], change, self.stderr):
                sys.exit(1)
            return
        for file in files:
            self._print(Path(file))

    def _learned(self, source: str, alone: bool) -> dict[str, Furniture]:
        """What the file's pages teach of their hosts; a pipe can be read once only, and teaches nothing."""
        if alone or not Path(source).is_file():
            return {}
        return furniture_of_hosts(lambda: good_records(source))

    def _print(self, path: Path) -> None:
        for found in read(path, settings.ARCHIVE_MAX_PAGE_MB * 1_000_000):
            if isinstance(found, Rejection):
                raise CommandError(f"{found.origin}: {found.reason}")
            try:
                document = clean(found)
            except ArchiveError as error:
                raise CommandError(f"{found.origin}: {error}") from error
            self.stdout.write("\n\n".join(part for part in (document.title, document.text) if part))
