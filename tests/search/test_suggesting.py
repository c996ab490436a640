from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.models import Article
from archive.search.engines.whoosh.spelling import distance
from archive.search.results import Choice, Facet, SearchRequest
from archive.search.suggesting import suggestion

pytestmark = pytest.mark.django_db
Add = Callable[..., Article]


@pytest.fixture
def indexed(add_article: Add) -> None:
    from archive.search.indexing import index_waiting

    for number in range(6):
        add_article("Missile treaty", f"The mutual defense treaty of North Korea, number {number}.", country=["japan"])
    for _ in range(3):
        add_article("Zürich", "Zürich ratified Договор мира 北京条約 again.", language="de")
    index_waiting()


@pytest.mark.parametrize(
    ("query", "spelling"),
    [
        ("missle", "missile"),
        ("Missle", "Missile"),
        ("misisle", "missile"),
        ("missle treaty", "missile treaty"),
        ("missle traety", "missile treaty"),
        ('"mutal defense"', '"mutual defense"'),
        ("title:missle -navy", "title:missile -navy"),
        ("zurihc", "zurich"),
        ("догвор", "договор"),
        ("northkorea", "north korea"),
        ("missile", None),
        ("qqqqqqqq", None),
        ("mis", None),
        ("北亰", None),
        ("", None),
        ("country:japn", None),
    ],
)
def test_suggestion_is_near_and_finds_something(query: str, spelling: str | None, indexed: None) -> None:
    from archive.search import search

    found = suggestion(SearchRequest(query), search(SearchRequest(query)).total)
    assert (found.query if found else None) == spelling
    if found:
        assert search(SearchRequest(found.query)).total == found.total > 0


def test_nothing_is_suggested_that_the_choices_leave_empty(indexed: None) -> None:
    choices = {Facet.COUNTRY: Choice((), ("japan",))}
    assert suggestion(SearchRequest("missle", choices), 0) is None


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("ab", "ab", 0), ("ab", "ba", 1), ("abc", "ac", 1), ("abc", "axc", 1), ("abcd", "badc", 2), ("", "abc", 3)],
)
def test_distance_counts_edits_up_to_a_bound(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 2) == min(edits, 3)
    assert distance(other, one, 2) == min(edits, 3)
