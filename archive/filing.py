"""Stored articles are put into the index while a run goes on: its workers write it, this process takes it in.

What is not put in here waits, as ever, for `archive.search.indexing.index_waiting` at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from archive.search.indexing import Begun, begin_indexing
from archive.working import Task, Workers

AT_ONCE = 1_000
"""Articles that are put in together: fewer are merged more often, more leave more for the end."""


class Filing:
    """The articles of one run on their way into the index."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._waiting: list[int] = []
        self._under_way: tuple[Begun, Task] | None = None
        self._stopped = workers.count == 1
        """Nothing is put in before the end: there is nobody to write it, or the index cannot be written."""

    def __enter__(self) -> Self:
        """Nothing is begun before there are articles."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the index; what is under way is finished where the run ended well."""
        under_way, self._under_way = self._under_way, None
        if under_way and kind is None:
            self._finish(*under_way)
        elif under_way:
            under_way[0].give_up()

    def add(self, articles: Iterable[int]) -> None:
        """Articles were stored, and nothing more is to be done to them in their batch."""
        if self._stopped:
            return
        self._waiting += articles
        if self._under_way and self._workers.is_done(self._under_way[1]):
            under_way, self._under_way = self._under_way, None
            self._finish(*under_way)
        if self._under_way is None and len(self._waiting) >= AT_ONCE:
            self._begin()

    def _begin(self) -> None:
        try:
            begun = begin_indexing(self._waiting)
        except OSError:
            begun, self._stopped = None, True  # it is told, or an outdated index made anew, when all is stored
        if begun:
            self._under_way = begun, self._workers.call(*begun.work)
        self._waiting = []

    def _finish(self, begun: Begun, task: Task) -> None:
        try:
            written = self._workers.result(task)
            if written is not None:
                begun.finish(written)
        except OSError:
            self._stopped = True  # as above
        finally:
            begun.give_up()
