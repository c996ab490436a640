"""Articles put in by two processes: another writes their segment, this one holds the index and then takes it in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from whoosh.codec.whoosh3 import W3Segment

from archive.search.engines.whoosh.building import segment_of
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.writing import folder_for_more, take_in


class Putting:
    """Articles on their way into an index; see `archive.search.engines.Putting`.

    Files of a segment that is never taken in go with the next commit.
    """

    def __init__(self, shelf: Shelf, folder: Path, entries: list[Entry], lock: ExitStack) -> None:
        self._shelf = shelf
        self._folder = folder
        self._entries = entries
        self._lock = lock
        self.work = (segment_of, (folder, entries))

    @classmethod
    def begin(cls, shelf: Shelf, entries: Iterable[Entry]) -> Self | None:
        """Hold the index for these articles; None where another process writes it or none is given."""
        latest = {entry.article_id: entry for entry in entries}
        if not latest:
            return None
        with ExitStack() as stack:
            try:
                stack.enter_context(shelf.writing(wait=False))
            except BlockingIOError:
                return None
            return cls(shelf, folder_for_more(shelf), list(latest.values()), stack.pop_all())

    def finish(self, written: W3Segment) -> None:
        """Take the segment in; the articles are found from the moment this returns."""
        with self._lock:
            take_in(self._shelf, self._folder, written, [entry.article_id for entry in self._entries])

    def give_up(self) -> None:
        """Let go of the index as it is."""
        self._lock.close()
