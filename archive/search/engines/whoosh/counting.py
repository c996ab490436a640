"""Facets on arrays: the choices of a request as masks, and exact counts over all matches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from archive.search.engines.whoosh.executing import Executor
from archive.search.engines.whoosh.merging import ranges
from archive.search.engines.whoosh.snapshot import FacetTable
from archive.search.engines.whoosh.tables import Ints
from archive.search.results import Choice, Facet, FacetCount, FacetCounts, Joining, SearchRequest

_DENSE = 6
"""From one document in so many on, it is quicker to look at every entry of a facet's table."""


class Narrowing:
    """A request's choices and dates, applied to the documents a query found."""

    def __init__(self, executor: Executor, request: SearchRequest, documents: Ints) -> None:
        """``documents`` are the query's, sorted."""
        self._snapshot = executor.snapshot
        self._request = request
        self._documents = documents
        dated = self._dated(request)
        self._base = np.ones(len(documents), bool) if dated is None else dated[documents]
        if request.above:
            self._base &= self._snapshot.article_ids[documents] > request.above
        self._masks = {
            facet: self._chosen(facet, choice)[documents]
            for facet, choice in request.choices.items()
            if choice.include or choice.exclude
        }
        self.kept = self._base.copy()
        for mask in self._masks.values():
            self.kept &= mask

    def _dated(self, request: SearchRequest) -> Ints | None:
        """The documents in the range of days; None where none is asked for."""
        if request.since is None and request.until is None:
            return None
        low = request.since.toordinal() if request.since else 1
        high = request.until.toordinal() if request.until else np.iinfo(np.int32).max
        mask: Ints = (self._snapshot.days >= low) & (self._snapshot.days <= high)
        return mask

    def _chosen(self, facet: Facet, choice: Choice) -> Ints:
        """The documents that a facet's choice lets through."""
        size = self._snapshot.size
        mask = np.ones(size, bool)
        if choice.include:
            hits = np.zeros(size, np.int32)
            values = dict.fromkeys(choice.include)
            for value in values:
                hits[self._snapshot.postings(facet.value, value.encode("utf-8", "replace"))[0]] += 1
            mask = hits >= (len(values) if choice.joining is Joining.ALL else 1)
        for value in choice.exclude:
            mask[self._snapshot.postings(facet.value, value.encode("utf-8", "replace"))[0]] = False
        return mask

    def counts(self) -> Mapping[Facet, Sequence[FacetCount]]:
        """The facets of the request.

        A facet joined by OR is counted as if nothing were chosen in it; one joined by AND within its
        choices, so that its counts say what is left when one more is chosen. Chosen values are always there.
        """
        all_kept = self._documents[self.kept]
        found = {}
        for facet in self._request.facets:
            choice = self._request.choices.get(facet, Choice())
            documents = all_kept
            if facet in self._masks and choice.joining is Joining.ANY:
                kept = self._base.copy()
                for other, mask in self._masks.items():
                    if other is not facet:
                        kept &= mask
                documents = self._documents[kept]
            table = self._snapshot.facet(facet.value)
            found[facet] = _listed(table, tally(table, documents, self._snapshot.size), choice)
        return found


def tally(table: FacetTable, documents: Ints, size: int) -> Ints:
    """How many of the documents (sorted, each once) have each value of a facet."""
    if len(documents) == size:
        numbers = table.numbers
    elif len(documents) * _DENSE > size:
        mask = np.zeros(size, bool)
        mask[documents] = True
        numbers = table.numbers[mask[table.owners]]
    else:
        starts = table.bounds[documents]
        numbers = table.numbers[ranges(starts, table.bounds[documents + 1] - starts)]
    return np.bincount(numbers, minlength=len(table.values))


def _listed(table: FacetTable, counts: Ints, choice: Choice) -> Sequence[FacetCount]:
    """Values by count, then by name; those without a match only where they are chosen."""
    places = np.flatnonzero(counts)
    places = places[np.argsort(-counts[places], kind="stable")]
    listed = FacetCounts(table.values, places.tolist(), counts[places].tolist())
    missing = []
    for value in sorted({*choice.include, *choice.exclude}):
        place = bisect_left(table.values, value)
        if place == len(table.values) or table.values[place] != value or not counts[place]:
            missing.append(FacetCount(value, 0))
    return (*listed, *missing) if missing else listed
