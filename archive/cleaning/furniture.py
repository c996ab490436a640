"""Lines that stand on many pages of one source: learned from outside, given to `clean`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.cleaning import characters
from archive.cleaning.cutting import pieces_of
from archive.cleaning.pieces import Piece
from archive.documents import RawDocument

LEAST_PAGES = 2
"""A line is furniture from this many other pages of its source on."""
FINGERPRINT_BYTES = 8
"""64 bits: among a million lines of a source one chance in thirty million of two alike."""


def fingerprint(text: str) -> int:
    """A line's fingerprint: the same whatever its case, blanks and punctuation; positive, 63 bits."""
    words = " ".join(characters.fold(text).split())
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_BYTES).digest()
    return int.from_bytes(digest) >> 1


def line_fingerprints(raw: RawDocument) -> frozenset[int]:
    """The fingerprints of a page's lines or blocks, each once. Raises `UnreadableDocument` as `clean` does."""
    return frozenset(fingerprint(piece.text) for piece in pieces_of(raw))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is known of one source's lines: on how many of its pages each stands, and what the curator decided.

    ``pages`` counts different articles that hold a line; the page being cleaned may be among them
    (``counts_itself``). ``kept`` and ``removed`` are the curator's decisions and win.
    """

    pages: Mapping[int, int] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    counts_itself: bool = True

    @classmethod
    def learned(cls, pages: Iterable[Iterable[int]]) -> Furniture:
        """Furniture from the fingerprints of a source's pages, each page's once."""
        counted: dict[int, int] = {}
        for page in pages:
            for mark in set(page):
                counted[mark] = counted.get(mark, 0) + 1
        return cls({mark: count for mark, count in counted.items() if count > 1})

    def holds(self, mark: int) -> bool:
        """Whether a line with this fingerprint is furniture of the source."""
        if mark in self.kept:
            return False
        return mark in self.removed or self.pages.get(mark, 0) - self.counts_itself >= LEAST_PAGES

    def lines_of(self, pieces: list[Piece]) -> list[int]:
        """Which pieces are furniture."""
        return [index for index, piece in enumerate(pieces) if self.holds(fingerprint(piece.text))]
