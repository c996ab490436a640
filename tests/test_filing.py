"""Stored articles put into the index while a run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from archive import filing
from archive.filing import Filing
from archive.handling import call
from archive.ingest import ingest
from archive.models import Article
from archive.search import search
from archive.search.connection import backend
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.indexing import begin_indexing, index_waiting
from archive.search.results import SearchRequest
from archive.tagging import Authority
from archive.working import Workers
from tests.texts import MINISTER, TREATY

PORTS = ("Odesa", "Rotterdam", "Valparaiso", "Busan", "Mombasa")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelf(settings: Any, own_folders: None) -> Shelf:
    return Shelf(Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))


@pytest.fixture
def three_at_once(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.setattr(filing, "AT_ONCE", 3)
    settings.ARCHIVE_BATCH = 3


def texts(path: Path, count: int) -> Path:
    """Records of which every second says what the one before it says, for another paper."""
    records = [
        {
            "title": f"Ship {number}",
            "text": f"The vessel left {PORTS[number // 2]} on Monday morning with a crew of {20 + number // 2}, port "
            f"officials said, and was expected back within the week.\n{MINISTER if number % 4 < 2 else TREATY}",
            "url": f"https://{'herald' if number % 2 else 'gazette'}.example/2024/05/06/ship-{number}",
        }
        for number in range(count)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def found(query: str = "") -> set[str]:
    return {hit.title for hit in search(SearchRequest(query, copies=True)).hits}


@pytest.mark.usefixtures("three_at_once")
def test_run_with_workers_leaves_the_index_that_one_without_leaves(tmp_path: Path, shelf: Shelf) -> None:
    ingest([texts(tmp_path / "t.jsonl", 10)], workers=2)
    several = (found(), found("vessel"), found("title:3"), search(SearchRequest()).total)
    commits = shelf.state()
    assert commits is not None
    assert commits[1] > 2
    assert not Article.objects.waiting_for_index().exists()
    Article.objects.all().delete()
    backend().rebuild(())
    ingest([texts(tmp_path / "t.jsonl", 10)])
    assert (found(), found("vessel"), found("title:3"), search(SearchRequest()).total) == several
    assert len(several[0]) == 10


def added(tmp_path: Path) -> list[int]:
    """Articles that wait for the index."""
    ingest([texts(tmp_path / "t.jsonl", 4)])
    Article.objects.mark_for_index()
    backend().rebuild(())
    return list(Article.objects.values_list("pk", flat=True))


def test_articles_wait_while_another_process_writes_the_index(tmp_path: Path, shelf: Shelf) -> None:
    ids = added(tmp_path)
    with shelf.writing():
        assert begin_indexing(ids) is None
    begun = begin_indexing(ids)
    assert begun is not None
    with pytest.raises(BlockingIOError), shelf.writing(wait=False):
        pass
    begun.give_up()
    assert (found(), Article.objects.waiting_for_index().count()) == (set(), 4)
    assert index_waiting() == 4


def test_articles_are_found_when_their_segment_is_taken_in(tmp_path: Path, shelf: Shelf) -> None:
    begun = begin_indexing(added(tmp_path))
    assert begun is not None
    written = call(begun.work, Authority([]))
    assert found() == set()
    changed = Article.objects.get(title="Ship 2")
    changed.title = "Boat"
    changed.save()
    begun.finish(written)
    assert found() == {"Ship 0", "Ship 1", "Ship 2", "Ship 3"}
    assert list(Article.objects.waiting_for_index().values_list("title", flat=True)) == ["Boat"]
    assert index_waiting() == 1
    assert found() == {"Ship 0", "Ship 1", "Boat", "Ship 3"}


def test_segment_of_a_run_that_was_broken_off_goes_with_the_next_commit(tmp_path: Path, shelf: Shelf) -> None:
    begun = begin_indexing(added(tmp_path))
    assert begun is not None
    segment = call(begun.work, Authority([]))
    begun.give_up()
    folder = shelf.current()
    assert folder is not None
    assert list(folder.glob(f"{segment.segment_id()}.*"))
    index_waiting()
    assert not list(folder.glob(f"{segment.segment_id()}.*"))
    assert len(found()) == 4


@pytest.mark.usefixtures("three_at_once")
def test_articles_whose_segment_cannot_be_written_wait_for_the_end(tmp_path: Path, shelf: Shelf) -> None:
    ids = added(tmp_path)
    folder = shelf.current()
    assert folder is not None
    with Workers(2, []) as workers, Filing(workers) as articles:
        articles.add(ids)
        under_way = articles._under_way
        assert under_way is not None
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    assert Article.objects.waiting_for_index().count() == 4
    with shelf.writing(wait=False):
        pass
    assert index_waiting() == 4
    assert len(found()) == 4
