"""`setup` makes the archive ready to be served: database, authority files, sample collection, index, static files.

`make run` calls it before each start. What is done already is left alone, so a second start takes seconds.
"""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from archive.management.readiness import make_ready
from archive.models import Actor, Article, Source
from archive.search.connection import backend
from archive.search.engines import OutdatedIndex
from archive.search.indexing import index_waiting, rebuild

STATE = "setup.json"
"""In the data folder: digests of what was loaded last, by name."""


class Command(BaseCommand):
    """Make the archive ready to be served; running it again changes nothing that is done."""

    help = "Make database, actors, sample collection, index and static files ready; done parts are left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it will be served, for the closing words."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--free", action="store_true", help="stop at once where that port is in use")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each part that is not done yet and say so."""
        _check_port(options["host"], options["port"], free=options["free"])
        self.state = self._remembered()
        make_ready(self.stderr)
        self._once("authority files", [Path(settings.ARCHIVE_AUTHORITY)], self._load_actors)
        if settings.ARCHIVE_SAMPLE:
            self._once("sample collection", [settings.ARCHIVE_SAMPLE_FOLDER], self._load_sample)
        self._index()
        self._once("static files", self._static_folders(), self._collect)
        self._say_what_is_there(options["host"], options["port"])

    def _load_actors(self) -> None:
        try:
            call_command("load_actors", stdout=self.stdout)
        except SystemExit:
            self.stderr.write("Some references in the authority files were left out (see above).")

    def _load_sample(self) -> None:
        try:
            call_command("ingest", str(settings.ARCHIVE_SAMPLE_FOLDER), stdout=self.stdout)
        except SystemExit:
            self.stderr.write("Some pages of the sample collection were rejected (see above).")

    def _index(self) -> None:
        index_waiting()
        try:
            whole = len(backend().indexed_ids()) == Article.objects.count()
        except OutdatedIndex:
            whole = False
        if not whole:
            self.stdout.write("Building the index anew, since it does not hold what the database does")
            rebuild()

    def _collect(self) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)

    def _static_folders(self) -> list[Path]:
        own = [Path(folder) for folder in settings.STATICFILES_DIRS]
        of_apps = [Path(finder.location) for finder in _storages()]
        return [*own, *of_apps]

    def _once(self, what: str, folders: Iterable[Path], do: Any) -> None:
        """Do it unless it was done with these very files."""
        digest = _digest(folders)
        if self.state.get(what) == digest:
            return
        self.stdout.write(f"Loading the {what}")
        self.stdout.flush()
        do()
        self.state[what] = digest
        path = settings.ARCHIVE_DATA / STATE
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(self.state, indent=2), encoding="utf-8")
        draft.replace(path)

    def _remembered(self) -> dict[str, str]:
        try:
            state = json.loads((settings.ARCHIVE_DATA / STATE).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def _say_what_is_there(self, host: str, port: int) -> None:
        readable = Article.objects.readable()
        articles, samples = readable.count(), readable.filter(is_sample=True).count()
        manage = f"{Path(sys.executable).parent.parent.name}/bin/python manage.py"
        self.stdout.write(
            f"\nThe archive holds {articles:,} articles ({samples:,} of the sample collection) from"
            f" {Source.objects.count():,} sources and knows {Actor.objects.current().count():,} actors."
            f"\nData folder: {settings.ARCHIVE_DATA}"
            f"\n\nRead it:            http://{host}:{port}/"
            f"\nAdd your own pages: {manage} ingest FOLDER-OR-FILES"
            f"\nCurate it:          {manage} createsuperuser, then http://{host}:{port}/admin/"
            "\n"
        )


def _check_port(host: str, port: int, *, free: bool) -> None:
    """Raises CommandError for a number that is no port and, where it must be free, for one in use."""
    if not 1 <= port <= 65535:
        raise CommandError(f"{port} is no port: choose a number from 1 to 65535 with PORT=…")
    if not free:
        return
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host.strip("[]"), port))
        except OSError as error:
            raise CommandError(
                f"cannot serve at {host}:{port}: {error.strerror or error}; choose another port with PORT=…"
            ) from error


def _storages() -> list[Any]:
    """The storages of the applications' static files, as far as they are folders."""
    found = []
    for finder in finders.get_finders():
        storages = getattr(finder, "storages", {})
        found += [storage for storage in storages.values() if hasattr(storage, "location")]
    return found


def _digest(folders: Iterable[Path]) -> str:
    """SHA-256 over names, sizes and bytes of the files below these folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            digest.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
