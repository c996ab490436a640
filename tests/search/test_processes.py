"""One process searches while another writes: every answer is that of some commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive.search import search
from archive.search.results import SearchRequest

pytestmark = pytest.mark.django_db

WRITER = """
import os, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf

def entries(last):
    return [Entry(number, "archive.article", f"Ship {number}", "ships sail", "en") for number in range(1, last + 1)]

shelf = Shelf(Path(sys.argv[1]))
for step in range(1, 13):
    writing.put(shelf, entries(step * 5)[-5:])
    if step == 6:
        writing.rebuild(shelf, entries(step * 5))
"""


def test_searching_while_another_process_commits_and_rebuilds(index_folder: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(index_folder)], cwd=root)
    totals = []
    while writer.poll() is None:
        result = search(SearchRequest("ships", page_size=100))
        assert len(result.hits) == result.total
        totals.append(result.total)
    assert writer.returncode == 0
    totals.append(search(SearchRequest("ships")).total)
    assert totals == sorted(totals)
    assert set(totals) <= set(range(0, 65, 5))
    assert totals[-1] == 60
