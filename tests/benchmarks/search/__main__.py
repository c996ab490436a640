"""Measures search: ``python -m tests.benchmarks.search --articles 5000 20000 100000 --peers entente tantivy fts5``.

Prints for each engine the time of a page of results (ten hits with snippets, five facets counted over all matches)
in CPU milliseconds, what indexing costs, and for Entente what a web worker's memory and a small batch come to.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from tests.benchmarks.search.corpus import kept
from tests.benchmarks.search.measuring import ROUNDS, Times, memory_of_worker, round_of, size_of, spending
from tests.benchmarks.search.mix import Question, questions
from tests.benchmarks.search.peers import Peer

PEERS = ["entente", "tantivy", "fts5", "xapian", "whoosh"]
SLOW = {"whoosh": 5_000}
"""Peers that are measured only up to so many articles: plain Whoosh takes seconds for a page of 20,000."""


def ready() -> None:
    """Settings before anything asks for them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def peers() -> dict[str, Callable[[], Peer]]:
    """The engines by the names the command line takes."""
    from tests.benchmarks.search.peers.entente import Entente
    from tests.benchmarks.search.peers.fts5 import Fts5
    from tests.benchmarks.search.peers.plain_whoosh import PlainWhoosh
    from tests.benchmarks.search.peers.tantivy_engine import Tantivy
    from tests.benchmarks.search.peers.xapian_engine import Xapian

    return {"entente": Entente, "tantivy": Tantivy, "fts5": Fts5, "xapian": Xapian, "whoosh": PlainWhoosh}


def main(given: list[str]) -> None:
    """Measure at each size."""
    ready()
    options = options_of(given)
    base = options.folder or Path(mkdtemp(prefix="entente-bench-"))
    base.mkdir(parents=True, exist_ok=True)
    print(f"seed {options.seed}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    asked = questions(options.seed)[: options.questions or None]
    next(kept(base, max(options.articles), options.seed))
    for count in options.articles:
        print(f"\n{count:,} articles; load {os.getloadavg()[0]:.1f}", flush=True)
        names = [name for name in options.peers if count <= SLOW.get(name, count)]
        at_size(base, count, options.seed, names, asked)
    if options.writers:
        two_processes(base, options.writers, options.seed)
    if not options.folder:
        shutil.rmtree(base)


def at_size(base: Path, count: int, seed: int, names: list[str], asked: list[Question]) -> None:
    """Index with each engine, then ask all of them in turns, so that a busy machine is unfair to none."""
    opened: dict[str, Peer] = {}
    for name in names:
        peer = peers()[name]()
        if reason := peer.missing():
            print(f"{peer.name:12} left out: {reason}")
            continue
        folder = base / f"{name}-{count}-{seed}"
        if not folder.exists():
            indexed(peer, folder, base, count, seed)
        start = peer.clock()
        peer.open(folder)
        middle = peer.clock()
        peer.page(asked[1])
        end = peer.clock()
        print(f"{peer.name:12} opened in {(middle - start) * 1e3:.0f} ms, first page {(end - middle) * 1e3:.1f} ms")
        opened[name] = peer
    gc.collect()
    gc.freeze()
    for what, rounds in (("cold", 1), ("warm", ROUNDS)):
        times = {name: Times(asked) for name in opened}
        for _ in range(rounds):
            for name, peer in opened.items():
                times[name].rounds.append(round_of(peer, asked, cold=what == "cold"))
        for name, peer in opened.items():
            shown(peer.name, what, times[name])
    compare(opened, asked)
    if "entente" in opened:
        from tests.benchmarks.search.adding import adding

        folder = base / f"entente-{count}-{seed}"
        print(f"a web worker: {memory_of_worker(folder, asked)}")
        print(f"adding 100 articles: {adding(folder, base, seed)}")


def compare(opened: dict[str, Peer], asked: list[Question]) -> None:
    """How many totals are those of the first engine, which may differ by the stemmer."""
    totals = {name: [peer.page(question).total for question in asked] for name, peer in opened.items()}
    first = next(iter(totals))
    for name in list(totals)[1:]:
        same = sum(a == b for a, b in zip(totals[first], totals[name], strict=True))
        print(f"{name}: {same} of {len(asked)} totals as {first}")


def shown(name: str, what: str, times: Times) -> None:
    """Print one row."""
    kinds = "  ".join(f"{kind} {spent:.1f}" for kind, spent in times.by_kind().items())
    print(f"{name:12} {what:5} median {times.median:8.2f}  p95 {times.p95:8.2f}   {kinds}", flush=True)


def indexed(peer: Peer, folder: Path, base: Path, count: int, seed: int) -> None:
    """Index the articles in one process and print the rate, the time of reading them left out."""
    start = time.process_time()
    for _ in kept(base, count, seed):
        pass
    reading = time.process_time() - start
    folder.mkdir(parents=True)
    start = peer.clock()
    peer.index(folder, kept(base, count, seed))
    spent = peer.clock() - start - reading
    print(f"{peer.name:12} indexed {count / spent:,.0f} articles a CPU second, {size_of(folder):,.0f} MB", flush=True)


def two_processes(base: Path, count: int, seed: int) -> None:
    """Bulk indexing with two processes, beside Whoosh's own writer with two."""
    from tests.benchmarks.search.peers.entente import Entente
    from tests.benchmarks.search.peers.plain_whoosh import PlainWhoosh

    print(f"\nindexing {count:,} articles by two processes")
    articles = list(kept(base, count, seed))
    for peer in (Entente(), PlainWhoosh()):
        folder = base / f"writers-{peer.name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with spending() as spent:
            peer.index(folder, articles, processes=2)
        print(
            f"{peer.name:12} {spent.cpu:.1f} CPU s, {spent.wall:.1f} s: {count / spent.cpu:,.0f} articles a CPU second,"
            f" {count / spent.wall:,.0f} a second",
            flush=True,
        )
        shutil.rmtree(folder)


def options_of(given: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[5_000])
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=0, help="ask only so many of the mix")
    parser.add_argument("--writers", type=int, default=0, help="index so many articles by two processes as well")
    parser.add_argument("--folder", type=Path, help="keep the indexes there and use those that are there")
    return parser.parse_args(given)


if __name__ == "__main__":
    main(sys.argv[1:])
