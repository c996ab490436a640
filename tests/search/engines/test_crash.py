"""A writer killed at any moment leaves the last commit readable, and the next writer goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import Every, Term

from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot

ROOT = Path(__file__).resolve().parents[3]
WRITER = """
import os, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf

def entries(numbers):
    return [Entry(number, "archive.article", f"Ship {number}", "ships sail " * 30, "en") for number in numbers]

shelf, done = Shelf(Path(sys.argv[1])), 0
print("ready", flush=True)
while True:
    for _ in range(5):
        writing.put(shelf, entries(range(done + 1, done + 11)))
        done += 10
        print(done, flush=True)
    writing.rebuild(shelf, entries(range(1, done + 1)))
"""


def held(shelf: Shelf) -> set[int]:
    state = shelf.state()
    assert state is not None
    snapshot = Snapshot(shelf.path / state[0], state[1])
    assert all(snapshot.stored(number)["title"].startswith("Ship") for number in range(snapshot.size))
    kept = snapshot.article_ids if snapshot.live is None else snapshot.article_ids[snapshot.live]
    return set(kept.tolist())


@pytest.mark.parametrize("seed", range(6))
def test_writer_killed_at_any_moment_leaves_a_commit(tmp_path: Path, seed: int) -> None:
    shelf = Shelf(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        first = writer.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 1.5))
        writer.send_signal(signal.SIGKILL)
        said = [int(first), *map(int, writer.stdout.read().split())]
    found = held(shelf)
    assert found == set(range(1, len(found) + 1))
    assert said[-1] <= len(found) <= said[-1] + 10
    writing.put(shelf, [Entry(10_000, "archive.article", "Ship 10000", "ships", "en")])
    assert held(shelf) == found | {10_000}


def test_several_processes_write_the_same_index_as_one(tmp_path: Path) -> None:
    def entries() -> list[Entry]:
        return [
            Entry(number, "archive.article", f"Ship {number}", f"ships sail {number}", "en")
            for number in range(1, 1_203)
        ]

    told: list[int] = []
    one, several = Shelf(tmp_path / "one"), Shelf(tmp_path / "several")
    writing.rebuild(one, entries())
    assert writing.rebuild(several, entries(), told.append, workers=2, expected=1_202) == 1_202
    assert told == [601, 601]
    assert held(one) == held(several) == set(range(1, 1_203))


def test_plain_whoosh_opens_and_searches_an_index_of_several_processes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    entries = [Entry(number, "archive.article", f"Ship {number}", "ships sail", "en") for number in range(1, 1_101)]
    writing.rebuild(shelf, entries, workers=2, expected=1_100)
    folder = shelf.current()
    assert folder is not None
    index = open_dir(str(folder))
    with index.searcher() as searcher:
        assert searcher.doc_count() == 1_100
        assert len(searcher.search(Every(), limit=None)) == 1_100
        assert [hit["title"] for hit in searcher.search(Term("title", "700"))] == ["Ship 700"]
    index.close()


def test_a_failing_worker_leaves_the_old_index(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    writing.put(shelf, [Entry(1, "archive.article", "Ship 1", "ships", "en")])
    broken = [Entry(number, "archive.article", "Ship", None, "en") for number in range(2, 1_000)]  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        writing.rebuild(shelf, broken, workers=2, expected=998)
    assert held(shelf) == {1}
