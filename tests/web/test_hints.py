from __future__ import annotations

import pytest

from archive.models import Article
from archive.search.results import Choice, Facet, SearchRequest
from archive.web.hints import hints
from tests.web.conftest import Read


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("", []),
        ("volcano", ["volcano*"]),
        ("sea", []),
        ("sea  ice volcano", ["sea OR ice OR volcano"]),
        ('"sea ice" melts', ["sea ice melts"]),
        ("“sea ice”", ["sea ice"]),
        ('""', []),
        ("sea OR volcano", []),
        ("sea -ice", []),
        ("title:volcano", []),
        ("volc*", []),
        ("one two three four five six seven eight nine", []),
    ],
)
def test_wider_searches_are_made_of_the_words_of_the_query(query: str, offered: list[str]) -> None:
    assert [wider for _, _, wider in hints(SearchRequest(query))] == offered


def test_wider_search_keeps_what_was_chosen_and_begins_at_its_first_page() -> None:
    asked = SearchRequest("sea ice", choices={Facet.COUNTRY: Choice(("japan",))}, page=3)
    assert hints(asked)[0][:2] == ("With any of the words", "/search/?q=sea+OR+ice&country=japan")


def test_page_without_result_offers_wider_searches_escaped(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=volcano+erupts%3Cb%3E")
    assert "<code>volcano OR erupts&lt;b&gt;</code>" in html
    assert "keep the words" not in html
