"""Measures search: ``python -m tests.benchmarks.search --articles 20000 --peers entente tantivy fts5 whoosh``.

Prints for each engine the time of a page of results (ten hits with snippets, five facets counted over
all matches) in CPU milliseconds, the rate of indexing, and the size on disk.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.benchmarks.search.corpus import articles
from tests.benchmarks.search.mix import Question, questions
from tests.benchmarks.search.peers import Peer

ROUNDS = 3
PEERS = ["entente", "tantivy", "fts5", "whoosh"]


def peers() -> dict[str, Callable[[], Peer]]:
    """The engines by the names the command line takes."""
    from tests.benchmarks.search.peers.entente import Entente
    from tests.benchmarks.search.peers.fts5 import Fts5
    from tests.benchmarks.search.peers.plain_whoosh import PlainWhoosh
    from tests.benchmarks.search.peers.tantivy_engine import Tantivy

    return {"entente": Entente, "tantivy": Tantivy, "fts5": Fts5, "whoosh": PlainWhoosh}


def percentile(times: list[float], share: float) -> float:
    """The time that a share of the times stays under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measured(peer: Peer, asked: list[Question], cold: bool) -> dict[str, list[float]]:
    """CPU milliseconds of each question (median of the rounds) by kind; cold ones are asked once each."""
    times: dict[str, list[float]] = {}
    if not cold:
        for question in asked:
            peer.page(question)
    for question in asked:
        rounds = []
        for _ in range(1 if cold else ROUNDS):
            if cold:
                peer.forget()
            start = time.process_time()
            peer.page(question)
            rounds.append((time.process_time() - start) * 1_000)
        times.setdefault(question.kind, []).append(statistics.median(rounds))
    return times


def shown(name: str, what: str, times: dict[str, list[float]]) -> None:
    """Print one row."""
    everything = [one for some in times.values() for one in some]
    kinds = "  ".join(f"{kind} {statistics.median(some):.1f}" for kind, some in times.items())
    print(
        f"{name:12} {what:5} median {statistics.median(everything):8.1f}  p95 {percentile(everything, 0.95):8.1f}"
        f"  max {max(everything):8.1f}   {kinds}",
        flush=True,
    )


def size_of(folder: Path) -> float:
    """Megabytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main(given: list[str]) -> None:
    """Index and ask with each engine in turn."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    options = options_of(given)
    print(
        f"{options.articles:,} articles, seed {options.seed}, {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}"
    )
    asked = questions(options.seed)[: options.questions or None]
    base = options.folder or Path(mkdtemp(prefix="entente-bench-"))
    totals: dict[str, list[Any]] = {}
    for name in options.peers:
        peer = peers()[name]()
        folder = base / f"{name}-{options.articles}-{options.seed}"
        if not folder.exists():
            indexed(peer, folder, options.articles, options.seed)
        start = time.process_time()
        peer.open(folder)
        opened = (time.process_time() - start) * 1_000
        start = time.process_time()
        peer.page(asked[0])
        first = (time.process_time() - start) * 1_000
        print(f"{peer.name:12} opened in {opened:.0f} ms, first page {first:.0f} ms")
        shown(peer.name, "cold", measured(peer, asked, cold=True))
        shown(peer.name, "warm", measured(peer, asked, cold=False))
        totals[name] = [peer.page(question).total for question in asked]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{peer.name:12} memory of the process so far {memory} MB")
    expected = totals[options.peers[0]]
    for name, counts in totals.items():
        same = sum(a == b for a, b in zip(expected, counts, strict=True))
        print(f"{name}: {same} of {len(expected)} totals as {options.peers[0]}")
    if not options.folder:
        shutil.rmtree(base)


def indexed(peer: Peer, folder: Path, count: int, seed: int) -> None:
    """Index the articles and print the rate, the time of making them left out."""
    folder.mkdir(parents=True)
    start = time.process_time()
    for _ in articles(count, seed):
        pass
    making = time.process_time() - start
    start = time.process_time()
    peer.index(folder, articles(count, seed))
    spent = time.process_time() - start - making
    print(f"{peer.name:12} indexed {count / spent:,.0f} articles a CPU second, {size_of(folder):,.0f} MB", flush=True)


def options_of(given: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=0, help="ask only so many of the mix")
    parser.add_argument("--folder", type=Path, help="keep the indexes there and use those that are there")
    return parser.parse_args(given)


if __name__ == "__main__":
    main(sys.argv[1:])
