"""Words of the index that are nearly another: what "did you mean" chooses from.

Every term of a segment carries two sketches, of its letters and of its pairs of letters; an edit changes few bits of
either, so arrays of integers leave a few hundred terms to be compared letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints, Tables

FIELDS = ("text", "title")
"""Words as written, folded: a stem is no word to suggest."""
MOST_COMPARED = 600
"""Terms compared letter by letter, those of most articles first."""
FEWEST_ARTICLES = 2
"""A word of a single article is as likely a slip itself."""
_LETTERS_CHANGED, _PAIRS_CHANGED = 4, 8
"""Bits that two edits change at most: one out and one in each; of pairs two out and two in each."""
_BITS = np.array([number.bit_count() for number in range(256)], np.uint8)


@dataclass(frozen=True)
class Sketches:
    """One entry a term of a segment's lexicon."""

    lengths: Ints
    letters: NDArray[np.uint32]
    pairs: NDArray[np.uint64]
    articles: Ints


_made: WeakKeyDictionary[Snapshot, list[dict[str, Sketches]]] = WeakKeyDictionary()


def words_near(snapshot: Snapshot, form: str, within: int = 2) -> list[tuple[str, int, int]]:
    """Terms within so many edits of a folded form: word, number of articles, number of edits.

    An edit puts a letter in, takes one out, changes one, or swaps two neighbours (Damerau 1964). The form
    itself is left out.
    """
    if snapshot not in _made:
        _made[snapshot] = [{name: _sketched(tables, name) for name in FIELDS} for tables in snapshot.tables]
    candidates: dict[str, int] = {}
    for name in FIELDS:
        counts: dict[str, int] = {}
        for tables, sketches in zip(snapshot.tables, _made[snapshot], strict=True):
            lexicon = tables.postings[name].lexicon
            for place in _likely(sketches[name], form, within).tolist():
                term = lexicon[place].decode("utf-8", "replace")
                counts[term] = counts.get(term, 0) + int(sketches[name].articles[place])
        for term, articles in counts.items():
            candidates[term] = max(candidates.get(term, 0), articles)
    found = []
    for term, articles in sorted(candidates.items(), key=lambda each: -each[1])[:MOST_COMPARED]:
        if term != form and articles >= FEWEST_ARTICLES:
            edits = distance(form, term, within)
            if edits <= within:
                found.append((term, articles, edits))
    return found


def _likely(sketches: Sketches, form: str, within: int) -> Ints:
    """The places of terms whose sketches differ by few bits."""
    data = form.encode()
    wide = 1 if form.isascii() else 3  # bytes of a letter
    own = _sketches_of(np.frombuffer(data, np.uint8), np.array([0, len(data)]))
    near = np.abs(sketches.lengths - len(data)) <= within * wide
    places = np.flatnonzero(near)
    places = places[_bits_apart(sketches.letters[places], own[0][0]) <= _LETTERS_CHANGED * wide]
    places = places[_bits_apart(sketches.pairs[places], own[1][0]) <= _PAIRS_CHANGED * wide]
    if len(places) > MOST_COMPARED:
        places = places[np.argsort(-sketches.articles[places], kind="stable")[:MOST_COMPARED]]
    return places


def _sketched(tables: Tables, name: str) -> Sketches:
    starts = tables.arrays[f"{name}/starts"]
    letters, pairs = _sketches_of(tables.arrays[f"{name}/blob"], starts)
    return Sketches(np.diff(starts).astype(np.int32), letters, pairs, np.diff(tables.postings[name].bounds))


def _sketches_of(blob: Any, starts: Any) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """A bit for each letter, and one of 64 for each pair of neighbouring letters, of each term."""
    if len(starts) < 2 or not len(blob):
        return np.zeros(len(starts) - 1, np.uint32), np.zeros(len(starts) - 1, np.uint64)
    letters = np.left_shift(np.uint32(1), (blob & 31).astype(np.uint32))
    following = np.append(blob[1:], np.uint8(0)).astype(np.uint64)
    pairs = np.left_shift(
        np.uint64(1), (blob.astype(np.uint64) * np.uint64(31) + following * np.uint64(7)) & np.uint64(63)
    )
    pairs[np.asarray(starts[1:], np.int64) - 1] = 0  # the last letter of a term has no neighbour in it
    at = np.asarray(starts[:-1], np.int64)
    return np.bitwise_or.reduceat(letters, at), np.bitwise_or.reduceat(pairs, at)


def _bits_apart(these: Any, one: Any) -> Ints:
    """How many bits each of some numbers differs from another."""
    differing = np.ascontiguousarray(these ^ one)
    bits = _BITS[differing.view(np.uint8)].reshape(len(differing), differing.itemsize)
    apart: Ints = bits.sum(axis=1, dtype=np.int32)
    return apart


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words; ``most + 1`` where there are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before, last = last, here
    return min(last[-1], most + 1)
