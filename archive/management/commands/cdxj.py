"""`cdxj` writes the index of the holdings that other web archive software reads."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.holdings.cdxj import cdxj_lines
from archive.models.keeping import holdings


class Command(BaseCommand):
    """Write a CDXJ index of all pages in the holdings, sorted by address and time."""

    help = "Write a CDXJ index of the holdings to standard output or a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--out", type=Path, metavar="FILE", help="a file, replaced when the index is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        path: Path | None = options["out"]
        if path is None:
            for line in cdxj_lines(holdings()):
                self.stdout.write(line)
            return
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with draft.open("w", encoding="ascii") as file:
                file.writelines(f"{line}\n" for line in cdxj_lines(holdings()))
            draft.replace(path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
