"""Writing the index: the queue, copies, removals, rebuilding, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Actor, Article, Mention
from archive.search import search
from archive.search.connection import article_index, backend
from archive.search.engines import OutdatedIndex
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.backend import _opened
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import WAITING, Shelf, read_contents
from archive.search.indexing import index_articles, index_waiting, rebuild, remove_articles
from archive.search.results import Facet, SearchRequest

pytestmark = pytest.mark.django_db


def ids(query: str = "") -> set[int]:
    return {hit.article_id for hit in search(SearchRequest(query)).hits}


def values(facet: Facet) -> dict[str, int]:
    return {entry.value: entry.count for entry in search(SearchRequest()).facets[facet]}


def test_index_waiting_clears_the_queue(index_folder: Path, add_article: Callable[..., Article]) -> None:
    article = add_article("Ships")
    told: list[int] = []
    assert index_waiting(told.append) == 1
    assert told == [1]
    assert not Article.objects.waiting_for_index().exists()
    assert index_waiting() == 0
    assert ids("ships") == {article.pk}


def test_changed_article_replaces_its_document(index_folder: Path, add_article: Callable[..., Article]) -> None:
    article = add_article("Ships", "Old words")
    index_waiting()
    article.text, article.needs_index = "New words", True
    article.save()
    index_waiting()
    assert (ids("old"), ids("new")) == (set(), {article.pk})
    assert search(SearchRequest()).total == 1


def test_article_changed_while_it_was_indexed_keeps_waiting(
    index_folder: Path, add_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = add_article("Ships", "Old words")
    engine: Any = backend()
    put = type(engine).put

    def put_and_change(self: Any, documents: Any, notify: Any = None) -> int:
        count: int = put(self, documents, notify)
        Article.objects.get(pk=article.pk).save()
        return count

    monkeypatch.setattr(type(engine), "put", put_and_change)
    index_articles([article.pk])
    assert Article.objects.waiting_for_index().count() == 1


def test_copies_lend_their_source_to_the_original(index_folder: Path, add_article: Callable[..., Article]) -> None:
    original = add_article("Ships", source="times")
    copy = add_article("Ships", source="post", copy_of=original)
    index_waiting()
    assert ids() == {original.pk}
    assert values(Facet.SOURCE) == {"post": 1, "times": 1}
    copy.copy_of, copy.needs_index = None, True
    copy.save()
    index_articles([original.pk, copy.pk])
    assert ids() == {original.pk, copy.pk}
    assert values(Facet.SOURCE) == {"post": 1, "times": 1}


def test_removed_and_deleted_articles_are_gone(index_folder: Path, add_article: Callable[..., Article]) -> None:
    kept, removed, deleted = add_article("One"), add_article("Two"), add_article("Three")
    index_waiting()
    remove_articles([removed.pk])
    gone = deleted.pk
    deleted.delete()
    index_articles([gone])
    assert ids() == {kept.pk}


def test_rejected_mentions_and_actors_are_not_indexed(index_folder: Path, add_article: Callable[..., Article]) -> None:
    article = add_article("Ships", person=["ada", "bob", "cyd", "old-ada"])
    Mention.objects.filter(actor__slug="bob").update(rejected=True)
    Actor.objects.filter(slug="cyd").update(status="rejected")
    Actor.objects.filter(slug="old-ada").update(merged_into=Actor.objects.get(slug="ada"))
    index_articles([article.pk])
    assert values(Facet.PERSON) == {"ada": 1}


def test_documents_are_those_that_haystack_prepares(index_folder: Path, add_article: Callable[..., Article]) -> None:
    first = add_article("Ships", "Words", person=["ada", "bob", "old-ada"], country=["japan"], source="times")
    made = [first, *(add_article(f"Copy {name}", source=name, copy_of=first) for name in ("post", "herald", "post"))]
    made.append(add_article("Dated", published_on=date(2024, 2, 29), language="", source="echo"))
    Article.objects.filter(pk=made[-1].pk).update(section="Politics")
    made[-1].refresh_from_db()
    Actor.objects.filter(slug="old-ada").update(merged_into=Actor.objects.get(slug="ada"))
    Mention.objects.filter(actor__slug="japan").update(prominence=0.9)
    index = article_index()
    documents = list(index.documents([each.pk for each in reversed(made)] + [10**9]))
    assert [int(document["django_id"]) for document in documents] == [each.pk for each in made]
    prepared = [index.full_prepare(each) for each in made]  # type: ignore[attr-defined]
    assert [{**document} for document in documents] == [{"published_on": None, **each} for each in prepared]
    assert {name: documents[0][name] for name in ("person", "country", "about", "source", "copy")} == {
        "person": ["ada", "bob"],
        "country": ["japan"],
        "about": ["country-japan"],
        "source": ["times", "post", "herald"],
        "copy": False,
    }
    assert (documents[0]["year"], documents[0]["language"]) == (["undated"], ["en"])
    last = [documents[-1][name] for name in ("year", "language", "own_source", "category")]
    assert last == [["2024"], [], "echo", ["politics"]]


@pytest.mark.parametrize("count", [1, 3])
def test_index_articles_asks_the_database_a_fixed_number_of_times(
    index_folder: Path, add_article: Callable[..., Article], count: int
) -> None:
    made = [add_article(f"Ships {number}", person=["ada", f"p{number}"]) for number in range(count)]
    with CaptureQueriesContext(connection) as captured:
        index_articles([article.pk for article in made])
    assert len(captured) == 8  # two of them open and close a transaction


def test_rebuild_indexes_everything_and_forgets_the_rest(
    index_folder: Path, add_article: Callable[..., Article]
) -> None:
    article = add_article("Ships")
    writing.put(Shelf(index_folder), [Entry(99_999, "archive.article", "Stranger", "ships", "en")])
    told: list[int] = []
    assert rebuild(told.append) == 1
    assert sum(told) == 1
    assert ids() == {article.pk}
    assert not Article.objects.waiting_for_index().exists()


def test_failed_rebuild_leaves_the_index(index_folder: Path) -> None:
    shelf = Shelf(index_folder)
    writing.put(shelf, [Entry(1, "archive.article", "Ships", "ships", "en")])

    def broken() -> Iterator[Entry]:
        yield Entry(2, "archive.article", "Boats", "boats", "en")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        writing.rebuild(shelf, broken())
    assert ids() == {1}
    writing.put(shelf, [Entry(3, "archive.article", "Rafts", "rafts", "en")])
    assert ids() == {1, 3}


def test_searching_goes_on_while_a_rebuild_runs(index_folder: Path) -> None:
    shelf = Shelf(index_folder)
    writing.put(shelf, [Entry(1, "archive.article", "Ships", "ships", "en")])
    seen: list[set[int]] = []

    def entries() -> Iterator[Entry]:
        seen.append(ids())
        yield Entry(2, "archive.article", "Boats", "boats", "en")
        seen.append(ids())

    writing.rebuild(shelf, entries())
    assert [*seen, ids()] == [{1}, {1}, {2}]
    assert len(list(index_folder.glob("index-*"))) == 1


def test_index_of_an_earlier_version_is_noticed_and_made_anew(
    index_folder: Path, add_article: Callable[..., Article]
) -> None:
    kept = add_article("Ships")
    index_waiting()
    make_older(index_folder)
    for ask in (ids, lambda: index_articles([kept.pk]), lambda: remove_articles([kept.pk])):
        with pytest.raises(OutdatedIndex, match=r"run manage\.py reindex"):
            ask()
    added = add_article("Ships sail")
    assert index_waiting() == 2
    assert ids("ships") == {kept.pk, added.pk}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a bad contents file open
@pytest.mark.parametrize("damage", ["contents", "arrays cut", "arrays gone", "arrays empty", "arrays forged"])
def test_damaged_index_is_noticed_and_made_anew(
    index_folder: Path, add_article: Callable[..., Article], damage: str
) -> None:
    kept = add_article("Ships")
    index_waiting()
    kept_in = next(index_folder.glob("index-*"))
    file = next(kept_in.glob("*.toc" if damage == "contents" else "*.arrays"))
    whole = file.read_bytes()
    file.unlink()
    if damage != "arrays gone":
        forged = whole[:16] + b"[" + whole[17:]
        left = {
            "contents": b"junk",
            "arrays cut": whole[: len(whole) // 2],
            "arrays empty": b"",
            "arrays forged": forged,
        }
        file.write_bytes(left[damage])
    _opened.clear()
    with pytest.raises(OutdatedIndex, match=r"run manage\.py reindex"):
        ids()
    added = add_article("Ships sail")
    assert index_waiting() == 2
    assert ids("ships") == {kept.pk, added.pk}


def test_commit_is_noticed_though_the_folder_was_looked_at_long_after_the_last(
    index_folder: Path, add_article: Callable[..., Article]
) -> None:
    add_article("Ships")
    index_waiting()
    shelf = Shelf(index_folder)
    folder = shelf.current()
    assert folder is not None
    os.utime(folder, (1_000_000, 1_000_000))
    states = [shelf.state(), shelf.state()]
    add_article("Trains")
    index_waiting()
    states.append(shelf.state())
    assert [state and state[1] for state in states] == [1, 1, 2]


@pytest.mark.parametrize("damage", [b"", b"X", b"junk", b"half"])
def test_texts_cut_short_are_noticed_when_the_index_is_opened(
    index_folder: Path, add_article: Callable[..., Article], damage: bytes
) -> None:
    add_article("Ships")
    index_waiting()
    file = next(index_folder.glob("index-*/*._stored.col"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + whole[-8:] if damage == b"half" else damage)
    _opened.clear()
    with pytest.raises(OutdatedIndex, match=rf"damaged in .*{file.name}: run manage\.py reindex"):
        ids()
    assert rebuild() == 1
    assert len(ids("ships")) == 1


def test_damaged_text_is_noticed_when_it_is_read(index_folder: Path, add_article: Callable[..., Article]) -> None:
    broken, sound = add_article("Ships"), add_article("Trains")
    index_waiting()
    file = next(index_folder.glob("index-*/*._stored.col"))
    whole = bytearray(file.read_bytes())
    whole[30] ^= 0xFF
    file.write_bytes(whole)
    _opened.clear()
    with pytest.raises(OutdatedIndex, match=f"damaged in .*{file.name}"):
        ids("ships")
    assert ids("trains") == {sound.pk}
    assert (backend().indexed_ids(), backend().indexed_ids(thorough=True)) == ({broken.pk, sound.pk}, {sound.pk})


@pytest.mark.parametrize("pointer", [b"junk", b"\xff\xfe\x00", b"", b"../../..", b"index-000000000000"])
def test_pointer_to_no_index_is_an_empty_one_and_is_replaced(
    index_folder: Path, add_article: Callable[..., Article], pointer: bytes
) -> None:
    index_folder.mkdir(exist_ok=True)
    (index_folder / "CURRENT").write_bytes(pointer)
    assert ids() == set()
    added = add_article("Ships")
    assert (index_waiting(), ids("ships")) == (1, {added.pk})


def make_older(folder: Path) -> None:
    """Turn an index into one that another version wrote; the files are new ones, since the old stay mapped."""
    (inside,) = folder.glob("index-*")
    for file in inside.glob("*.arrays"):
        draft = file.with_suffix(".other")
        draft.write_bytes(b"ENTENTE2" + file.read_bytes()[8:])
        draft.replace(file)
    moved = inside.with_name("index-000000000000")
    inside.rename(moved)
    (folder / "CURRENT").write_text(moved.name, encoding="ascii")


def test_second_writer_waits_with_a_message(index_folder: Path) -> None:
    shelf, ready, release = Shelf(index_folder), Event(), Event()

    def hold() -> None:
        with shelf.writing():
            ready.set()
            release.wait(20)

    def notify(message: str) -> None:
        told.append(message)
        release.set()

    told: list[str] = []
    holder = Thread(target=hold)
    holder.start()
    assert ready.wait(20)
    writing.put(shelf, [Entry(1, "archive.article", "Ships", "ships", "en")], notify)
    holder.join()
    assert told == [WAITING]
    assert ids() == {1}


def test_many_batches_are_merged_in_steps(index_folder: Path) -> None:
    shelf = Shelf(index_folder)
    for number in range(1, 41):
        writing.put(shelf, [Entry(number, "archive.article", f"Ship {number}", "ships sail", "en")])
    writing.remove(shelf, range(1, 11))
    folder = shelf.current()
    assert folder is not None
    assert len(read_contents(folder).segments) < 9
    assert search(SearchRequest('"ships sail"')).total == 30
    assert search(SearchRequest("title:7*")).total == 0
    assert search(SearchRequest("title:1*")).total == 9


LANGUAGES = (
    "ar bg cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sv th tr uk zh xx"
)


@pytest.mark.parametrize("language", [*LANGUAGES.split(), ""])
def test_article_of_any_language_is_indexed_and_found(
    index_folder: Path, add_article: Callable[..., Article], language: str
) -> None:
    words = "القمة العربية alliances συμμαχία союзы 同盟 ברית"
    article = add_article("Summit", words, language=language)
    index_articles([article.pk])
    for word in ("القمة", "alliances", "союзы", "同盟", "ברית"):
        assert [hit.article_id for hit in search(SearchRequest(word)).hits] == [article.pk]
