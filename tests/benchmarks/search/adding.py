"""What a small batch costs: 100 articles into a small and a large index, until they are found."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.shelf import Shelf
from tests.benchmarks.search.corpus import kept
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers.entente import Entente, entry

BATCH = 100
REPEATS = 3


def adding(folder: Path, corpus: Path, seed: int) -> str:
    """CPU seconds of adding articles to a linked copy of an index, of opening it, and of its first page.

    Several batches are added one after another; the median is given.
    """
    copy = folder.with_name(f"{folder.name}-added")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, copy_function=os.link)
    (copy / "CURRENT").unlink()
    shutil.copy(folder / "CURRENT", copy / "CURRENT")
    batch = [entry(article) for article in kept(corpus, BATCH * REPEATS, seed)]
    spent: list[tuple[float, float, float]] = []
    for turn in range(REPEATS):
        fresh = [
            replace(one, article_id=10_000_000 + one.article_id) for one in batch[turn * BATCH : (turn + 1) * BATCH]
        ]
        start = time.process_time()
        writing.put(Shelf(copy), fresh)
        written = time.process_time()
        peer = Entente()
        peer.open(copy)
        opened = time.process_time()
        peer.page(Question("common word", all_of=("ba",)))
        spent.append((written - start, opened - written, time.process_time() - opened))
    shutil.rmtree(copy)
    written_in, opened_in, asked_in = sorted(spent)[REPEATS // 2]
    return f"{written_in:.2f} s to write, {opened_in:.3f} s to open, {asked_in:.3f} s for the first page"
