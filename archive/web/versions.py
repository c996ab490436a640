"""An article's versions as its page shows them: the list, what each changed in words, the difference of two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.comparing import Change, Piece, compare
from archive.models import Article, Version

FOLDED = 4
"""Paragraphs that stayed and stand together before they are folded away, one of them shown on each side."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One version in the list: its number from 1, its row, what it changed in words."""

    number: int
    version: Version
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of a difference: changed ones with their pieces, or a run of those that stayed, folded."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    folded: bool = False


def versions_of(article: Article) -> list[Listed]:
    """The article's versions, oldest first; none where it was only ever seen in one state."""
    return [
        Listed(number, version, changes_in_words(version.changes))
        for number, version in enumerate(article.versions.in_order(), 1)
    ]


def changes_in_words(changes: Mapping[str, Any]) -> tuple[str, ...]:
    """What an edit did, most telling first: "headline changed", "2 sentences removed"."""
    words = ["headline changed"] if changes.get("headline") else []
    for key, word in (("removed", "removed"), ("reworded", "reworded"), ("added", "added")):
        if number := changes.get(key, 0):
            words.append(f"{number} sentence{'s' if number > 1 else ''} {word}")
    if changes.get("explained"):
        words.append("the article says that it was changed")
    return tuple(words)


def difference(before: Version | Article, after: Version | Article) -> tuple[list[Piece], list[Passage]]:
    """The headline's pieces, and the text's passages with long runs of what stayed folded away."""
    headline = compare(before.title, after.title)
    paragraphs = list(_by_paragraph(compare(before.text, after.text)))
    return headline, list(_passages(paragraphs))


def _by_paragraph(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces cut where a paragraph ends, in whichever of the two texts it ends."""
    paragraph: list[Piece] = []
    for piece in pieces:
        parts = piece.text.split("\n\n")
        for at, part in enumerate(parts):
            if at and paragraph:
                yield tuple(paragraph)
                paragraph = []
            if part.strip("\n"):
                paragraph.append(Piece(piece.change, part.strip("\n")))
    if paragraph:
        yield tuple(paragraph)


def _passages(paragraphs: Sequence[tuple[Piece, ...]]) -> Iterator[Passage]:
    run: list[tuple[Piece, ...]] = []
    started = False
    for paragraph in paragraphs:
        if all(piece.change is Change.SAME for piece in paragraph):
            run.append(paragraph)
            continue
        yield from _folded(run, started, True)
        run, started = [], True
        yield Passage((paragraph,))
    yield from _folded(run, started, False)


def _folded(run: Sequence[tuple[Piece, ...]], after_change: bool, before_change: bool) -> Iterator[Passage]:
    """A run of what stayed: the paragraph next to a change is shown for its context, a long rest is folded."""
    if len(run) < FOLDED or not (after_change or before_change):
        yield from (Passage((paragraph,)) for paragraph in run)
        return
    head, tail = int(after_change), len(run) - int(before_change)
    yield from (Passage((paragraph,)) for paragraph in run[:head])
    yield Passage(tuple(run[head:tail]), folded=True)
    yield from (Passage((paragraph,)) for paragraph in run[tail:])
