"""Writes segments of articles in this process or in several at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from whoosh.codec.whoosh3 import W3Segment

from archive.search.engines.whoosh.inversion import Inverter
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.segments import write_segment

LARGEST_SEGMENT = 10_000
"""Articles written as one segment while rebuilding; bounds the memory of a rebuild."""
SMALLEST_SEGMENT = 500
"""Fewer articles are not worth a segment, nor a process, of their own."""


def segment_of(folder: Path, entries: Iterable[Entry]) -> W3Segment:
    """Write a segment of articles."""
    inverter = Inverter()
    stored = []
    for entry in entries:
        inverter.add(entry)
        stored.append(entry.stored())
    return write_segment(folder, inverter.tables(), stored)


def segments_of(
    folder: Path, entries: Iterable[Entry], workers: int, expected: int | None = None
) -> Iterator[tuple[W3Segment, int]]:
    """Write articles as segments, in ``workers`` processes; gives each with its number of articles, in their order.

    ``expected`` is how many articles will come: few are shared out evenly. Raises what a worker raised, and
    `concurrent.futures.process.BrokenProcessPool` where one died.
    """
    size = LARGEST_SEGMENT
    if expected is not None and workers > 1:
        size = min(LARGEST_SEGMENT, max(SMALLEST_SEGMENT, -(-expected // workers)))
    batches = _batches(entries, size)
    if workers < 2 or (expected is not None and expected <= SMALLEST_SEGMENT):
        for batch in batches:
            yield segment_of(folder, batch), len(batch)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_end_with_parent) as pool:
        pending: list[tuple[Future[W3Segment], int]] = []
        for batch in batches:
            pending.append((pool.submit(segment_of, folder, batch), len(batch)))
            if len(pending) > workers:
                wait([future for future, _ in pending], return_when=FIRST_COMPLETED)
                while pending and pending[0][0].done():
                    future, count = pending.pop(0)
                    yield future.result(), count
            while len(pending) > 2 * workers:
                future, count = pending.pop(0)
                yield future.result(), count
        for future, count in pending:
            yield future.result(), count


def _end_with_parent() -> None:
    """Have a worker end when its parent is killed, and leave an interruption to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _batches(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
