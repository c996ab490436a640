"""Puts found documents in order and cuts a page out, without sorting more than the page needs."""

from __future__ import annotations

import numpy as np

from archive.search.engines.whoosh.executing import Found
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.results import Sort


def page_of(found: Found, snapshot: Snapshot, sort: Sort, start: int, stop: int) -> tuple[Ints, Ints]:
    """The documents from place ``start`` to before ``stop`` in order, and their scores.

    Equal scores stand newest first, equal dates by higher id, so every document has one place only.
    """
    scores = found.scores if isinstance(found.scores, np.ndarray) else None
    documents = found.documents
    if start >= len(documents):
        return documents[:0], np.empty(0, np.float32)
    ranks = (snapshot.oldest_first if sort is Sort.OLDEST else snapshot.newest_first)[documents]
    if sort is Sort.RELEVANCE and scores is not None:
        chosen = _best(scores, ranks, stop)[start:stop]
    else:
        chosen = _lowest(ranks, stop)[start:stop]
    if scores is None:
        return documents[chosen], np.full(len(chosen), float(found.scores), np.float32)
    return documents[chosen], scores[chosen]


def _lowest(ranks: Ints, count: int) -> Ints:
    """The places of the lowest ranks in order."""
    if count < len(ranks):
        places = np.argpartition(ranks, count - 1)[:count]
        return places[np.argsort(ranks[places])]
    return np.argsort(ranks)


def _best(scores: Ints, ranks: Ints, count: int) -> Ints:
    """The places of the best scores in order, ranks deciding between equal ones."""
    if count < len(scores):
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores > least)
        equal = np.flatnonzero(scores == least)
        equal = equal[_lowest(ranks[equal], count - len(above))]
        places = np.concatenate([above, equal])
    else:
        places = np.arange(len(scores))
    return places[np.lexsort((ranks[places], -scores[places]))]
