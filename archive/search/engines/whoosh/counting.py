"""Facets on arrays: the choices of a request as masks, and exact counts over all matches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from archive.search.engines.whoosh.executing import Executor
from archive.search.engines.whoosh.merging import ranges
from archive.search.engines.whoosh.schema import OWN_SOURCE_FIELD
from archive.search.engines.whoosh.snapshot import FacetTable, Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.results import Choice, Facet, FacetCount, FacetCounts, Joining, SearchRequest

_SHOWN = 64
"""Values put in order at once; the rest of thousands only when somebody asks for them."""


def field_of(facet: Facet, *, copies: bool) -> str:
    """The field in which a facet's values stand: where every copy is a hit, each has its own source alone."""
    return OWN_SOURCE_FIELD if copies and facet is Facet.SOURCE else facet.value


class Narrowing:
    """A request's choices and dates, applied to the documents a query found."""

    def __init__(self, executor: Executor, request: SearchRequest, documents: Ints) -> None:
        """``documents`` are the query's, sorted."""
        self._snapshot = executor.snapshot
        self._request = request
        self._documents = documents
        self._base = self._dated(request)
        if request.above:
            above = self._snapshot.article_ids[documents] > request.above
            self._base = above if self._base is None else self._base & above
        self._masks = {
            facet: self._chosen(facet, choice)[documents]
            for facet, choice in request.choices.items()
            if choice.include or choice.exclude
        }
        self.kept: Ints | None = self._base
        for mask in self._masks.values():
            self.kept = mask if self.kept is None else self.kept & mask

    def _dated(self, request: SearchRequest) -> Ints | None:
        """Which of the documents are in the range of days; None where none is asked for."""
        if request.since is None and request.until is None:
            return None
        low = request.since.toordinal() if request.since else 1
        high = request.until.toordinal() if request.until else np.iinfo(np.int32).max
        days = self._snapshot.days[self._documents]
        mask: Ints = (days >= low) & (days <= high)
        return mask

    def _chosen(self, facet: Facet, choice: Choice) -> Ints:
        """The documents that a facet's choice lets through."""
        size, name = self._snapshot.size, self._field(facet)
        mask = np.ones(size, bool)
        if choice.include:
            hits = np.zeros(size, np.int32)
            values = dict.fromkeys(choice.include)
            for value in values:
                hits[self._snapshot.postings(name, value.encode("utf-8", "replace"))[0]] += 1
            mask = hits >= (len(values) if choice.joining is Joining.ALL else 1)
        for value in choice.exclude:
            mask[self._snapshot.postings(name, value.encode("utf-8", "replace"))[0]] = False
        return mask

    def counts(self) -> Mapping[Facet, Sequence[FacetCount]]:
        """The facets of the request.

        A facet joined by OR is counted as if nothing were chosen in it; one joined by AND within its
        choices, so that its counts say what is left when one more is chosen. Chosen values are always there.
        """
        snapshot, choices = self._snapshot, self._request.choices
        apart = [
            facet for facet in self._request.facets if facet in self._masks and choices[facet].joining is Joining.ANY
        ]
        together = tuple(self._field(facet) for facet in self._request.facets if facet not in apart)
        documents = self._documents if self.kept is None else self._documents[self.kept]
        tallies = tallied(snapshot, together, documents)
        for facet in apart:
            tallies |= tallied(snapshot, (self._field(facet),), self._documents[self._without(facet)])
        return {
            facet: _listed(*tallies[self._field(facet)], choices.get(facet, Choice())) for facet in self._request.facets
        }

    def _field(self, facet: Facet) -> str:
        return field_of(facet, copies=self._request.copies)

    def _without(self, facet: Facet) -> Ints:
        """What is kept when nothing is chosen in a facet."""
        kept = np.ones(len(self._documents), bool) if self._base is None else self._base.copy()
        for other, mask in self._masks.items():
            if other is not facet:
                kept &= mask
        return kept


def tallied(snapshot: Snapshot, names: tuple[str, ...], documents: Ints) -> dict[str, tuple[list[str], Ints]]:
    """The values of facets, and how many of the documents (sorted, each once) have each."""
    if not names:
        return {}
    table = snapshot.facets(names)
    counts = tally(table, documents, snapshot.size)
    return {
        name: (snapshot.values(name), counts[start:end])
        for name, start, end in zip(names, table.cuts, table.cuts[1:], strict=False)
    }


def tally(table: FacetTable, documents: Ints, size: int) -> Ints:
    """How many of the documents (sorted, each once) have each value; beyond the half, the others are counted."""
    if 2 * len(documents) > size:
        mask = np.ones(size, bool)
        mask[documents] = False
        others = np.flatnonzero(mask)
        return table.totals - tally(table, others, size) if len(others) else table.totals
    starts = table.bounds[documents]
    numbers = table.numbers[ranges(starts, table.bounds[documents + 1] - starts)]
    return np.bincount(numbers, minlength=len(table.totals))


class RankedCounts(FacetCounts):
    """Values by count, then by name; the first of them are put in order alone, as long as no others are asked for."""

    def __init__(self, values: Sequence[str], counts: Ints) -> None:
        """``counts`` holds the number of each value; those with none are left out."""
        self._found = np.flatnonzero(counts)
        self._numbers = counts
        super().__init__(values, (), ())
        self._rank(_SHOWN)

    def __len__(self) -> int:
        return len(self._found)

    def _rank(self, most: int) -> None:
        found = self._found
        if most < len(found):
            least = np.partition(self._numbers[found], len(found) - most)[len(found) - most]
            found = found[self._numbers[found] >= least]
        places = found[np.argsort(-self._numbers[found], kind="stable")]
        self._places, self._counts = places.tolist(), self._numbers[places].tolist()

    def _upto(self, last: int) -> None:
        if last > len(self._places):
            self._rank(len(self._found))


def _listed(values: list[str], counts: Ints, choice: Choice) -> Sequence[FacetCount]:
    """Values by count, then by name; those without a match only where they are chosen."""
    listed = RankedCounts(values, counts)
    missing = []
    for value in sorted({*choice.include, *choice.exclude}):
        place = bisect_left(values, value)
        if place == len(values) or values[place] != value or not counts[place]:
            missing.append(FacetCount(value, 0))
    return (*listed, *missing) if missing else listed
