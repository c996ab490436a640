"""The first look at a run's pages: their lines are learned.

A page of markup is cleaned and tagged with it, and what came of it put aside: to parse it costs most, and is done once.
A text is only cut into lines, which costs next to nothing; it is cleaned when its turn to be stored comes, while the
pages before it are stored. So are some pages of markup where there are workers, who would have little to do then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.documents import RawDocument
from archive.furniture import Learning, Publisher, new_pages, page_number
from archive.handling import Looked, lines_of
from archive.spooling import Spool
from archive.working import Task, Workers

AT_ONCE = 4_000_000
"""Characters of pages that are on their way to the workers at once: enough that none waits."""
LEAST = 20_000
"""A page counts as so many characters at least."""
LEFT = 2
"""Of so many pages of markup one is left to be cleaned later: it is parsed twice, but storing keeps one of two cores
busy and leaves the other free."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that is being looked at; its bytes are let go of."""

    raw: RawDocument
    sha256: str
    publisher: Publisher
    number: int
    task: Task | None
    """None of a text."""

    @property
    def size(self) -> int:
        return max(LEAST, len(self.raw.content))


def look_at_all(
    pages: Iterable[RawDocument], workers: Workers, learning: Learning, spool: Spool, given: str = ""
) -> None:
    """Learn from every page that the archive doesn't have yet, and put aside what became of those of markup.

    What is wrong with a page is told when its turn to be stored comes. ``given`` is the curator's word on who
    published them.
    """
    waiting: deque[_Page] = deque()
    ahead = 0

    def finish() -> int:
        page = waiting.popleft()
        found = workers.result(page.task) if page.task else lines_of(page.raw)
        if isinstance(found, Looked):
            spool.put(page.raw, page.sha256, found.worked)
            found = found.lines
        if found is not None:
            learning.learn(page.publisher, page.number, found)
        return page.size

    for count, (raw, sha256) in enumerate(new_pages(pages, given)):
        workers.start()
        light = replace(raw, payload=b"", exchange=None)
        whole = workers.count == 1 or count % LEFT
        task = (workers.look(light) if whole else workers.cut(light)) if raw.is_markup else None
        waiting.append(_Page(light, sha256, Publisher.of(raw, given=given), page_number(raw), task))
        ahead += waiting[-1].size
        while ahead > AT_ONCE:
            ahead -= finish()
    while waiting:
        finish()
