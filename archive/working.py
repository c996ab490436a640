"""Processes beside this one that work on pages, or none: then the work is done when its result is asked for.

What is asked travels several pages at a time, for each way between processes costs as much as a short text. A process
that dies costs the page it died on, which is named; the rest is done again by a new one.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from archive.documents import ActorRecord, CleanDocument, RawDocument
from archive.handling import DEAD, DIED, call, cut_page, look_page, tag_page, work_page
from archive.packing import Tagged
from archive.tagging import Authority

ENOUGH = 200_000
"""Characters that travel together: a tenth of a second's work."""
LEAST = 8_000
"""A page counts as so many characters at least."""

Ask = Callable[[Any, Authority], Any]
"""What is done with one page or document; a function of a module, which raises nothing."""


@dataclass(slots=True)
class _Parcel:
    """Pages that travel together, kept so that they can be asked for again."""

    ask: Ask
    given: list[Any] = field(default_factory=list)
    size: int = 0
    future: Future[list[Any]] | None = None
    results: list[Any] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something asked of the workers: its parcel and its place in it."""

    parcel: _Parcel
    place: int


class Workers:
    """``count`` processes beside this one, or with 1 none."""

    def __init__(self, count: int, records: Sequence[ActorRecord], authority: Authority | None = None) -> None:
        self.count = count
        self._records = records
        self._given = authority
        self._pool: ProcessPoolExecutor | None = None
        self._open: dict[Ask, _Parcel] = {}
        self._sent: list[Future[list[Any]]] = []

    @cached_property
    def authority(self) -> Authority:
        """The actors for use in this process, made when first needed."""
        return Authority(self._records) if self._given is None else self._given

    @cached_property
    def _packed(self) -> bytes:
        """The records, packed once for all processes."""
        return pickle.dumps(list(self._records), pickle.HIGHEST_PROTOCOL)

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

    def start(self) -> None:
        """Have the processes begun while there is nothing to be asked yet; it takes them a second."""
        if self.count > 1 and self._pool is None:
            for _ in range(self.count):
                self._started().submit(_each, call, [])

    def look(self, raw: RawDocument) -> Task:
        """Ask for a page to be looked at for the first time: gives `archive.handling.Looked`."""
        return self._page(look_page, raw)

    def cut(self, raw: RawDocument) -> Task:
        """Ask for a page's lines alone: gives them as `archive.handling.lines_of`."""
        return self._page(cut_page, raw)

    def work(self, raw: RawDocument) -> Task:
        """Ask for a page to be cleaned and tagged: gives it as `archive.packing` packs it."""
        return self._page(work_page, raw)

    def tag(self, document: CleanDocument) -> Task:
        """Ask for a document's actors: gives `archive.packing.Tagged`."""
        if self.count == 1 or self._busy():
            return Task(_Parcel(tag_page, [document], results=[tag_page(document, self.authority)]), 0)
        # What was taken out says nothing of actors, and is most of a page.
        return self.ask(tag_page, replace(document, removals=()), len(document.text))

    def call(self, function: Callable[..., Any], given: tuple[Any, ...]) -> Task:
        """Ask for a call of a function of a module: gives what it gives, or None where its process died of it."""
        return self.ask(call, (function, given))

    def ask(self, ask: Ask, given: Any, size: int = ENOUGH) -> Task:
        """Ask for anything else that needs no database. It is sent off with others of some ``size`` together."""
        parcel = self._open.setdefault(ask, _Parcel(ask))
        parcel.given.append(given)
        parcel.size += max(LEAST, size)
        task = Task(parcel, len(parcel.given) - 1)
        if self.count == 1 or parcel.size >= ENOUGH:
            self._send(parcel)
        return task

    def send(self) -> None:
        """Send off what waits for company."""
        for parcel in list(self._open.values()):
            self._send(parcel)

    def is_done(self, task: Task) -> bool:
        """Whether its result is there."""
        future = task.parcel.future
        return task.parcel.results is not None or (future is not None and future.done())

    def result(self, task: Task) -> Any:
        """What came of it; waits for it."""
        parcel = task.parcel
        if parcel.results is None:
            self._send(parcel)
            parcel.results = self._results(parcel)
            parcel.future, parcel.given = None, []
        return parcel.results[task.place]

    def _page(self, ask: Ask, raw: RawDocument) -> Task:
        if self.count > 1:
            raw = replace(raw, payload=b"", exchange=None)
        return self.ask(ask, raw, len(raw.content))

    def _busy(self) -> bool:
        """Whether work waits that no worker has begun."""
        return sum(not future.done() for future in self._sent) > self.count

    def _send(self, parcel: _Parcel) -> None:
        if self._open.get(parcel.ask) is parcel:
            del self._open[parcel.ask]
        if self.count == 1 or parcel.future:
            return
        try:
            parcel.future = self._started().submit(_each, parcel.ask, parcel.given)
        except BrokenProcessPool:
            self._pool = None
            parcel.future = self._started().submit(_each, parcel.ask, parcel.given)
        # Those that are done hold what came of them: a run's pages would be in memory to its end.
        self._sent = [future for future in self._sent if not future.done()] + [parcel.future]

    def _results(self, parcel: _Parcel) -> list[Any]:
        if parcel.future is None:
            return [parcel.ask(each, self.authority) for each in parcel.given]
        try:
            return parcel.future.result()
        except BrokenProcessPool:
            return self._singly(parcel)

    def _singly(self, parcel: _Parcel) -> list[Any]:
        """Ask again page by page, in a process of their own: only a page that kills that one too is to blame."""
        results: list[Any] = []
        while len(results) < len(parcel.given):
            with self._new(1) as pool:
                try:
                    while len(results) < len(parcel.given):
                        results += pool.submit(_each, parcel.ask, [parcel.given[len(results)]]).result()
                except BrokenProcessPool:
                    results.append(DEAD.get(parcel.ask, Tagged(reason=DIED)))
        return results

    def _started(self) -> ProcessPoolExecutor:
        self._pool = self._pool or self._new(self.count)
        return self._pool

    def _new(self, count: int) -> ProcessPoolExecutor:
        # Spawned, not forked: nothing of the database, the index or an open WARC file may live on in a worker.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, context, initializer=_start, initargs=(self._packed,))


_AUTHORITY: list[Authority] = []
"""The worker's own authority, made once when it starts."""


def _start(records: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends this one in order
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _AUTHORITY[:] = [Authority(pickle.loads(records))]  # noqa: S301 - bytes of this run's own


def _end_with_parent() -> None:
    """A run that is killed leaves nobody waiting for work that never comes."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _each(ask: Ask, given: list[Any]) -> list[Any]:
    return [ask(each, _AUTHORITY[0]) for each in given]
