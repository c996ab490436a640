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
    if start >= min(stop, len(documents)):
        return documents[:0], np.empty(0, np.float32)
    ranks = (snapshot.oldest_first if sort is Sort.OLDEST else snapshot.newest_first)[documents]
    stop = min(stop, len(documents))
    chosen = (
        _best(scores, ranks, start, stop)
        if sort is Sort.RELEVANCE and scores is not None
        else _lowest(ranks, start, stop)
    )
    if scores is None:
        return documents[chosen], np.full(len(chosen), float(found.scores), np.float32)
    return documents[chosen], scores[chosen]


def _lowest(ranks: Ints, start: int, stop: int) -> Ints:
    """The places of the ranks from the ``start``-th lowest to before the ``stop``-th, in order."""
    ends = np.partition(ranks, (start, stop - 1))
    places = np.flatnonzero((ranks >= ends[start]) & (ranks <= ends[stop - 1]))
    return places[np.argsort(ranks[places])]


def _best(scores: Ints, ranks: Ints, start: int, stop: int) -> Ints:
    """The places of the scores from the ``start``-th best to before the ``stop``-th, in order; ranks settle equal ones.

    Only the stretch itself is sorted, so the thousandth page costs what the first one does.
    """
    ends = np.partition(scores, (len(scores) - stop, len(scores) - 1 - start))
    least, most = ends[len(scores) - stop], ends[len(scores) - 1 - start]
    places = np.flatnonzero((scores >= least) & (scores <= most))
    before = int(np.count_nonzero(scores > most))
    return places[np.lexsort((ranks[places], -scores[places]))][start - before : stop - before]
