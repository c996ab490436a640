"""Evidence that only markup gives: tags, names of elements, links, which block shares its place with which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.blocks import Place
from archive.cleaning.evidence import LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.surroundings import NEIGHBOURS, Totals, lines_since, lines_until, prose_mass, shifted
from archive.cleaning.tree import HINT_BITS
from archive.cleaning.vocabulary.lexicon import content_words

NEAR, WIDE = 3, 8
TITLE_SIZE = 250
SAME_TITLE = 0.6
"""A line that shares this part of its words and the title's is the headline."""
OTHERS_COST = 0.3
"""What another word of a line counts against the title's words in it."""


def describe(places: Sequence[Place], seen: PageEvidence, titles: Sequence[str]) -> dict[str, Column]:
    """The columns of markup, by name; ``titles`` are the wordings of the title that the page states."""
    tag, depth, hints, inherited, links, parent, grandparent, hidden, breaks, path = zip(*places, strict=True)
    out = {
        name: np.asarray(values, dtype=np.float32)
        for name, values in (("tag", tag), ("depth", depth), ("links", links), ("hidden", hidden), ("breaks", breaks))
    }
    bits = np.fromiter(HINT_BITS.values(), np.int64, len(HINT_BITS))[:, None]
    for where, hinted in (("own", hints), ("in", inherited)):
        rows = ((np.asarray(hinted, dtype=np.int64) & bits) > 0).astype(np.float32)
        out.update((f"{where}-{name}", row) for name, row in zip(HINT_BITS, rows, strict=True))
    for by, rows in zip(NEIGHBOURS, shifted([out["links"], out["tag"]], NEIGHBOURS), strict=True):
        out[f"links{by:+d}"], out[f"tag{by:+d}"] = rows
    sizes = Totals([out["links"] * seen.columns["size"], seen.columns["size"]])
    for span in (NEAR, WIDE):
        for side, (linked, size) in (("before", sizes.window(-span, -1)), ("after", sizes.window(1, span))):
            out[f"links-{side}-{span}"] = linked / np.maximum(size, 1)
    prose = np.where(out["links"] < 0.5, prose_mass(seen), 0)
    for name, keys in (("parent", parent), ("grandparent", grandparent), ("path", path)):
        out.update(_group(name, np.asarray(keys, dtype=np.intp), prose, out["links"]))
    out.update(_title_signs(seen, titles))
    return out


def _group(name: str, keys: NDArray[np.intp], prose: Column, links: Column) -> dict[str, Column]:
    """What the blocks that share a parent (or path) hold together: share of the page's prose, number, links."""
    near = keys - keys.min()
    mass = np.bincount(near, weights=prose)[near]
    count = np.bincount(near)[near]
    linked = np.bincount(near, weights=links)[near]
    best = keys[np.argmax(mass)]
    columns = {
        "prose": mass / max(float(prose.sum()), 1.0),
        "count": count,
        "links": linked / count,
        "best": keys == best,
        "to-best": np.minimum(np.abs(keys - best), LOOK_BACK_LIMIT),
    }
    return {f"{name}-{column}": values.astype(np.float32) for column, values in columns.items()}


def _likeness(seen: PageEvidence, titles: Sequence[str]) -> Column:
    """Share of the best-fitting title's words in each line, less where the line has many others."""
    found = np.zeros(len(seen))
    rows, numbers = seen.words.once_a_line()
    each = np.bincount(rows, minlength=len(seen))
    for title in filter(None, map(content_words, titles[:3])):
        common = np.bincount(rows[seen.words.among(title)[numbers]], minlength=len(seen))
        found = np.maximum(found, common / np.maximum(len(title), common + OTHERS_COST * (each - common)))
    short = np.fromiter(map(len, seen.folded), np.intp, len(seen)) <= TITLE_SIZE
    return np.where(short, found, 0.0).astype(np.float32)


def _title_signs(seen: PageEvidence, titles: Sequence[str]) -> dict[str, Column]:
    """Likeness of each line to the stated title, lines since the headline, and until it."""
    likeness = _likeness(seen, titles)
    is_title = likeness >= SAME_TITLE
    return {
        "title-likeness": likeness,
        "since-title": lines_since(is_title),
        "until-title": lines_until(is_title),
        "has-title": np.full(len(seen), float(is_title.any()), dtype=np.float32),
    }
