"""Lines that stand on many pages of one source: learned from outside, taken out of cleaned pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archive.cleaning import characters
from archive.cleaning.cutting import pieces_of
from archive.cleaning.rules import Rule
from archive.documents import Block, CleanDocument, RawDocument, Removal

LEAST_PAGES = 2
"""A line is furniture from this many other pages of its source on."""
MOST_TAKEN = 0.5
"""What was learned takes at most this share of an article's text: more is an article printed often, not furniture."""
FINGERPRINT_BYTES = 8
"""64 bits: among a million lines of a source one chance in thirty million of two alike."""

REMEMBERED_SIZE = 120
"""The fingerprints of lines no longer are remembered: they recur over the pages of a source."""


def fingerprint(text: str) -> int:
    """A line's fingerprint: the same whatever its case, blanks and punctuation; positive, 63 bits."""
    return _remembered(text) if len(text) <= REMEMBERED_SIZE else _digest(text)


def _digest(text: str) -> int:
    words = " ".join(characters.fold(text).split())
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_BYTES).digest()
    return int.from_bytes(digest) >> 1


@lru_cache(maxsize=8192)
def _remembered(text: str) -> int:
    return _digest(text)


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

    def without(self, document: CleanDocument) -> CleanDocument:
        """The document with its blocks that are furniture moved to the removals, each in its place.

        Only what cleaning would keep is looked at: a line that goes anyway keeps the rule that says why.
        What the curator decided is done; what was learned is not where it would take most of the text.
        """
        marks = [fingerprint(block.text) for block in document.blocks]
        ruled = {index for index, mark in enumerate(marks) if mark in self.removed and mark not in self.kept}
        learned = {index for index, mark in enumerate(marks) if self.holds(mark)} - ruled
        sizes = [len(block.text) for block in document.blocks]
        if sum(sizes[index] for index in learned) > MOST_TAKEN * sum(sizes):
            learned = set()
        taken = ruled | learned
        if not taken:
            return document
        blocks = tuple(block for index, block in enumerate(document.blocks) if index not in taken)
        gone = [_removal(document.blocks[index]) for index in taken]
        return replace(document, blocks=blocks, removals=in_order([*document.removals, *gone]))


def in_order(removals: Iterable[Removal]) -> tuple[Removal, ...]:
    """Removals in the order of the page."""
    return tuple(sorted(removals, key=lambda removal: removal.position))


def _removal(block: Block) -> Removal:
    rule = Rule.KNOWN_FURNITURE
    return Removal(block.position, rule.category, rule.rule_name, block.text)
