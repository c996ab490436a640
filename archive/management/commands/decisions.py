"""`decisions export FILE` and `decisions import FILE` carry curators' decisions out and in as YAML."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.curation.exchange import UnreadableDecisions, export_decisions, import_decisions
from archive.management.readiness import make_ready
from archive.models import Article
from archive.search.indexing import index_waiting


class Command(BaseCommand):
    """Decisions as a file: a copy to keep, to read, or for another archive."""

    help = "Write all curators' decisions to a YAML file, or take over those of a file that this archive lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, with which file."""
        parser.add_argument("action", choices=["export", "import"])
        parser.add_argument("file", metavar="FILE", help="a YAML file; - is standard output or input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; an import with conflicts ends with status 1."""
        make_ready(self.stderr, actors=True)
        if options["action"] == "export":
            self._export(options["file"])
        else:
            self._import(options["file"])

    def _export(self, name: str) -> None:
        text = export_decisions()
        if name == "-":
            self.stdout.write(text, ending="")
            return
        try:
            Path(name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{name} cannot be written: {error.strerror}") from error
        self.stdout.write(f"Decisions written to {name}")

    def _import(self, name: str) -> None:
        try:
            text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            imported = import_decisions(text)
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror}") from error
        except UnreadableDecisions as error:
            raise CommandError(f"{name}: {error}") from error
        index_waiting()
        for conflict in imported.conflicts:
            self.stderr.write(conflict)
        self.stdout.write(
            f"{imported.made} made, {imported.undone} undone, {imported.unchanged} known already,"
            f" {len(imported.conflicts)} conflicts"
        )
        waiting = Article.objects.filter(needs_tagging=True).count()
        if waiting:
            self.stdout.write(f"{waiting:,} articles wait for “manage.py retag --waiting”")
        if imported.conflicts:
            sys.exit(1)
