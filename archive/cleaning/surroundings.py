"""Evidence of a line's place: its neighbours, the sections opened before it, where the page's prose lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import COLUMNS, HEAD_COVERAGE, HEAD_LENGTH, LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import FUNCTION

NEAR, WIDE, FAR = 3, 8, 25
"""Lines looked at to either side: the paragraph's neighbours, the block, the section."""
PAD = FAR + 1
SHORT_SIZE = 40
DATED = 0.6
"""From this likeness on a line is taken for one of dates."""
ITEM_COVERAGE = 0.3
LABEL_COVERAGE = 0.9
RUN_PENALTIES = (0.35, 1.0)
"""What a line without prose costs a run, in hundreds of characters: a gentle and a strict one. How many words a line
shares with the run is asked of the gentle one."""
PARAGRAPH_LIMIT = 400.0
"""A paragraph counts no more than this many characters in a run."""

Rows = NDArray[np.float32]
"""One row a column of evidence, one number a line."""

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
NAMES = (
    "prose",
    "label",
    *(f"{name}{by:+d}" for by in NEIGHBOURS for name in NEIGHBOUR_COLUMNS),
    *(f"{name}-{side}-{span}" for span in (NEAR, WIDE, FAR) for side in ("before", "after") for name in MASSES),
    *("prose-before", "prose-after", "page-prose", "page-lines", "page-mass", "page-short", "page-labels"),
    *("line", "line-from-end", "line-share"),
    *(f"{name}-{side}" for side in ("before", "after") for name in WINDOW_NAMES),
    *(f"since-{name}" for name in SINCE_NAMES),
    *(f"until-{SINCE_NAMES[at]}" for at in UNTIL),
    *("head-prose", "items-before", "items-after", "items-left", "items-passed", "person-near", "person-wide"),
    *("run-0.35-distance", "run-0.35-depth", "run-0.35-share", "cohesion"),
    *("run-1-distance", "run-1-depth", "run-1-share", "dates-near"),
)
"""The columns that `describe` gives, in their order."""
_AT = {name: number for number, name in enumerate(NAMES)}
_NEIGHBOURING = [COLUMNS.index(name) for name in NEIGHBOUR_COLUMNS]
_SIZE, _WORDS, _PERSON = COLUMNS.index("size"), COLUMNS.index("words"), COLUMNS.index("person")
_CUES, _MASSES, _ITEMS = slice(0, 8), slice(8, 11), 11
"""Rows of the running totals: phrases by their kind, masses, marks of comments; then persons, words, dates."""
_WINDOWS = (
    (-NEAR, -1, _MASSES, "prose-before-3"), (1, NEAR, _MASSES, "prose-after-3"),
    (-WIDE, -1, _MASSES, "prose-before-8"), (1, WIDE, _MASSES, "prose-after-8"),
    (-FAR, -1, _MASSES, "prose-before-25"), (1, FAR, _MASSES, "prose-after-25"),
    (-WIDE, -1, _CUES, f"{WINDOW_NAMES[0]}-before"), (1, WIDE, _CUES, f"{WINDOW_NAMES[0]}-after"),
    (-FAR, -1, slice(11, 12), "items-before"), (1, FAR, slice(11, 12), "items-after"),
    (-WIDE, WIDE, slice(14, 15), "dates-near"),
)  # fmt: skip
"""First and last line of a window, the rows summed in it, the first column that the sums go to."""


def shifted(columns: Rows, by: Sequence[int], fill: float = -1.0) -> list[Rows]:
    """For each distance the columns of the lines so much further on (negative: before); ``fill`` past the page's ends.

    What is given are views of one copy.
    """
    rows, n = columns.shape
    pad = max(map(abs, by))
    padded = np.full((rows, n + 2 * pad), fill, dtype=np.float32)
    padded[:, pad : pad + n] = columns
    return [padded[:, pad + step : pad + step + n] for step in by]


class Totals:
    """Running totals of some columns, to sum any window of lines by. Each is given to one or more rows at once."""

    def __init__(self, rows: int, lines: int, columns: Sequence[tuple[int | slice, NDArray[Any]]]) -> None:
        self.lines = lines
        self.padded = np.zeros((rows, lines + 1 + 2 * PAD), dtype=np.float64)
        inside = self.padded[:, PAD + 1 : PAD + 1 + lines]
        for row, column in columns:
            inside[row] = column
        inside.cumsum(axis=1, out=inside)
        self.padded[:, PAD + 1 + lines :] = inside[:, -1:]

    @property
    def totals(self) -> NDArray[np.float64]:
        """The running totals, each with a leading zero."""
        return self.padded[:, PAD : PAD + self.lines + 1]

    def window(self, first: int, last: int, rows: slice = slice(None), out: Rows | None = None) -> Rows:
        """Sums over lines i+first to i+last, no more than `PAD` away."""
        low, high = PAD + first, PAD + last + 1
        after, before = self.padded[rows, high : high + self.lines], self.padded[rows, low : low + self.lines]
        if out is None:
            out = np.empty(after.shape, dtype=np.float32)
        return np.subtract(after, before, out=out, casting="same_kind")


def lines_since(mask: NDArray[np.bool_]) -> Rows:
    """Lines since the last line of the mask (itself 0), or the limit where none came before; a mask a row."""
    index = np.arange(mask.shape[-1])
    last = np.maximum.accumulate(np.where(mask, index, -10_000_000), axis=-1)
    return np.minimum(index - last, LOOK_BACK_LIMIT).astype(np.float32)


def lines_until(mask: NDArray[np.bool_]) -> Rows:
    """Lines until the next line of the mask."""
    return lines_since(mask[..., ::-1])[..., ::-1]


def describe(seen: PageEvidence) -> Rows:
    """The columns of place, in the order of `NAMES`; one number a line."""
    n = len(seen)
    out = np.empty((len(NAMES), n), dtype=np.float32)
    prose, size = seen.prose, seen.rows[_SIZE]
    out[0], out[1] = prose, seen.most
    at = _AT["size-2"]
    for by, rows in enumerate(shifted(seen.rows[_NEIGHBOURING], NEIGHBOURS)):
        out[at + 5 * by : at + 5 * by + 5] = rows
    small = size <= HEAD_LENGTH
    dated = seen.columns["date"] > DATED
    sums = _totals(seen, small, dated)
    for first, last, summed, name in _WINDOWS:
        at = _AT[name]
        sums.window(first, last, summed, out[at : at + summed.stop - summed.start])
    _write_shares(out, sums.totals, float(size.sum()))
    _write_distances(out, np.concatenate((small & (seen.cues.T[list(HEAD_CUES)] >= HEAD_COVERAGE), dated[None])))
    at = _AT["person-near"]
    for row, span in ((at, NEAR), (at + 1, WIDE)):
        person, words = sums.window(-span, span, slice(12, 14))
        np.divide(person, np.maximum(words, 1), out=out[row])
    _write_runs(out, seen, prose)
    return out


def _totals(seen: PageEvidence, small: NDArray[np.bool_], dated: NDArray[np.bool_]) -> Totals:
    """Running totals of everything that is summed over windows."""
    words = seen.rows[_WORDS]
    return Totals(
        15,
        len(seen),
        (
            (_CUES, seen.cues.T[list(WINDOW_CUES)]),
            (8, seen.prose),
            (9, seen.rows[_SIZE] < SHORT_SIZE),
            (10, seen.most >= LABEL_COVERAGE),
            (_ITEMS, small & (seen.cues[:, Cue.COMMENT_ITEM] >= ITEM_COVERAGE)),
            (12, seen.rows[_PERSON] * words),
            (13, words),
            (14, dated),
        ),
    )


def _write_shares(out: Rows, totals: NDArray[np.float64], size: float) -> None:
    """How much of the page lies before and after a line, what is the same for all lines of a page, a line's number."""
    n = out.shape[1]
    prose, items = totals[8], totals[_ITEMS]
    everything = max(float(prose[-1]), 1.0)
    at = _AT["prose-before"]
    out[at] = prose[:-1] / everything
    out[at + 1] = (everything - prose[1:]) / everything
    out[at + 2] = everything / max(size, 1.0)
    out[at + 3] = n
    out[at + 4] = everything
    out[at + 5] = totals[9, -1] / n
    out[at + 6] = totals[10, -1] / n
    line = out[at + 7] = np.arange(n, dtype=np.float32)
    out[at + 8] = line[::-1]
    out[at + 9] = line / np.float32(max(n - 1, 1))
    at = _AT["items-left"]
    out[at] = items[-1] - items[1:]
    out[at + 1] = items[:-1]


def _write_distances(out: Rows, opened: NDArray[np.bool_]) -> None:
    """Lines since a section's head and until the next, and how much prose stood before the last comment head."""
    n = opened.shape[1]
    index = np.arange(n, dtype=np.int32)
    both = np.concatenate((opened, opened[UNTIL, ::-1]))
    last = np.maximum.accumulate(np.where(both, index, np.int32(-10_000_000)), axis=1)
    far = np.minimum(index - last, np.int32(LOOK_BACK_LIMIT))
    at, until = _AT[f"since-{SINCE_NAMES[0]}"], _AT[f"until-{SINCE_NAMES[0]}"]
    out[at:until] = far[: len(SINCE_NAMES)]
    out[until : until + len(UNTIL)] = far[len(SINCE_NAMES) :, ::-1]
    before = out[_AT["prose-before"]]
    out[_AT["head-prose"]] = np.where(last[0] >= 0, before[np.maximum(last[0], 0)], -1.0)


def best_run(gains: Column) -> tuple[int, int]:
    """First line and line after the last of the stretch whose gains add up to the most; (0, 0) if none gains."""
    return best_runs(gains[None])[0]


def best_runs(gains: Rows) -> list[tuple[int, int]]:
    """`best_run` of each row."""
    total = np.zeros((gains.shape[0], gains.shape[1] + 1))
    gains.cumsum(axis=1, dtype=np.float64, out=total[:, 1:])
    low = np.minimum.accumulate(total[:, :-1], axis=1)
    found: list[tuple[int, int]] = []
    for row, stop in enumerate((total[:, 1:] - low).argmax(axis=1).tolist()):
        least = low[row, stop]
        if total[row, stop + 1] <= least:
            found.append((0, 0))
        else:
            found.append((int((total[row, : stop + 1] == least).nonzero()[0][-1]), stop + 1))
    return found


_PENALTIES = -np.asarray(RUN_PENALTIES, dtype=np.float32)[:, None]


def _write_runs(out: Rows, seen: PageEvidence, prose: Column) -> None:
    """Where a line stands to the densest runs of prose."""
    gains = np.where(prose > 0, np.minimum(prose, PARAGRAPH_LIMIT) / 100, _PENALTIES)
    runs = best_runs(gains)
    edges = np.asarray(runs)
    index = np.arange(len(seen))
    since, left = index - edges[:, :1], edges[:, 1:] - 1 - index
    distance = np.minimum(since, 0) - np.minimum(left, 0)
    depth = np.maximum(np.minimum(since, left), -1)
    everything = max(float(prose.sum()), 1.0)
    for row, (name, (first, stop)) in enumerate(zip(("run-0.35-distance", "run-1-distance"), runs, strict=True)):
        at = _AT[name]
        out[at], out[at + 1] = distance[row], depth[row]
        out[at + 2] = prose[first:stop].sum() / everything
    out[_AT["cohesion"]] = _cohesion(seen, *runs[0])


def _cohesion(seen: PageEvidence, first: int, stop: int) -> Column:
    """Share of a line's telling words that the main run uses elsewhere; -1 for a line without any."""
    words = seen.words
    rows, numbers = words.once_a_line
    telling = (words.kinds.take(numbers) & FUNCTION) == 0
    rows, numbers = rows[telling], numbers[telling]
    inside = (rows >= first) & (rows < stop)
    lines = np.bincount(numbers[inside], minlength=len(words.known))
    common = lines.take(numbers) > inside  # a line of the run is not compared with itself
    each = np.bincount(rows, minlength=len(seen))
    share = np.bincount(rows[common], minlength=len(seen)) / np.maximum(each, 1)
    return np.where(each > 0, share, -1.0).astype(np.float32)
