"""Matches through time, by years, months or days: whichever gives a drawing that can be read."""

from __future__ import annotations

from datetime import date

import numpy as np

from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.results import FacetCount

MOST_DAYS = 62
"""A span up to two months is counted by days."""
_MONTHS_OF_DAYS = 3
"""Months that so many days may touch."""
MOST_MONTHS = 60
"""A span up to five years is counted by months."""


def through_time(snapshot: Snapshot, documents: Ints) -> tuple[FacetCount, ...]:
    """Counts of documents by ISO prefix (``2024``, ``2024-03`` or ``2024-03-15``) in order.

    Empty stretches are left out; undated documents count nowhere.
    """
    counts = np.bincount(snapshot.months[documents])
    counts[:1] = 0
    filled = np.flatnonzero(counts)
    if not len(filled):
        return ()
    if filled[-1] - filled[0] < _MONTHS_OF_DAYS:
        days = snapshot.days[documents]
        dated = days[days > 0]
        if int(dated.max()) - int(dated.min()) < MOST_DAYS:
            return _by_day(dated)
    if filled[-1] - filled[0] < MOST_MONTHS:
        return tuple(
            FacetCount(f"{month // 12:04d}-{month % 12 + 1:02d}", count)
            for month, count in zip(filled.tolist(), counts[filled].tolist(), strict=True)
        )
    years = np.bincount(filled // 12, weights=counts[filled]).astype(np.int64)
    return tuple(FacetCount(f"{year:04d}", int(years[year])) for year in np.flatnonzero(years).tolist())


def _by_day(dated: Ints) -> tuple[FacetCount, ...]:
    first = int(dated.min())
    counts = np.bincount(dated - first)
    return tuple(
        FacetCount(date.fromordinal(first + day).isoformat(), int(counts[day]))
        for day in np.flatnonzero(counts).tolist()
    )
