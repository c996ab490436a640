"""Lines that a page holds more than once: one of them stays, the one that stands in the article."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import PageEvidence
from archive.cleaning.rules import Rule

REPEATED_SIZE = 40
"""Shorter lines may rightly come twice: a refrain, a speaker's name, a heading."""
REACH = 2
"""Lines to either side whose scores tell where the article is."""
SURE = 3.0
"""Log-odds beyond which one line is not believed more than another."""
LEAD = 1.0
"""A later one stays instead of the first if the lines about it score so much better."""


def repeated_rules(seen: PageEvidence, scores: NDArray[np.float32]) -> dict[int, Rule]:
    """The copies of each longer line, but for the one whose neighbours score best for the article.

    A teaser above an article repeats its first paragraph: dropping every later copy would drop the paragraph.
    """
    candidates = ((seen.columns["repeats"] > 1) & (seen.columns["size"] >= REPEATED_SIZE)).nonzero()[0].tolist()
    groups: dict[str, list[int]] = defaultdict(list)
    for index in candidates:
        groups[" ".join(seen.folded[index].split())].append(index)
    if not candidates:
        return {}
    about = _about(np.clip(scores, -SURE, SURE)).tolist()
    found: dict[int, Rule] = {}
    for copies in groups.values():
        stays = copies[0]
        best = about[stays] + LEAD
        for index in copies[1:]:
            if about[index] > best:
                stays, best = index, about[index]
        found.update((index, Rule.REPEATED_LINE) for index in copies if index != stays)
    return found


def _about(held: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean score of the lines about each, without it."""
    n = len(held)
    padded = np.zeros((2, n + 2 * REACH), dtype=np.float32)
    padded[0, REACH : REACH + n] = held
    padded[1, REACH : REACH + n] = 1
    summed = np.zeros((2, n), dtype=np.float32)
    for step in (*range(REACH), *range(REACH + 1, 2 * REACH + 1)):
        summed += padded[:, step : step + n]
    mean: NDArray[np.float32] = summed[0] / np.maximum(summed[1], 1)
    return mean
