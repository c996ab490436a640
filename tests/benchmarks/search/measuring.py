"""Times and sizes: CPU seconds of whoever does the work, percentiles, memory, adding to an index."""

from __future__ import annotations

import os
import pickle
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import Peer

ROUNDS = 3


@dataclass
class Times:
    """CPU milliseconds by question, one a round."""

    asked: list[Question]
    rounds: list[list[float]] = field(default_factory=list)

    def of_questions(self) -> list[float]:
        """The median of the rounds of each question."""
        return [statistics.median(times) for times in zip(*self.rounds, strict=True)]

    @property
    def median(self) -> float:
        """Half of the questions take less."""
        return statistics.median(self.of_questions())

    @property
    def p95(self) -> float:
        """All but one in twenty take less."""
        return percentile(self.of_questions(), 0.95)

    def by_kind(self) -> dict[str, float]:
        """The median of each kind of question."""
        kinds: dict[str, list[float]] = {}
        for question, spent in zip(self.asked, self.of_questions(), strict=True):
            kinds.setdefault(question.kind, []).append(spent)
        return {kind: statistics.median(times) for kind, times in kinds.items()}


def percentile(times: list[float], share: float) -> float:
    """The time that a share of the times stays under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def round_of(peer: Peer, asked: list[Question], cold: bool = False) -> list[float]:
    """Ask every question once."""
    times = []
    for question in asked:
        if cold:
            peer.forget()
        start = peer.clock()
        peer.page(question)
        times.append((peer.clock() - start) * 1_000)
    return times


@dataclass
class Spent:
    """CPU and wall seconds of a piece of work, its child processes among them."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def spending() -> Any:
    """Measure what is done inside."""
    spent = Spent()
    cpu, wall = sum(os.times()[:4]), time.monotonic()
    yield spent
    spent.cpu, spent.wall = sum(os.times()[:4]) - cpu, time.monotonic() - wall


def size_of(folder: Path) -> float:
    """Megabytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


WORKER = """
import pickle, sys
from pathlib import Path
from tests.benchmarks.search.__main__ import ready
ready()
import django
django.setup()
from tests.benchmarks.search.peers.entente import Entente
peer = Entente()
peer.open(Path(sys.argv[1]))
for question in pickle.load(sys.stdin.buffer):
    peer.page(question)
sizes = dict(line.split()[:2] for line in open("/proc/self/smaps_rollup") if line.endswith("kB\\n"))
own = sum(int(size) for name, size in sizes.items() if name.startswith("Private_D"))
print(int(sizes["Rss:"]) // 1024, own // 1024)
"""


def memory_of_worker(folder: Path, asked: list[Question]) -> str:
    """Megabytes of a fresh process that has answered the whole mix: all, and its own without mapped files."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(folder)], input=pickle.dumps(asked), capture_output=True, check=True
    )
    resident, own = done.stdout.split()
    return f"{int(resident)} MB resident, of which {int(own)} MB its own and the rest files that all workers share"
