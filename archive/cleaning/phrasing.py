"""How much of each line of a page is phrases of each kind."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

Column = NDArray[np.float32]

_KINDS, _CONSENT = len(Cue), int(Cue.CONSENT)


def phrases_of(
    folded: str, starts: NDArray[np.intp], solid: Column, *, wide: bool
) -> tuple[NDArray[np.float32], Column]:
    """Coverage of every line by each kind of phrase (0 to 1), and how often each speaks of consent.

    ``folded`` is the page's folded text, ``starts`` where each line begins in it, ``solid`` how many characters it has
    that are no blanks, at least 1; ``wide`` says whether the page has signs of scripts without spaces.
    """
    n = len(starts)
    book = lexicon.phrase_book()
    hits = book.hits(folded, wide=wide)
    flat = np.fromiter(chain.from_iterable(hits), np.intp, 2 * len(hits))
    ends, numbers = flat[::2], flat[1::2]
    each, first = book.kinds_each.take(numbers), book.kinds_first.take(numbers)
    hit = np.arange(len(hits)).repeat(each)
    place = first + each - each.cumsum()
    kind = book.kinds_flat.take(place.take(hit) + np.arange(len(hit)))
    hit = hit.take(kind.argsort(kind="stable"))
    kind.sort()
    row = (starts.searchsorted(ends, side="right") - 1).take(hit)
    end, fresh = ends.take(hit), book.lengths.take(numbers).take(hit)
    key = row * _KINDS + kind
    # a phrase counts only what the one before it of the same kind has not covered
    follows = (key[1:] == key[:-1]).nonzero()[0] + 1
    fresh[follows] = np.minimum(fresh[follows], np.maximum(end[follows] - end[follows - 1], 0))
    coverage = np.bincount(key, weights=fresh, minlength=n * _KINDS).reshape(n, _KINDS)
    consent_hits = np.bincount(row[kind == _CONSENT], minlength=n)
    return np.minimum(coverage / solid[:, None], 1).astype(np.float32), consent_hits.astype(np.float32)
