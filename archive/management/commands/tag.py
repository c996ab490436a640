"""`tag --jsonl IN OUT` names the actors of each record; it writes to no database."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from archive.documents import UnreadableDocument
from archive.management.jsonl import Record, convert
from archive.models import Actor
from archive.models.authority import actor_records
from archive.tagging import Authority
from archive.tagging.records import tag_record


class Command(BaseCommand):
    """Tag texts without taking them into the archive."""

    help = 'Tag JSON Lines of {"id", "title", "text", "published"} with persons, countries, organisations, alliances.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two files."""
        parser.add_argument("--jsonl", nargs=2, required=True, metavar=("IN", "OUT"), help="- stands for a pipe")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tag as asked; exits with 1 where a record was bad."""
        source, target = options["jsonl"]
        authority = self._authority()
        gc.freeze()  # the authority stays: the search for dead objects need not go over it again and again
        if convert(source, target, partial(_tagged, authority=authority), self.stderr):
            sys.exit(1)

    def _authority(self) -> Authority:
        """The archive's actors with the curators' changes, or the authority files where none are loaded yet."""
        if Actor._meta.db_table in connection.introspection.table_names() and Actor.objects.exists():
            return Authority(actor_records())
        return Authority.from_files(settings.ARCHIVE_AUTHORITY, settings.ARCHIVE_DATA)


def _tagged(record: Record, authority: Authority) -> Record:
    if not isinstance(record.get("text"), str):
        raise UnreadableDocument('the record has no "text"')
    return tag_record(record, authority)
