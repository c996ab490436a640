"""Progress on a terminal, silence elsewhere: a bar in a log file helps nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from archive.readers.files import Position


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


@contextmanager
def reading_progress(label: str, total: int, position: Position) -> Iterator[Step]:
    """A bar that moves with the bytes read of ``total``, beside how many pages are done and how many a second."""
    console, started, pages = Console(stderr=True), monotonic(), 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:.0f} a second"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=total, pages=0, rate=0.0)
        position.moved = lambda: bar.update(task, completed=min(position.bytes, total))

        def step(done: int = 1) -> None:
            nonlocal pages
            pages += done
            bar.update(task, pages=pages, rate=pages / max(0.1, monotonic() - started))

        yield step
