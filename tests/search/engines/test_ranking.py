"""Any stretch of a ranking is what sorting everything would give there."""

from __future__ import annotations

import numpy as np
import pytest

from archive.search.engines.whoosh.ranking import _best, _lowest


@pytest.mark.parametrize("count", [1, 2, 5, 50, 500])
def test_stretches_are_those_of_the_whole_order(count: int) -> None:
    random = np.random.default_rng(count)
    for _ in range(50):
        scores = random.integers(0, max(2, count // 3), count).astype(np.float32)
        ranks = random.permutation(count)
        start = int(random.integers(0, count))
        stop = min(count, start + int(random.integers(1, 12)))
        assert _best(scores, ranks, start, stop).tolist() == np.lexsort((ranks, -scores))[start:stop].tolist()
        assert _lowest(ranks, start, stop).tolist() == np.argsort(ranks)[start:stop].tolist()
