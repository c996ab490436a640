"""Puts segments together into one, leaving deleted documents out; arrays in, arrays out."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from archive.search.engines.whoosh.inversion import smallest
from archive.search.engines.whoosh.tables import Ints, Lexicon, Postings, Tables, tables_of

TIER_FACTOR = 8
"""Segments of about one size that are put together; each document is rewritten once a tier."""
SMALLEST_TIER = 500
"""Documents; all smaller segments count as one size."""
LARGEST_MERGED = 4_000
"""Documents; larger segments are left as they are, so that no batch waits for a merge of the whole archive."""
MOST_DELETED = 0.4
"""A segment with a larger share of deleted documents is written anew."""


def segments_to_merge(sizes: Sequence[int], deleted: Sequence[int]) -> list[int]:
    """Which segments to put together next, by their places; empty where none is due.

    Segments stand in tiers by powers of `TIER_FACTOR`, so that merging costs each document a number of
    rewrites that does not grow with the archive.
    """
    for place, (size, gone) in enumerate(zip(sizes, deleted, strict=True)):
        if gone > size * MOST_DELETED:
            return [place]
    tiers: dict[int, list[int]] = {}
    for place, (size, gone) in enumerate(zip(sizes, deleted, strict=True)):
        if size - gone > LARGEST_MERGED:
            continue
        tier, limit = 0, SMALLEST_TIER
        while size - gone > limit:
            tier, limit = tier + 1, limit * TIER_FACTOR
        tiers.setdefault(tier, []).append(place)
    return next((places for _, places in sorted(tiers.items()) if len(places) >= TIER_FACTOR), [])


def merged(parts: Sequence[tuple[Tables, Ints]]) -> Tables:
    """The tables of several segments as one; each comes with a mask of the documents to keep.

    Documents keep their order, segment after segment.
    """
    numberings, base = [], 0
    for tables, kept in parts:
        numbers = np.full(tables.size, -1, np.int64)
        count = int(np.count_nonzero(kept))
        numbers[kept] = np.arange(base, base + count)
        numberings.append(numbers)
        base += count
    arrays: dict[str, Ints] = {
        "article_ids": np.concatenate([tables.article_ids[kept] for tables, kept in parts]),
        "days": np.concatenate([tables.days[kept] for tables, kept in parts]),
    }
    breaks, counts = [], []
    for tables, kept in parts:
        each = np.diff(tables.break_bounds)
        breaks.append(tables.breaks[np.repeat(kept, each)])
        counts.append(each[kept])
    arrays["breaks"] = smallest(np.concatenate(breaks))
    arrays["break_bounds"] = np.append(0, np.cumsum(np.concatenate(counts))).astype(np.int64)
    totals: dict[str, int] = {}
    first = parts[0][0]
    for name in first.lengths:
        arrays[f"{name}/lengths"] = np.concatenate([tables.lengths[name][kept] for tables, kept in parts])
    for name in first.postings:
        lists = [tables.postings[name] for tables, _ in parts]
        found = _merged_lists(lists, numberings)
        arrays |= {f"{name}/{part}": array for part, array in found.items()}
        if name in first.lengths:
            totals[name] = int(found["frequencies"].sum(dtype=np.int64))
    return tables_of(base, totals, arrays)


def _merged_lists(lists: Sequence[Postings], numberings: Sequence[Ints]) -> dict[str, Ints]:
    """One field's posting lists of all segments, documents renumbered (-1 leaves one out)."""
    terms = list(dict.fromkeys(heapq.merge(*(postings.lexicon for postings in lists))))
    place = {term: at for at, term in enumerate(terms)}
    term_of, documents, frequencies, starts = [], [], [], []
    positions_base = 0
    for postings, numbers in zip(lists, numberings, strict=True):
        places = np.fromiter((place[term] for term in postings.lexicon), np.int64, len(postings.lexicon))
        renumbered = numbers[postings.documents]
        kept = renumbered >= 0
        term_of.append(np.repeat(places, np.diff(postings.bounds))[kept])
        documents.append(renumbered[kept])
        if postings.frequencies is not None:
            frequencies.append(postings.frequencies[kept].astype(np.int64))
        if postings.positions is not None and postings.frequencies is not None:
            ends = np.cumsum(postings.frequencies, dtype=np.int64)
            starts.append((ends - postings.frequencies)[kept] + positions_base)
            positions_base += len(postings.positions)
    all_terms = np.concatenate(term_of)
    order = np.argsort(all_terms, kind="stable")
    used = np.bincount(all_terms, minlength=len(terms)) > 0
    names = [term for term, is_used in zip(terms, used.tolist(), strict=True) if is_used]
    counts = np.bincount(all_terms, minlength=len(terms))[used]
    bounds = np.append(0, np.cumsum(counts)).astype(np.int64)
    found = {
        **Lexicon.of(names),
        "bounds": bounds,
        "documents": np.concatenate(documents)[order].astype(np.int32),
    }
    if frequencies:
        ordered = np.concatenate(frequencies)[order]
        found["frequencies"] = smallest(ordered)
        if starts:
            pool = np.concatenate([np.asarray(postings.positions, np.uint32) for postings in lists])
            found["positions"] = smallest(pool[ranges(np.concatenate(starts)[order], ordered)])
            found["places"] = np.append(0, np.cumsum(ordered))[bounds].astype(np.int64)
    return found


def ranges(starts: Ints, counts: Ints) -> Ints:
    """The indexes of several runs, laid end to end: ``starts[i]`` to before ``starts[i] + counts[i]``."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)
