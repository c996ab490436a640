from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from archive.models import Article
from archive.search import listed, search
from archive.search.results import Choice, Facet, FacetCount, SearchRequest, Sort
from tests.web import collection

pytestmark = pytest.mark.django_db


def test_listed_gives_the_order_of_the_pages() -> None:
    rows = [collection.article(f"Treaty {at}", on=date(2000, 1, 1) + timedelta(at)) for at in range(7)]
    collection.index()
    for sort in Sort:
        asked = SearchRequest("treaty", sort=sort, page_size=3)
        pages = [hit.article_id for page in (1, 2, 3) for hit in search(_paged(asked, page)).hits]
        assert listed(asked, 0, 100) == (7, tuple(pages))
        assert listed(asked, 2, 5) == (7, tuple(pages[2:5]))
    assert listed(SearchRequest("treaty"), 7, 9) == (7, ())
    assert len(rows) == 7


def _paged(asked: SearchRequest, page: int) -> SearchRequest:
    return SearchRequest(asked.query, sort=asked.sort, page=page, page_size=asked.page_size)


def test_added_after_finds_what_came_later_and_counts_it_alone() -> None:
    old = collection.article("Old treaty", tags={"alliance": ["nato"]})
    moment = timezone.now()
    Article.objects.filter(pk=old.pk).update(added_at=moment - timedelta(hours=1))
    new = collection.article("New treaty", tags={"alliance": ["nato"]})
    collection.index()
    result = search(SearchRequest("treaty", added_after=moment - timedelta(minutes=1)))
    assert [hit.article_id for hit in result.hits] == [new.pk]
    assert list(result.facets[Facet.ALLIANCE]) == [FacetCount("nato", 1)]
    assert search(SearchRequest("treaty", added_after=moment + timedelta(hours=1))).total == 0
    assert search(SearchRequest("treaty", added_after=moment - timedelta(days=1))).total == 2


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        ([date(1949, 4, 4), date(1991, 12, 26), date(1991, 1, 1)], [("1949", 1), ("1991", 2)]),
        ([date(1991, 1, 31), date(1991, 2, 1), date(1991, 12, 26)], [("1991-01", 1), ("1991-02", 1), ("1991-12", 1)]),
        ([date(1991, 1, 31), date(1991, 2, 1), date(1991, 2, 1)], [("1991-01-31", 1), ("1991-02-01", 2)]),
        ([None, None, None], []),
    ],
)
def test_matches_through_time_are_counted_by_what_their_span_asks_for(
    days: list[date | None], dates: list[tuple[str, int]]
) -> None:
    for day in days:
        collection.article("Treaty", on=day)
    collection.article("Other", on=date(1600, 1, 1))
    collection.index()
    assert [(each.value, each.count) for each in search(SearchRequest("title:treaty")).dates] == dates


def test_matches_through_time_keep_within_the_choices() -> None:
    collection.article("Treaty", on=date(1991, 2, 1))
    collection.article("Treaty", on=date(1949, 2, 1))
    collection.index()
    chosen = SearchRequest(choices={Facet.YEAR: Choice(("1991",))})
    assert [each.value for each in search(chosen).dates] == ["1991-02-01"]
