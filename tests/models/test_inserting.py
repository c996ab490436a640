from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from archive.models import Article, Capture, Removal, Source
from archive.models.inserting import NUMBERED_AT_ONCE, Insert

pytestmark = pytest.mark.django_db
ARTICLE = ("source_id", "title", "text", "published_on", "date_precision", "blocks", "is_sample", "copy_of_id")
BLOCKS = [{"position": 0, "kind": "paragraph", "text": "“Yes” – 100 %s \U0001f600", "markup": ""}]


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Herald", slug="herald")


def article(source: Source, title: str = "One", **more: Any) -> tuple[Any, ...]:
    row = {"source_id": source.pk, "title": title, "text": "Text", "published_on": date(2024, 2, 29)}
    row |= {"date_precision": "day", "blocks": BLOCKS, "is_sample": True, "copy_of_id": None} | more
    return tuple(row[name] for name in ARTICLE)


def stored(pk: int) -> dict[str, Any]:
    return dict(Article.objects.values().get(pk=pk))


def test_insert_stores_what_bulk_create_stores(source: Source) -> None:
    row = article(source)
    [pk] = Insert(Article, ARTICLE).numbered([row])
    [made] = Article.objects.bulk_create([Article(**dict(zip(ARTICLE, row, strict=True)))])
    own = ("id", "added_at", "changed_at")
    assert [stored(pk)[name] for name in stored(pk) if name not in own] == [
        stored(made.pk)[name] for name in stored(pk) if name not in own
    ]


def test_insert_puts_the_present_moment_where_the_field_does(source: Source) -> None:
    before = timezone.now()
    [pk] = Insert(Article, ARTICLE).numbered([article(source)])
    kept = Article.objects.get(pk=pk)
    assert before <= kept.added_at <= timezone.now()
    assert before <= kept.changed_at <= timezone.now()


@pytest.mark.parametrize("count", [0, 1, 3, NUMBERED_AT_ONCE + 1, 250])
def test_numbered_gives_the_ids_in_the_order_of_the_rows(source: Source, count: int) -> None:
    titles = [f"Article {at * 7919 % 1000}" for at in range(count)]
    ids = Insert(Article, ARTICLE).numbered([article(source, title) for title in titles])
    assert [Article.objects.get(pk=pk).title for pk in ids] == titles
    assert Article.objects.count() == count


def test_numbered_gives_ids_where_the_database_tells_only_the_last(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(connection.features), "can_return_rows_from_bulk_insert", False)
    ids = Insert(Article, ARTICLE).numbered([article(source, title) for title in ("A", "B", "C")])
    assert [Article.objects.get(pk=pk).title for pk in ids] == ["A", "B", "C"]


@pytest.mark.parametrize("count", [1, 3, 700])
def test_rows_are_inserted_in_one_statement(
    source: Source, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    [pk] = Insert(Article, ARTICLE).numbered([article(source)])
    insert = Insert(Removal, ("article_id", "position", "category", "rule", "text"))
    with django_assert_num_queries(1):
        insert.rows((pk, at, "footer", "rule", f"Line {at}") for at in range(count))
    assert list(Removal.objects.values_list("text", flat=True)) == [f"Line {at}" for at in range(count)]


def test_no_rows_ask_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        Insert(Removal, ("article_id", "position")).rows([])


def test_times_and_objects_come_back_as_they_were(source: Source) -> None:
    [pk] = Insert(Article, ARTICLE).numbered([article(source)])
    moment = datetime(2024, 5, 17, 23, 59, 59, 123456, tzinfo=UTC)
    fields = ["article_id", "source_id", "origin", "media_type", "encoding", "payload_sha256", "captured_at", "kept_at"]
    fields += ["declared", "is_revisit", "warc_file", "warc_offset", "warc_length"]
    said = {"title": "“Zürich” \u2028 \x01"}
    Insert(Capture, fields).rows(
        [(pk, source.pk, "a.txt", "text/plain", "utf-8", "0" * 64, moment, moment, said, True, "a.warc.gz", 1 << 40, 5)]
    )
    capture = Capture.objects.get()
    assert (capture.captured_at, capture.kept_at, capture.declared, capture.is_revisit) == (moment, moment, said, True)
    assert (capture.warc_offset, capture.url, capture.version_id, capture.http_status) == (1 << 40, "", None, None)


def test_rows_that_break_a_rule_of_the_table_raise_as_ever(source: Source) -> None:
    [pk] = Insert(Article, ARTICLE).numbered([article(source)])
    insert = Insert(Removal, ("article_id", "position", "category", "rule", "text"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert.rows([(pk, 1, "footer", "rule", "Line"), (pk, 1, "footer", "rule", "Line")])
    assert Removal.objects.count() == 0


def test_only_columns_can_be_given() -> None:
    with pytest.raises(TypeError, match="is no column"):
        Insert(Article, ("mentions",))
