"""A reader goes on searching while the index is built anew and while a batch lands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect

from archive.models import Article
from archive.search.indexing import index_waiting
from tests.browser.conftest import Open
from tests.web import collection

ROOT = Path(__file__).resolve().parents[2]
REBUILDER = """
import os, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.schema import Entry, FACET_FIELDS

shelf = Shelf(Path(sys.argv[1]))
for _ in range(5):
    state = shelf.state()
    snapshot = Snapshot(shelf.path / state[0], state[1])
    entries = []
    for number in range(snapshot.size):
        fields = snapshot.stored(number)
        facets = {name: fields[name] for name in FACET_FIELDS}
        entries.append(
            Entry(int(fields["django_id"]), fields["django_ct"], fields["title"], fields["text"],
                  "".join(fields["language"][:1]), facets, fields["published_on"])
        )
    writing.rebuild(shelf, entries, workers=2, expected=len(entries))
"""


def test_search_answers_while_the_index_is_rebuilt_and_a_batch_lands(articles: list[Article], open_page: Open) -> None:
    folder = settings.HAYSTACK_CONNECTIONS["default"]["PATH"]
    page = open_page("/search/?q=alliance")
    with subprocess.Popen([sys.executable, "-c", REBUILDER, str(folder)], cwd=ROOT) as rebuilder:
        seen = set()
        while rebuilder.poll() is None:
            page.reload()
            seen.add(page.locator("#results-title").text_content())
        assert rebuilder.returncode == 0
    assert len(seen) == 1
    expect(page.locator("#results-title")).to_contain_text("4 articles")
    collection.article("A new alliance is signed")
    index_waiting()
    page.reload()
    expect(page.locator("#results-title")).to_contain_text("5 articles")
