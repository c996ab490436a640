from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q

from archive.models import Article, Source
from archive.models.statements import MOST_KEPT, Statement, a_number, a_word

COLUMNS = ("pk", "published_on", "is_sample", "added_at", "source__name")


@pytest.fixture
def articles(db: None) -> list[Article]:
    source = Source.objects.create(name="Herald", slug="herald")
    return [
        Article.objects.create(
            source=source,
            title=f"One {at}",
            text="",
            published_on=date(2024, 1, 1) + timedelta(at),
            date_precision="day",
            is_sample=at == 1,
        )
        for at in range(3)
    ]


def by_id() -> Statement:
    return Statement(
        Article, lambda ids: Article.objects.filter(pk__in=ids).order_by("-pk").values_list(*COLUMNS), a_number
    )


def test_statement_gives_what_the_orm_gives(articles: list[Article]) -> None:
    statement = by_id()
    for wanted in (articles, articles[1:], articles[::-1], [articles[2], articles[2]]):
        ids = [article.pk for article in wanted]
        asked = Article.objects.filter(pk__in=ids).order_by("-pk").values_list(*COLUMNS)
        assert statement.rows(ids) == list(asked)


def test_statement_uses_each_key_wherever_the_query_does(articles: list[Article]) -> None:
    copy = Article.objects.create(source=articles[0].source, title="Copy", text="", copy_of=articles[0])
    statement = Statement(
        Article,
        lambda ids: Article.objects.filter(Q(pk__in=ids) | Q(copy_of__in=ids)).order_by("pk").values_list("pk"),
        a_number,
    )
    assert statement.rows([articles[0].pk, articles[2].pk]) == [(articles[0].pk,), (articles[2].pk,), (copy.pk,)]


def test_statement_takes_words(articles: list[Article]) -> None:
    statement = Statement(Source, lambda slugs: Source.objects.filter(slug__in=slugs).values_list("name"), a_word)
    assert (statement.rows(["herald", "x' OR 1"]), statement.rows(["Herald"])) == ([("Herald",)], [])


def test_statement_is_written_once_and_asks_nothing_for_no_keys(
    articles: list[Article], django_assert_num_queries: Any
) -> None:
    statement = by_id()
    with django_assert_num_queries(0):
        assert statement.rows([]) == []
    with django_assert_num_queries(2):
        assert statement.rows([articles[0].pk]) != statement.rows([articles[1].pk])


def test_statement_keeps_few_texts(articles: list[Article]) -> None:
    statement = by_id()
    for count in range(1, MOST_KEPT + 20):
        assert len(statement.rows(range(articles[0].pk, articles[0].pk + count))) == min(count, 3)
    assert len(statement._texts) == MOST_KEPT
