"""Evidence of a line's place: its neighbours, the sections opened before it, where the page's prose lies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import HEAD_COVERAGE, HEAD_LENGTH, LOOK_BACK_LIMIT, Column, PageEvidence
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import FUNCTION

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
    pad = max(abs(first), abs(last + 1))
    padded = np.concatenate((np.full(pad, total[0]), total, np.full(pad, total[-1])))
    low, high = pad + first, pad + last + 1
    summed: Column = (padded[high : high + n] - padded[low : low + n]).astype(np.float32)
    return summed


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


ITEM_COVERAGE = 0.3
LABEL_COVERAGE = 0.9
RUN_PENALTIES = (0.35, 1.0)
"""What a line without prose costs a run, in hundreds of characters: a gentle and a strict one."""
COHESION_RUN = 0.35
PARAGRAPH_LIMIT = 400.0
"""A paragraph counts no more than this many characters in a run."""

NEIGHBOUR_COLUMNS = ("size", "function", "ending", "date", "repeats")
HEAD_CUES = (
    Cue.COMMENTS_HEAD,
    Cue.RELATED,
    Cue.FOOTER,
    Cue.SHARING,
    Cue.SUBSCRIPTION,
    Cue.FORM,
    Cue.CONSENT,
    Cue.BYLINE,
)
WINDOW_CUES = (
    Cue.COMMENT_ITEM,
    Cue.RELATED,
    Cue.CONSENT,
    Cue.NAVIGATION,
    Cue.FOOTER,
    Cue.SHARING,
    Cue.FORM,
    Cue.CAPTION,
)


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
    out["page-short"] = np.full(n, short[-1] / n, dtype=np.float32)
    for span in (NEAR, WIDE, FAR):
        out[f"short-before-{span}"] = window(short, -span, -1)
        out[f"short-after-{span}"] = window(short, 1, span)
    out["line"] = np.arange(n, dtype=np.float32)
    out["line-from-end"] = np.arange(n, dtype=np.float32)[::-1]
    out["line-share"] = (out["line"] / max(n - 1, 1)).astype(np.float32)
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
    out.update(_comment_signs(seen, total, everything))
    out.update(_labels(seen))
    for penalty in RUN_PENALTIES:
        out.update(_main_run(seen, prose, penalty))
    dated = columns["date"] > 0.6
    out["since-date"] = lines_since(dated)
    out["until-date"] = lines_until(dated)
    dates = running(dated.astype(np.float32))
    out["dates-near"] = window(dates, -WIDE, WIDE)
    return out


def _comment_signs(seen: PageEvidence, prose: NDArray[np.float64], everything: float) -> dict[str, Column]:
    """How much of the page's prose stood before the last comment head, and where the marks of comments lie."""
    small = seen.columns["size"] <= HEAD_LENGTH
    head = small & (seen.cues[:, Cue.COMMENTS_HEAD] >= HEAD_COVERAGE)
    index = np.arange(len(seen))
    last = np.maximum.accumulate(np.where(head, index, -1))
    items = running((small & (seen.cues[:, Cue.COMMENT_ITEM] >= ITEM_COVERAGE)).astype(np.float32))
    person = running(seen.columns["person"] * seen.columns["words"])
    words = running(seen.columns["words"])
    return {
        "head-prose": np.where(last >= 0, prose[np.maximum(last, 0)] / everything, -1.0).astype(np.float32),
        "items-before": window(items, -FAR, -1),
        "items-after": window(items, 1, FAR),
        "items-left": (items[-1] - items[1:]).astype(np.float32),
        "items-passed": items[:-1].astype(np.float32),
        "person-near": window(person, -NEAR, NEAR) / np.maximum(window(words, -NEAR, NEAR), np.float32(1)),
        "person-wide": window(person, -WIDE, WIDE) / np.maximum(window(words, -WIDE, WIDE), 1),
    }


def _labels(seen: PageEvidence) -> dict[str, Column]:
    """Lines that are nothing but a phrase of some kind, near by."""
    most = seen.cues.max(axis=1)
    labels = running((most >= LABEL_COVERAGE).astype(np.float32))
    n = len(most)
    out = {"label": most.astype(np.float32), "page-labels": np.full(n, labels[-1] / n, dtype=np.float32)}
    for span in (NEAR, WIDE, FAR):
        out[f"labels-before-{span}"] = window(labels, -span, -1)
        out[f"labels-after-{span}"] = window(labels, 1, span)
    return out


def best_run(gains: list[float]) -> tuple[int, int]:
    """First line and line after the last of the stretch whose gains add up to the most."""
    best = total = 0.0
    start = first = stop = 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, index
        total += gain
        if total > best:
            best, first, stop = total, start, index + 1
    return first, stop


def _main_run(seen: PageEvidence, prose: Column, penalty: float) -> dict[str, Column]:
    """Where a line stands to the densest run of prose."""
    n = len(seen)
    gains = np.where(prose > 0, np.minimum(prose, PARAGRAPH_LIMIT) / 100, -penalty)
    first, stop = best_run(gains.tolist())
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
