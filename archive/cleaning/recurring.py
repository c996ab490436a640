"""Learning which lines recur over different articles of one source, page by page, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from archive.cleaning.furniture import LEAST_PAGES, Furniture, fingerprint
from archive.cleaning.pieces import is_hollow

LONG_SIZE = 60
"""A line from this many characters on is text that tells one article from another; shorter ones are labels."""
WIDE_FROM = "\u2e80"
"""From here on a character is an ideograph or syllable, which says as much as two letters."""
_WIDE = re.compile(f"[{WIDE_FROM}-\U0010ffff]")
SKETCH_LINES = 64
"""Long lines by which a page is compared with others: those of the smallest fingerprints, so the same in each copy."""
OWN_SHARE = 0.5
"""Two pages are different articles when each has half of its long text for itself, furniture left out ..."""
OWN_SIZE = 1500
"""... or this many characters: a quarter of a usual article, more than an editor changes in one."""
LEAST_OWN = 60
EXAMPLES = 5
"""Pages that are remembered of a line; more say nothing more."""
PROSE_SIZE = 100
PROSE_SHARE = 0.2
"""A line as long as a sentence may be the background that an editor puts under many articles. It needs `EXAMPLES`
pages, and to stand on one of five pages of its source: background does not, a footer does."""
TEXT_LENGTH = 300
"""Characters of a recurring line that are kept for people to see."""

Sketch = Mapping[int, int]
"""Fingerprints of a page's long lines and their sizes."""
Recall = Callable[[int], Sketch]
"""Gives the sketch of a page learned in an earlier run, by its number; empty where the page is gone."""


def line_size(text: str) -> int:
    """Characters of a line, those from `WIDE_FROM` on counted twice."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page as learning sees it: its lines by fingerprint, and the sketch by which it is compared."""

    lines: Mapping[int, str]
    sketch: Sketch

    @classmethod
    def of(cls, texts: Iterable[str]) -> PageLines:
        """From the lines of a page; lines without a letter or digit are left out."""
        lines = {fingerprint(text): text for text in texts if not is_hollow(text)}
        long = sorted((mark, size) for mark, text in lines.items() if (size := line_size(text)) >= LONG_SIZE)
        return cls(lines, dict(long[:SKETCH_LINES]))


@dataclass(slots=True)
class Line:
    """What is known of one line of a source."""

    size: int
    articles: int = 0
    """Pages that hold it, near copies too."""
    examples: tuple[int, ...] = ()
    """Numbers of pages that hold it and are different articles, at most `EXAMPLES`."""
    text: str = ""
    """Its beginning, from the second page on."""

    def recurs(self, pages: int) -> bool:
        """Whether it is furniture of a source with so many pages."""
        if self.size < PROSE_SIZE:
            return len(self.examples) > LEAST_PAGES
        return len(self.examples) >= EXAMPLES and self.articles >= PROSE_SHARE * pages


@dataclass(slots=True)
class SourceLines:
    """The lines of one source, learned so far."""

    pages: int = 0
    lines: dict[int, Line] = field(default_factory=dict)
    sketches: dict[int, Sketch] = field(default_factory=dict)

    def add(self, number: int, page: PageLines, recall: Recall) -> None:
        """Count a page; its number must be new. Lines that it shares with a near copy count as one article's."""
        self.pages += 1
        different: dict[int, bool] = {}
        for mark, text in page.lines.items():
            line = self.lines.get(mark)
            if line is None:
                line = self.lines[mark] = Line(line_size(text))
            elif not line.text:
                line.text = text[:TEXT_LENGTH]
            line.articles += 1
            if len(line.examples) >= EXAMPLES or not page.sketch:
                continue
            for other in line.examples:
                if other not in different:
                    different[other] = self._differs(page.sketch, other, recall)
                if not different[other]:
                    break
            else:
                line.examples += (number,)
        self.sketches[number] = page.sketch

    def _differs(self, sketch: Sketch, other: int, recall: Recall) -> bool:
        if other not in self.sketches:
            self.sketches[other] = recall(other)
        theirs = self.sketches[other]
        return bool(theirs) and self._has_own(sketch, theirs) and self._has_own(theirs, sketch)

    def _has_own(self, one: Sketch, other: Sketch) -> bool:
        """Whether a page has text enough of its own beside what the other holds and what is furniture."""
        own = shared = 0
        for mark, size in one.items():
            if mark not in other:
                own += size
                continue
            line = self.lines.get(mark)
            if line is None or len(line.examples) <= LEAST_PAGES:
                shared += size
        return own >= LEAST_OWN and (own >= OWN_SIZE or own >= OWN_SHARE * (own + shared))

    def forget(self, keep: int) -> None:
        """Drop all sketches but the ``keep`` latest, and the lines of one page whose sketch is gone.

        Nothing is dropped before there are a quarter more, so that it can be asked for after each page.
        """
        if len(self.sketches) <= keep + keep // 4:
            return
        for number in list(self.sketches)[: len(self.sketches) - keep]:
            del self.sketches[number]
        self.lines = {
            mark: line
            for mark, line in self.lines.items()
            if line.articles > 1 or (line.examples and line.examples[0] in self.sketches)
        }

    def furniture(self, kept: Iterable[int] = (), removed: Iterable[int] = ()) -> Furniture:
        """What cleaning needs to know, with the curator's decisions."""
        found = {
            mark: max(line.articles, LEAST_PAGES + 1) for mark, line in self.lines.items() if line.recurs(self.pages)
        }
        return Furniture(found, frozenset(kept), frozenset(removed))
