"""`verify` compares holdings, database and index and says what differs."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from archive.management.progress import progress
from archive.management.readiness import make_ready
from archive.models import Capture, OtherCapture
from archive.verifying import Verified, verify

SHOWN = 50
"""Differences printed; --json gives them all."""


class Command(BaseCommand):
    """Compute every digest again and compare holdings, database and index."""

    help = "Compare holdings, database and index and say what differs; exits with 1 where anything does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to mend, and for whom to write."""
        parser.add_argument("--repair", action="store_true", help="put right what follows from the rest")
        parser.add_argument("--json", action="store_true", help="write the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and print."""
        make_ready(self.stderr)
        with progress("Verifying", Capture.objects.count() + OtherCapture.objects.count()) as step:
            verified = verify(repair=options["repair"], each=step)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(verified), ensure_ascii=False, indent=2))
        else:
            self._print(verified)
        if verified.differences:
            sys.exit(1)

    def _print(self, verified: Verified) -> None:
        for fault, number in sorted(verified.mended.items()):
            self.stdout.write(f"mended    {fault.value}: {number:,}")
        for one in verified.differences[:SHOWN]:
            self.stdout.write(f"differs   {one.fault.value}: {one.place}" + (f" ({one.detail})" if one.detail else ""))
        if len(verified.differences) > SHOWN:
            self.stdout.write(f"… and {len(verified.differences) - SHOWN:,} more; --json writes them all")
        self.stdout.write(
            f"{verified.records:,} records in {verified.files:,} files, {verified.rows:,} captures,"
            f" {verified.articles:,} articles, {verified.documents:,} documents:"
            f" {len(verified.differences):,} differences"
        )
        if verified.spare:
            self.stdout.write(f"{verified.spare:,} records hold nothing that the archive doesn't have in others")
