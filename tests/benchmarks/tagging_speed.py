"""Measure how fast tagging is, beside a bare pass of an automaton over the same text, and how it starts.

``python -m tests.benchmarks.tagging_speed [RUNS]`` prints a table in Markdown: the best of some runs, in processor
time. The text is the sample collection's, repeated; the names added are made of syllables, so that many begin alike.
"""

from __future__ import annotations

import gc
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import ahocorasick

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.tagging import Authority, tag_text
from tests.tagging.golden import ROOT, SAMPLE

ADDED = 100_000
TEXT_BYTES = 1_000_000
_BEGINNINGS = [
    "Ka",
    "Mo",
    "Ste",
    "Ri",
    "Bel",
    "Tor",
    "Ana",
    "Vi",
    "Lu",
    "Pe",
    "Sha",
    "Gor",
    "Du",
    "Mi",
    "Ne",
    "Ol",
    "Fra",
    "Han",
    "Ger",
    "So",
]
_ENDS = [
    "ren",
    "dan",
    "lis",
    "mar",
    "vic",
    "nov",
    "sky",
    "ley",
    "ton",
    "son",
    "ges",
    "rik",
    "tos",
    "pal",
    "mer",
    "bin",
    "ock",
    "ard",
    "elle",
    "ina",
]


def texts() -> list[str]:
    """Give texts of the sample collection, about a megabyte of them."""
    found = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SAMPLE.rglob("*.txt"))]
    chosen: list[str] = []
    size = 0
    for text in itertools.cycle(found):
        if size >= TEXT_BYTES:
            return chosen
        chosen.append(text)
        size += len(text.encode())
    return chosen


def invented_persons(count: int) -> Iterator[ActorRecord]:
    """Give persons of made-up names, the same at each call."""
    draw = random.Random(7)
    for number in range(count):
        given = draw.choice(_BEGINNINGS) + draw.choice(_ENDS)
        family = draw.choice(_BEGINNINGS) + draw.choice(_ENDS) + draw.choice(_ENDS)
        name = f"{given} {family}{draw.choice(_ENDS)}"
        names = (Name(name), Name(name.split()[1], NameSort.SURNAME))
        yield ActorRecord(ActorKind.PERSON, f"invented-{number}", name, names)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Give the least processor time of some runs."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def _bare(authority: Authority) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for record in authority.records:
        for name in record.names:
            automaton.add_word(name.text, record.slug)
    automaton.make_automaton()
    return automaton


def rows(runs: int) -> Iterator[str]:
    """Give the lines of the table."""
    folder, found = ROOT / "fixtures" / "authority", texts()
    megabytes = sum(len(text.encode()) for text in found) / 1e6
    with tempfile.TemporaryDirectory() as keep:
        began = time.process_time()
        authority = Authority.from_files(folder, Path(keep))
        first = time.process_time() - began
        later = seconds(lambda: Authority.from_files(folder, Path(keep)), runs)
    larger = Authority([*authority.records, *invented_persons(ADDED)])
    bare = _bare(authority)

    def tag_all(known: Authority) -> Callable[[], object]:
        return lambda: [tag_text("", text, known) for text in found]

    tagging, with_more = seconds(tag_all(authority), runs), seconds(tag_all(larger), runs)
    passing = seconds(lambda: [sum(1 for _ in bare.iter(text)) for text in found], runs)
    adding = seconds(lambda: sum(range(10_000_000)), runs)
    yield "| what | seconds of processor time | MB/s | beside a bare pass |"
    yield "|---|---|---|---|"
    yield f"| tagging | {tagging:.2f} | {megabytes / tagging:.2f} | {tagging / passing:.1f} |"
    more = f"{with_more:.2f} | {megabytes / with_more:.2f} | {with_more / passing:.1f}"
    yield f"| tagging with {ADDED:,} names more | {more} |"
    yield f"| bare pass of pyahocorasick | {passing:.2f} | {megabytes / passing:.1f} | 1 |"
    yield f"| start, files read for the first time | {first:.2f} | | |"
    yield f"| start, files kept | {later:.2f} | | |"
    yield f"| adding up ten million numbers | {adding:.2f} | | |"
    yield ""
    yield f"{ADDED:,} names more take {with_more / tagging:.2f} times the time."


def main() -> None:
    """Print the table."""
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        print(row, flush=True)


if __name__ == "__main__":
    main()
