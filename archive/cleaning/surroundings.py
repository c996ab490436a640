"""Evidence of a line's place: its neighbours, the sections opened before it, where the page's prose lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import HEAD_COVERAGE, HEAD_LENGTH, LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import FUNCTION

NEAR, WIDE, FAR = 3, 8, 25
"""Lines looked at to either side: the paragraph's neighbours, the block, the section."""
PAD = FAR + 1
SHORT_SIZE = 40
DATED = 0.6
"""From this likeness on a line is taken for one of dates."""
MANY_SMALL_WORDS = 0.18
"""Above this share of small words a line reads as prose."""


Rows = NDArray[np.float32]
"""One row a column of evidence, one number a line."""


def shifted(columns: Sequence[Column], by: Sequence[int], fill: float = -1.0) -> list[Rows]:
    """For each distance the columns of the lines so much further on (negative: before); ``fill`` past the page's ends.

    What is given are views of one copy.
    """
    n, pad = len(columns[0]), max(map(abs, by))
    padded = np.full((len(columns), n + 2 * pad), fill, dtype=np.float32)
    for row, column in zip(padded, columns, strict=True):
        row[pad : pad + n] = column
    return [padded[:, pad + step : pad + step + n] for step in by]


class Totals:
    """Running totals of some columns, to sum any window of lines by."""

    def __init__(self, columns: Sequence[NDArray[Any]]) -> None:
        n = len(columns[0])
        self.lines = n
        self.padded = np.zeros((len(columns), n + 1 + 2 * PAD), dtype=np.float64)
        inside = self.padded[:, PAD + 1 : PAD + 1 + n]
        for row, column in zip(inside, columns, strict=True):
            row[:] = column
        np.cumsum(inside, axis=1, out=inside)
        self.padded[:, PAD + 1 + n :] = self.padded[:, PAD + n, None]

    @property
    def totals(self) -> NDArray[np.float64]:
        """The running totals, each with a leading zero."""
        return self.padded[:, PAD : PAD + self.lines + 1]

    def window(self, first: int, last: int) -> Rows:
        """Sums over lines i+first to i+last, no more than `PAD` away."""
        low, high = PAD + first, PAD + last + 1
        summed = self.padded[:, high : high + self.lines] - self.padded[:, low : low + self.lines]
        return summed.astype(np.float32)


def lines_since(mask: NDArray[np.bool_]) -> Rows:
    """Lines since the last line of the mask (itself 0), or the limit where none came before; a mask a row."""
    index = np.arange(mask.shape[-1])
    last = np.maximum.accumulate(np.where(mask, index, -10_000_000), axis=-1)
    return np.minimum(index - last, LOOK_BACK_LIMIT).astype(np.float32)


def lines_until(mask: NDArray[np.bool_]) -> Rows:
    """Lines until the next line of the mask."""
    return lines_since(mask[..., ::-1])[..., ::-1]


def prose_mass(seen: PageEvidence) -> Column:
    """Characters of each line that reads as prose, else 0."""
    columns = seen.columns
    wordy = (columns["function"] > MANY_SMALL_WORDS) if seen.known_language else columns["words"] > 8
    return np.where(wordy & (columns["sentences"] > 0) & (columns["words"] > 6), columns["size"], 0).astype(np.float32)


ITEM_COVERAGE = 0.3
LABEL_COVERAGE = 0.9
RUN_PENALTIES = (0.35, 1.0)
"""What a line without prose costs a run, in hundreds of characters: a gentle and a strict one."""
COHESION_RUN = 0.35
PARAGRAPH_LIMIT = 400.0
"""A paragraph counts no more than this many characters in a run."""

NEIGHBOURS = (-2, -1, 1, 2)
NEIGHBOUR_COLUMNS = ("size", "function", "ending", "date", "repeats")
MASSES = ("prose", "short", "labels")
HEAD_CUES = (
    Cue.COMMENTS_HEAD, Cue.RELATED, Cue.SHARING, Cue.BYLINE, Cue.FOOTER, Cue.SUBSCRIPTION, Cue.FORM, Cue.CONSENT,
)  # fmt: skip
SINCE_NAMES = (*(cue.name.lower() for cue in HEAD_CUES), "date")
UNTIL = [0, 1, 2, 3, 8]
"""Of these it is told how far on the next one is."""
WINDOW_CUES = (
    Cue.COMMENT_ITEM, Cue.RELATED, Cue.CONSENT, Cue.NAVIGATION, Cue.FOOTER, Cue.SHARING, Cue.FORM, Cue.CAPTION,
)  # fmt: skip
WINDOW_NAMES = tuple(cue.name.lower() for cue in WINDOW_CUES)


def describe(seen: PageEvidence) -> dict[str, Column]:
    """The columns of place, by name; one number a line."""
    columns = seen.columns
    prose = prose_mass(seen)
    most = seen.cues.max(axis=1)
    small = columns["size"] <= HEAD_LENGTH
    masses = Totals([prose, columns["size"] < SHORT_SIZE, most >= LABEL_COVERAGE])
    everything = max(float(masses.totals[0, -1]), 1.0)
    out: dict[str, Column] = {"prose": prose, "label": most}
    for by, rows in zip(NEIGHBOURS, shifted([columns[name] for name in NEIGHBOUR_COLUMNS], NEIGHBOURS), strict=True):
        out.update((f"{name}{by:+d}", row) for name, row in zip(NEIGHBOUR_COLUMNS, rows, strict=True))
    for span in (NEAR, WIDE, FAR):
        for side, rows in (("before", masses.window(-span, -1)), ("after", masses.window(1, span))):
            out.update((f"{name}-{side}-{span}", row) for name, row in zip(MASSES, rows, strict=True))
    out["prose-before"] = (masses.totals[0, :-1] / everything).astype(np.float32)
    out["prose-after"] = ((everything - masses.totals[0, 1:]) / everything).astype(np.float32)
    out.update(_page_columns(seen, masses, everything))
    cues = Totals(list(seen.cues.T[list(WINDOW_CUES)]))
    for side, rows in (("before", cues.window(-WIDE, -1)), ("after", cues.window(1, WIDE))):
        out.update((f"{name}-{side}", row) for name, row in zip(WINDOW_NAMES, rows, strict=True))
    heads = small & (seen.cues.T[list(HEAD_CUES)] >= HEAD_COVERAGE)
    dated = columns["date"] > DATED
    opened = np.concatenate((heads, dated[None]))
    out.update((f"since-{name}", row) for name, row in zip(SINCE_NAMES, lines_since(opened), strict=True))
    out.update((f"until-{SINCE_NAMES[at]}", row) for at, row in zip(UNTIL, lines_until(opened[UNTIL]), strict=True))
    out.update(_comment_signs(seen, heads[0], masses.totals[0] / everything))
    for penalty in RUN_PENALTIES:
        out.update(_main_run(seen, prose, penalty))
    out["dates-near"] = Totals([dated]).window(-WIDE, WIDE)[0]
    return out


def _page_columns(seen: PageEvidence, masses: Totals, everything: float) -> dict[str, Column]:
    """What is the same for all lines of a page, and a line's number."""
    n = len(seen)
    line = np.arange(n, dtype=np.float32)
    whole = {
        "page-prose": everything / max(float(seen.columns["size"].sum()), 1.0),
        "page-lines": n,
        "page-mass": everything,
        "page-short": masses.totals[1, -1] / n,
        "page-labels": masses.totals[2, -1] / n,
    }
    return {
        **{name: np.full(n, value, dtype=np.float32) for name, value in whole.items()},
        "line": line,
        "line-from-end": line[::-1],
        "line-share": line / np.float32(max(n - 1, 1)),
    }


def _comment_signs(seen: PageEvidence, head: NDArray[np.bool_], prose: NDArray[np.float64]) -> dict[str, Column]:
    """How much of the page's prose stood before the last comment head, and where the marks of comments lie."""
    columns = seen.columns
    last = np.maximum.accumulate(np.where(head, np.arange(len(seen)), -1))
    item = (columns["size"] <= HEAD_LENGTH) & (seen.cues[:, Cue.COMMENT_ITEM] >= ITEM_COVERAGE)
    summed = Totals([item, columns["person"] * columns["words"], columns["words"]])
    items = summed.totals[0]
    near, wide = summed.window(-NEAR, NEAR), summed.window(-WIDE, WIDE)
    return {
        "head-prose": np.where(last >= 0, prose[last], -1.0).astype(np.float32),
        "items-before": summed.window(-FAR, -1)[0],
        "items-after": summed.window(1, FAR)[0],
        "items-left": (items[-1] - items[1:]).astype(np.float32),
        "items-passed": items[:-1].astype(np.float32),
        "person-near": near[1] / np.maximum(near[2], 1),
        "person-wide": wide[1] / np.maximum(wide[2], 1),
    }


def best_run(gains: Column) -> tuple[int, int]:
    """First line and line after the last of the stretch whose gains add up to the most; (0, 0) if none gains."""
    total = np.concatenate(([0.0], np.cumsum(gains, dtype=np.float64)))
    low = np.minimum.accumulate(total[:-1])
    stop = int(np.argmax(total[1:] - low))
    if total[stop + 1] <= low[stop]:
        return 0, 0
    return int(np.flatnonzero(total[: stop + 1] == low[stop])[-1]), stop + 1


def _main_run(seen: PageEvidence, prose: Column, penalty: float) -> dict[str, Column]:
    """Where a line stands to the densest run of prose."""
    n = len(seen)
    gains = np.where(prose > 0, np.minimum(prose, PARAGRAPH_LIMIT) / 100, -penalty)
    first, stop = best_run(gains)
    index = np.arange(n)
    inside = (index >= first) & (index < stop)
    name = f"run-{penalty:g}"
    out = {
        f"{name}-distance": np.where(index < first, index - first, np.where(inside, 0, index - stop + 1)),
        f"{name}-depth": np.where(inside, np.minimum(index - first, stop - 1 - index), -1),
        f"{name}-share": np.full(n, prose[first:stop].sum() / max(float(prose.sum()), 1.0)),
    }
    if penalty == COHESION_RUN:
        out["cohesion"] = _cohesion(seen, first, stop)
    return {key: np.asarray(column, dtype=np.float32) for key, column in out.items()}


def _cohesion(seen: PageEvidence, first: int, stop: int) -> Column:
    """Share of a line's telling words that the main run uses elsewhere; -1 for a line without any."""
    words = seen.words
    rows, numbers = words.once_a_line()
    telling = (words.kinds[numbers] & FUNCTION) == 0
    rows, numbers = rows[telling], numbers[telling]
    inside = (rows >= first) & (rows < stop)
    lines = np.bincount(numbers[inside], minlength=len(words.known))
    common = lines[numbers] > inside  # a line of the run is not compared with itself
    each = np.bincount(rows, minlength=len(seen))
    share = np.bincount(rows[common], minlength=len(seen)) / np.maximum(each, 1)
    return np.where(each > 0, share, -1.0).astype(np.float32)
