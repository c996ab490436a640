"""Evidence that only markup gives: tags, names of elements, links, which block shares its place with which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.blocks import Place
from archive.cleaning.evidence import LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.surroundings import NEIGHBOURS, Rows, Totals, lines_since, lines_until, shifted
from archive.cleaning.tree import HINT_BITS
from archive.cleaning.vocabulary.lexicon import content_words

NEAR, WIDE = 3, 8
TITLE_SIZE = 250
SAME_TITLE = 0.6
"""A line that shares this part of its words and the title's is the headline."""
OTHERS_COST = 0.3
"""What another word of a line counts against the title's words in it."""


GROUPS = ("parent", "grandparent", "path")
SHARED = ("prose", "count", "links", "best", "to-best")
NAMES = (
    *("tag", "depth", "links", "hidden", "breaks"),
    *(f"{where}-{name}" for where in ("own", "in") for name in HINT_BITS),
    *(f"{name}{by:+d}" for by in NEIGHBOURS for name in ("links", "tag")),
    *(f"links-{side}-{span}" for span in (NEAR, WIDE) for side in ("before", "after")),
    *(f"{group}-{name}" for group in GROUPS for name in SHARED),
    *("title-likeness", "since-title", "until-title", "has-title"),
)
"""The columns that `describe` gives, in their order."""
_AT = {name: number for number, name in enumerate(NAMES)}
_BITS = np.fromiter(HINT_BITS.values(), np.int64, len(HINT_BITS))[:, None]


def describe(places: Sequence[Place], seen: PageEvidence, titles: Sequence[str]) -> Rows:
    """The columns of markup, in the order of `NAMES`; ``titles`` are the wordings of the title that the page states."""
    n = len(places)
    out = np.empty((len(NAMES), n), dtype=np.float32)
    flat = np.fromiter(chain.from_iterable(places), np.float64, n * len(Place._fields))
    tag, depth, hints, inherited, links, parent, grandparent, hidden, breaks, path = flat.reshape(n, -1).T
    out[0], out[1], out[2], out[3], out[4] = tag, depth, links, hidden, breaks
    at = _AT[f"own-{next(iter(HINT_BITS))}"]
    for hinted in (hints, inherited):
        out[at : at + len(HINT_BITS)] = (hinted.astype(np.int64) & _BITS) > 0
        at += len(HINT_BITS)
    for rows in shifted(out[2::-2][:2], NEIGHBOURS):
        out[at : at + 2] = rows
        at += 2
    size = seen.columns["size"]
    sizes = Totals(2, n, ((0, out[2] * size), (1, size)))
    for span in (NEAR, WIDE):
        for first, last in ((-span, -1), (1, span)):
            linked, whole = sizes.window(first, last)
            np.divide(linked, np.maximum(whole, 1), out=out[at])
            at += 1
    prose = np.where(out[2] < 0.5, seen.prose, 0)
    for keys in (parent, grandparent, path):
        _write_group(out[at : at + len(SHARED)], keys.astype(np.intp), prose, out[2])
        at += len(SHARED)
    _write_title_signs(out[at:], seen, titles)
    return out


def _write_group(out: Rows, keys: NDArray[np.intp], prose: Column, links: Column) -> None:
    """What the blocks that share a parent (or path) hold together: share of the page's prose, number, links."""
    near = keys - keys.min()
    mass = np.bincount(near, weights=prose).take(near)
    count = np.bincount(near).take(near)
    best = keys[mass.argmax()]
    out[0] = mass / max(float(prose.sum()), 1.0)
    out[1] = count
    out[2] = np.bincount(near, weights=links).take(near) / count
    out[3] = keys == best
    out[4] = np.minimum(np.abs(keys - best), LOOK_BACK_LIMIT)


def _likeness(seen: PageEvidence, titles: Sequence[str]) -> Column:
    """Share of the best-fitting title's words in each line, less where the line has many others."""
    found = np.zeros(len(seen))
    rows, numbers = seen.words.once_a_line
    each = np.bincount(rows, minlength=len(seen))
    wanted = [words for words in map(content_words, titles[:3]) if words]
    for title, held in zip(wanted, seen.words.among(wanted), strict=True):
        common = np.bincount(rows[held.take(numbers)], minlength=len(seen))
        found = np.maximum(found, common / np.maximum(len(title), common + OTHERS_COST * (each - common)))
    short = np.fromiter(map(len, seen.folded), np.intp, len(seen)) <= TITLE_SIZE
    return np.where(short, found, 0.0).astype(np.float32)


def _write_title_signs(out: Rows, seen: PageEvidence, titles: Sequence[str]) -> None:
    """Likeness of each line to the stated title, lines since the headline, and until it."""
    out[0] = _likeness(seen, titles)
    is_title = out[0] >= SAME_TITLE
    out[1] = lines_since(is_title)
    out[2] = lines_until(is_title)
    out[3] = is_title.any()
