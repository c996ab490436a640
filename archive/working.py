"""The work on one page that needs no database: cleaned, judged, tagged; in this process or in others beside it.

A process that dies costs the page it died on, which is named; the rest is done again by a new one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from archive.cleaning import clean
from archive.cleaning.pieces import Piece
from archive.cleaning.recurring import PageLines
from archive.documents import (
    ActorRecord,
    ArchiveError,
    CleanDocument,
    PageKind,
    RawDocument,
    TaggedDocument,
)
from archive.readers.judging import judge
from archive.spooling import Cleaned, packed
from archive.tagging import Authority, tag

DIED = "the process that worked on it died: it may need more memory than there is"


@dataclass(frozen=True, slots=True)
class Tagged:
    """The actors of a document, or why it has none."""

    document: TaggedDocument | None = None
    reason: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A page looked at for the first time: its lines, where it has any, and what became of it when it was cleaned."""

    cleaned: bytes
    """As `archive.spooling` packs it."""
    lines: PageLines | None = None


def look_page(raw: RawDocument) -> Looked:
    """A page's lines, and the page cleaned and judged; raises nothing."""
    found: list[PageLines] = []
    cleaned = clean_page(raw, lambda pieces: found.append(PageLines.of(piece.text for piece in pieces)))
    return Looked(packed(cleaned), found[0] if found else None)


def clean_page(raw: RawDocument, cut: Callable[[Sequence[Piece]], None] | None = None) -> Cleaned:
    """A page cleaned and judged; ``cut`` is given the pieces that it was cut into. Raises nothing."""
    if raw.kind not in {PageKind.PAGE, PageKind.CRAWLED}:
        return Cleaned(raw.kind)
    try:
        document = clean(raw, cut=cut)
        kind = judge(raw, document)
        return Cleaned(kind, document if kind is PageKind.PAGE else None)
    except ArchiveError as error:
        if raw.kind is PageKind.CRAWLED:
            return Cleaned(judge(raw, None))
        return Cleaned(reason=str(error))
    except MemoryError:
        return Cleaned(reason="it needs more memory than there is")
    except Exception:  # one page must never stop the run; the fault is logged by the process that asked
        return Cleaned(fault=traceback.format_exc())


def tag_page(document: CleanDocument, authority: Authority) -> Tagged:
    """The actors of a cleaned page; raises nothing."""
    try:
        return Tagged(tag(document, authority))
    except ArchiveError as error:
        return Tagged(reason=str(error))
    except MemoryError:
        return Tagged(reason="it needs more memory than there is")
    except Exception:  # as above
        return Tagged(fault=traceback.format_exc())


@dataclass(slots=True)
class Task:
    """Something asked of the workers, kept so that it can be asked again."""

    ask: Callable[..., Any]
    given: tuple[Any, ...]
    future: Future[Any] | None = None


class Workers:
    """Processes beside this one, or with ``count`` 1 none: then the work is done when its result is asked for."""

    def __init__(self, count: int, records: Sequence[ActorRecord], authority: Authority | None = None) -> None:
        self.count = count
        self._records = records
        self._authority = authority or Authority(records)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Nothing is started before it is needed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they still had to do is dropped."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def look(self, raw: RawDocument) -> Task:
        """Ask for a page to be looked at."""
        if self.count == 1:
            return Task(look_page, (raw,))
        return self._asked(_look_there, replace(raw, payload=b"", exchange=None))

    def clean(self, raw: RawDocument) -> Task:
        """Ask for a page to be cleaned."""
        if self.count == 1:
            return Task(clean_page, (raw,))
        return self._asked(_clean_there, replace(raw, payload=b"", exchange=None))

    def tag(self, document: CleanDocument) -> Task:
        """Ask for a document's actors."""
        if self.count == 1:
            return Task(tag_page, (document, self._authority))
        # What was taken out says nothing of actors, and is most of a page.
        return self._asked(_tag_there, replace(document, removals=()))

    def result(self, task: Task) -> Any:
        """What came of it: `Looked`, `Cleaned` or `Tagged`; waits for it."""
        if self.count == 1:
            return task.ask(*task.given)
        try:
            return task.future.result() if task.future else self._alone(task)
        except BrokenProcessPool:
            return self._alone(task)

    def _asked(self, ask: Callable[..., Any], *given: Any) -> Task:
        try:
            return Task(ask, given, self._started().submit(ask, *given))
        except BrokenProcessPool:
            self._pool = None
            return Task(ask, given, self._started().submit(ask, *given))

    def _alone(self, task: Task) -> Any:
        """Ask again in a process of its own: only a page that kills that one too is to blame."""
        with self._new(1) as pool:
            try:
                return pool.submit(task.ask, *task.given).result()
            except BrokenProcessPool:
                return _DEAD.get(task.ask, Tagged(reason=DIED))

    def _started(self) -> ProcessPoolExecutor:
        self._pool = self._pool or self._new(self.count)
        return self._pool

    def _new(self, count: int) -> ProcessPoolExecutor:
        # Spawned, not forked: nothing of the database, the index or an open WARC file may live on in a worker.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, context, initializer=_start, initargs=(list(self._records),))


_AUTHORITY: list[Authority] = []
"""The worker's own authority, made once when it starts."""


def _start(records: list[ActorRecord]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one in order
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _AUTHORITY[:] = [Authority(records)]


def _end_with_parent() -> None:
    """A run that is killed leaves nobody waiting for work that never comes."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _look_there(raw: RawDocument) -> Looked:
    return look_page(raw)


def _clean_there(raw: RawDocument) -> Cleaned:
    return clean_page(raw)


def _tag_there(document: CleanDocument) -> Tagged:
    return tag_page(document, _AUTHORITY[0])


_DEAD: dict[Callable[..., Any], Any] = {
    _look_there: Looked(packed(Cleaned(reason=DIED))),
    _clean_there: Cleaned(reason=DIED),
}
"""What became of pages that killed the process that worked on them."""
