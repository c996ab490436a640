"""Ordinary calls of Haystack's SearchQuerySet on the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from haystack.inputs import AutoQuery, Exact, Raw
from haystack.query import SQ, SearchQuerySet

from archive.models import Article
from archive.search.connection import article_index, backend
from archive.search.indexing import index_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(index_folder: Path, add_article: Callable[..., Article]) -> list[Article]:
    made = [
        add_article("One", "Ships in the strait", person=["ada"], country=["japan"], published_on=date(2020, 1, 2)),
        add_article("Two", "Ships in the harbour", person=["ada", "bob"], published_on=date(2021, 1, 2)),
        add_article(
            "Three", "A harbour without a ship", country=["japan"], source="times", published_on=date(2021, 5, 2)
        ),
        add_article("Four", "Nothing at sea", source="new-times"),
    ]
    index_waiting()
    return made


def titles(queryset: Any) -> list[str]:
    return [result.title for result in queryset]


def test_filters_join_and_negate(articles: list[Article]) -> None:
    everything = SearchQuerySet()
    assert everything.count() == 4
    assert set(titles(everything.filter(content="ships"))) == {"One", "Two", "Three"}
    assert titles(everything.filter(content="ships").filter(content="strait")) == ["One"]
    assert set(titles(everything.filter(SQ(content="strait") | SQ(content="nothing")))) == {"One", "Four"}
    assert set(titles(everything.exclude(content="ships"))) == {"Four"}
    assert set(titles(everything.filter(title="two"))) == {"Two"}
    assert set(titles(everything.auto_query('"the harbour" OR nothing'))) == {"Two", "Four"}


def test_filters_compare_facets_and_dates(articles: list[Article]) -> None:
    everything = SearchQuerySet()
    assert set(titles(everything.filter(person="ada"))) == {"One", "Two"}
    assert set(titles(everything.filter(person__in=["bob", "nobody"]))) == {"Two"}
    assert titles(everything.filter(source="times")) == ["Three"]
    assert set(titles(everything.filter(published_on__gte=date(2021, 1, 2)))) == {"Two", "Three"}
    assert titles(everything.filter(published_on__lt=date(2021, 1, 2))) == ["One"]
    assert set(titles(everything.filter(published_on__range=(date(2020, 1, 2), date(2021, 1, 2))))) == {"One", "Two"}


def test_inputs_and_narrowing(articles: list[Article]) -> None:
    everything = SearchQuerySet()
    assert titles(everything.filter(content=Exact("the strait"))) == ["One"]
    assert titles(everything.filter(content=AutoQuery("harbour -ship"))) == []
    assert titles(everything.filter(content=Raw("title:four"))) == ["Four"]
    assert titles(everything.narrow("source:times")) == ["Three"]
    assert set(titles(everything.narrow("country:japan").narrow("ships"))) == {"One", "Three"}


def test_order_slices_and_models(articles: list[Article]) -> None:
    everything = SearchQuerySet()
    assert titles(everything.order_by("published_on")) == ["One", "Two", "Three", "Four"]
    assert titles(everything.order_by("-published_on")) == ["Three", "Two", "One", "Four"]
    assert titles(everything.order_by("source", "-published_on")) == ["Two", "One", "Four", "Three"]
    assert titles(everything.order_by("published_on")[1:3]) == ["Two", "Three"]
    assert everything.order_by("published_on")[3].title == "Four"
    assert everything.models(Article).count() == 4
    with pytest.raises(ValueError, match="cannot be ordered by 'title'"):
        list(everything.order_by("title"))


def test_facets(articles: list[Article]) -> None:
    counts = SearchQuerySet().facet("person").facet("source").facet_counts()
    assert counts["fields"]["person"] == [("ada", 2), ("bob", 1)]
    assert counts["fields"]["source"] == [("daily-record", 2), ("new-times", 1), ("times", 1)]
    dates = SearchQuerySet().date_facet("published_on", date(2020, 1, 1), date(2022, 1, 1), "year").facet_counts()
    assert [(day.year, count) for day, count in dates["dates"]["published_on"]] == [(2020, 1), (2021, 2)]


def test_results_carry_what_was_indexed(articles: list[Article]) -> None:
    (result,) = SearchQuerySet().filter(content="strait").highlight()
    assert (result.pk, result.model_name, result.person) == (str(articles[0].pk), "article", ["ada"])
    assert result.published_on == date(2020, 1, 2)
    assert result.highlighted == {"text": ["Ships in the <mark>strait</mark>"]}
    assert result.object == articles[0]


def test_more_like_this_leaves_the_article_out(articles: list[Article]) -> None:
    assert titles(SearchQuerySet().more_like_this(articles[0])) == ["Two", "Three"]


def test_update_remove_and_clear(articles: list[Article]) -> None:
    engine: Any = backend()
    articles[0].text = "Lanterns"
    engine.update(article_index(), [articles[0], articles[0]])
    assert titles(SearchQuerySet().filter(content="lantern")) == ["One"]
    assert SearchQuerySet().count() == 4
    engine.remove(articles[0])
    assert SearchQuerySet().count() == 3
    engine.remove(f"archive.article.{articles[1].pk}")
    assert SearchQuerySet().count() == 2
    engine.clear(models=[Article])
    assert SearchQuerySet().count() == 0
    engine.update(article_index(), articles)
    engine.clear()
    assert SearchQuerySet().count() == 0
