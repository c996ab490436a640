"""Evidence of a line's place: its neighbours, the sections opened before it, where the page's prose lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import HEAD_COVERAGE, HEAD_LENGTH, LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.vocabulary.cues import Cue

NEAR, WIDE, FAR = 3, 8, 25
"""Lines looked at to either side: the paragraph's neighbours, the block, the section."""
MANY_SMALL_WORDS = 0.18
"""Above this share of small words a line reads as prose."""


def shifted(column: Column, by: int, fill: float = -1.0) -> Column:
    """The column of the line ``by`` lines further on (negative: before); ``fill`` past the page's ends."""
    out = np.full_like(column, fill)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def window(total: NDArray[np.float64], first: int, last: int) -> Column:
    """Sum over lines i+first to i+last, from a running total with a leading zero."""
    n = len(total) - 1
    index = np.arange(n)
    low = np.clip(index + first, 0, n)
    high = np.clip(index + last + 1, 0, n)
    return (total[high] - total[low]).astype(np.float32)


def running(column: Column) -> NDArray[np.float64]:
    """Running total with a leading zero."""
    return np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))


def lines_since(mask: NDArray[np.bool_]) -> Column:
    """Lines since the last line of the mask (itself 0), or the limit where none came before."""
    index = np.arange(len(mask))
    last = np.maximum.accumulate(np.where(mask, index, -10_000_000))
    return np.minimum(index - last, LOOK_BACK_LIMIT).astype(np.float32)


def lines_until(mask: NDArray[np.bool_]) -> Column:
    """Lines until the next line of the mask."""
    return lines_since(mask[::-1])[::-1]


def prose_mass(seen: PageEvidence) -> Column:
    """Characters of each line that reads as prose, else 0."""
    columns = seen.columns
    wordy = (columns["function"] > MANY_SMALL_WORDS) if seen.known_language else columns["words"] > 8
    return np.where(wordy & (columns["sentences"] > 0) & (columns["words"] > 6), columns["size"], 0).astype(np.float32)


NEIGHBOUR_COLUMNS = ("size", "function", "ending", "date", "repeats")
HEAD_CUES = (Cue.COMMENTS_HEAD, Cue.RELATED, Cue.FOOTER, Cue.SHARING, Cue.SUBSCRIPTION, Cue.FORM, Cue.CONSENT, Cue.BYLINE)
WINDOW_CUES = (Cue.COMMENT_ITEM, Cue.RELATED, Cue.CONSENT, Cue.NAVIGATION, Cue.FOOTER, Cue.SHARING, Cue.FORM, Cue.CAPTION)


def describe(seen: PageEvidence) -> dict[str, Column]:
    """The columns of place, by name; one number a line."""
    columns = seen.columns
    n = len(seen)
    out: dict[str, Column] = {}
    for name in NEIGHBOUR_COLUMNS:
        for by in (-2, -1, 1, 2):
            out[f"{name}{by:+d}"] = shifted(columns[name], by)
    prose = prose_mass(seen)
    total = running(prose)
    everything = max(float(total[-1]), 1.0)
    out["prose"] = prose
    for span in (NEAR, WIDE, FAR):
        out[f"prose-before-{span}"] = window(total, -span, -1)
        out[f"prose-after-{span}"] = window(total, 1, span)
    out["prose-before"] = (total[:-1] / everything).astype(np.float32)
    out["prose-after"] = ((everything - total[1:]) / everything).astype(np.float32)
    size_total = max(float(columns["size"].sum()), 1.0)
    out["page-prose"] = np.full(n, everything / size_total, dtype=np.float32)
    out["page-lines"] = np.full(n, n, dtype=np.float32)
    out["page-mass"] = np.full(n, everything, dtype=np.float32)
    short = running((columns["size"] < 40).astype(np.float32))
    for span in (NEAR, WIDE, FAR):
        out[f"short-before-{span}"] = window(short, -span, -1)
        out[f"short-after-{span}"] = window(short, 1, span)
    out["line"] = np.arange(n, dtype=np.float32)
    out["line-from-end"] = np.arange(n, dtype=np.float32)[::-1]
    out["line-share"] = out["line"] / max(n - 1, 1)
    for cue in WINDOW_CUES:
        cue_total = running(seen.cues[:, cue])
        out[f"{cue.name.lower()}-before"] = window(cue_total, -WIDE, -1)
        out[f"{cue.name.lower()}-after"] = window(cue_total, 1, WIDE)
    small = columns["size"] <= HEAD_LENGTH
    for cue in HEAD_CUES:
        head = small & (seen.cues[:, cue] >= HEAD_COVERAGE)
        out[f"since-{cue.name.lower()}"] = lines_since(head)
        if cue in (Cue.COMMENTS_HEAD, Cue.RELATED, Cue.SHARING, Cue.BYLINE):
            out[f"until-{cue.name.lower()}"] = lines_until(head)
    dated = columns["date"] > 0.6
    out["since-date"] = lines_since(dated)
    out["until-date"] = lines_until(dated)
    dates = running(dated.astype(np.float32))
    out["dates-near"] = window(dates, -WIDE, WIDE)
    return out
