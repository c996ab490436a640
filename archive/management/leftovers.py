"""What an interrupted run had kept, taken in before a command goes on."""

from __future__ import annotations

from django.core.management.base import OutputWrapper

from archive.adopting import adopt_left


def take_in_left(errors: OutputWrapper) -> None:
    """Take in what a run had kept that was interrupted before the database knew it, and say so."""
    adopted = adopt_left()
    if adopted.taken or adopted.failures:
        errors.write(
            f"An interrupted run had kept {adopted.taken:,} pages that the database did not know; they are in now."
        )
    for failure in adopted.failures:
        errors.write(f"left       {failure}")
