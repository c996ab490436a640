"""What became of pages, as the commands that take them in print it."""

from __future__ import annotations

from django.core.management.base import OutputWrapper

from archive.ingest import Tally
from archive.models.storing import Outcome

NAMES = {Outcome.KEPT: "kept, not an article"}
SHOWN = 20
"""Rejections printed with their reasons; more are in the report."""


def print_tally(tally: Tally, out: OutputWrapper, errors: OutputWrapper) -> None:
    """A row an outcome, kinds of what is no article below theirs, and the first rejections with their reasons."""
    for rejection in tally.rejections[:SHOWN]:
        errors.write(f"rejected  {rejection.origin}: {rejection.reason}")
    if len(tally.rejections) > SHOWN:
        errors.write(f"… and {len(tally.rejections) - SHOWN} more; --report FILE writes them all")
    for outcome in Outcome:
        out.write(f"{NAMES.get(outcome, outcome.value):<22}{tally.counts[outcome]:>8,}")
        if outcome is Outcome.KEPT:
            for kind, count in tally.others.most_common():
                out.write(f"  {kind:<20}{count:>8,}")
