"""Matches through time, by years, months or days: whichever gives a drawing that can be read."""

from __future__ import annotations

import numpy as np

from archive.search.engines.whoosh.tables import Ints
from archive.search.results import FacetCount

MOST_DAYS = 62
"""A span up to two months is counted by days."""
MOST_MONTHS = 60
"""A span up to five years is counted by months."""
_EPOCH = 719_163
"""The proleptic ordinal of 1 January 1970, from which numpy counts."""


def through_time(days: Ints) -> tuple[FacetCount, ...]:
    """Counts by ISO prefix (``2024``, ``2024-03`` or ``2024-03-15``) in order; empty stretches are left out.

    ``days`` are proleptic ordinals, 0 for undated ones, which count nowhere.
    """
    dated = days[days > 0]
    if not len(dated):
        return ()
    stamps = (dated.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    months = stamps.astype("datetime64[M]").astype(np.int64)
    if int(dated.max()) - int(dated.min()) < MOST_DAYS:
        unit, places = "D", stamps.astype(np.int64)
    elif int(months.max()) - int(months.min()) < MOST_MONTHS:
        unit, places = "M", months
    else:
        unit, places = "Y", stamps.astype("datetime64[Y]").astype(np.int64)
    first = int(places.min())
    counts = np.bincount(places - first)
    filled = np.flatnonzero(counts)
    labels = (filled + first).astype(f"datetime64[{unit}]").astype(str)
    return tuple(FacetCount(str(label), int(count)) for label, count in zip(labels, counts[filled], strict=True))
