"""The first look at a run's pages: each is cut up and cleaned once, its lines are learned, the rest is put aside.

So a page's markup, which costs most, is parsed once, and in the workers where there are any.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.documents import RawDocument
from archive.furniture import Learning, Publisher, new_pages, page_number
from archive.spooling import Spool
from archive.working import Looked, Task, Workers

AT_ONCE = 4_000_000
"""Characters of pages that are on their way to the workers at once: enough that none waits."""
LEAST = 20_000
"""A page counts as so many characters at least."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that is being looked at; its bytes are let go of."""

    raw: RawDocument
    sha256: str
    publisher: Publisher
    number: int
    task: Task

    @property
    def size(self) -> int:
        return max(LEAST, len(self.raw.content))


def look_at_all(
    pages: Iterable[RawDocument], workers: Workers, learning: Learning, spool: Spool, given: str = ""
) -> None:
    """Learn from every page that the archive doesn't have yet, and put aside what it is cleaned to.

    What is wrong with a page is told when its turn to be stored comes. ``given`` is the curator's word on who
    published them.
    """
    waiting: deque[_Page] = deque()
    ahead = 0

    def finish() -> int:
        page = waiting.popleft()
        looked: Looked = workers.result(page.task)
        if looked.lines is not None:
            learning.learn(page.publisher, page.number, looked.lines)
        spool.put(page.raw, page.sha256, looked.cleaned)
        return page.size

    for raw, sha256 in new_pages(pages, given):
        light = replace(raw, payload=b"", exchange=None)
        task = workers.look(light)
        waiting.append(_Page(light, sha256, Publisher.of(raw, given=given), page_number(raw), task))
        ahead += waiting[-1].size
        while ahead > AT_ONCE:
            ahead -= finish()
    while waiting:
        finish()
