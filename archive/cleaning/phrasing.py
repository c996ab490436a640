"""How much of each line of a page is phrases of each kind."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

Column = NDArray[np.float32]


def phrases_of(
    folded: str, starts: NDArray[np.intp], solid: Column, *, wide: bool
) -> tuple[NDArray[np.float32], Column]:
    """Coverage of every line by each kind of phrase (0 to 1), and how often each speaks of consent.

    ``folded`` is the page's folded text, ``starts`` where each line begins in it, ``solid`` its characters that are no
    blanks; ``wide`` says whether the page has signs of scripts without spaces.
    """
    n = len(starts)
    book = lexicon.phrase_book()
    hits = book.hits(folded, wide=wide)
    flat = np.fromiter(chain.from_iterable(hits), np.intp, 2 * len(hits))
    ends, numbers = flat[::2], flat[1::2]
    each, first = book.kinds_each[numbers], book.kinds_first[numbers]
    total = int(each.sum())
    kind = book.kinds_flat[np.repeat(first - np.cumsum(each) + each, each) + np.arange(total)]
    row = np.repeat(np.searchsorted(starts, ends, side="right") - 1, each)
    end, length = np.repeat(ends, each), np.repeat(book.lengths[numbers], each)
    order = np.argsort(kind, kind="stable")
    kind, row, end, length = kind[order].astype(np.intp), row[order], end[order], length[order]
    # a phrase counts only what the one before it of the same kind has not covered
    follows = (kind[1:] == kind[:-1]) & (row[1:] == row[:-1])
    since = np.maximum(end[1:] - end[:-1], 0)
    fresh = length.copy()
    fresh[1:] = np.where(follows, np.minimum(length[1:], since), length[1:])
    coverage = np.bincount(row * len(Cue) + kind, weights=fresh, minlength=n * len(Cue)).reshape(n, len(Cue))
    consent_hits = np.bincount(row[kind == Cue.CONSENT], minlength=n).astype(np.float32)
    return np.minimum(coverage / np.maximum(solid, 1)[:, None], 1).astype(np.float32), consent_hits
