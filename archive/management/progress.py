"""Progress on a terminal, silence elsewhere: a bar in a log file helps nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Step(Protocol):
    """Says that so many more are done."""

    def __call__(self, done: int = 1) -> None:
        """Move the bar."""


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Step]:
    """A bar on standard error for the time of the block; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=total)

        def step(done: int = 1) -> None:
            bar.advance(task, done)

        yield step
