from __future__ import annotations

import pytest

from archive.models import Article, KeptSearch
from archive.web.paging import paging
from tests.web.conftest import Read


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 500, [1, 2, 3, 0, 500]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (250, 500, [1, 0, 248, 249, 250, 251, 252, 0, 500]),
        (500, 500, [1, 0, 498, 499, 500]),
        (7, 3, [1, 2, 3]),
    ],
)
def test_paging_shows_the_ends_and_the_neighbours(page: int, pages: int, numbers: list[int]) -> None:
    found = paging(page, pages, lambda number: f"?page={number}")
    assert [each.number for each in found.numbers] == numbers


def test_paging_links_forth_and_back() -> None:
    found = paging(2, 3, lambda number: f"?page={number}")
    assert (found.previous, found.following, bool(found)) == ("?page=1", "?page=3", True)
    assert [each.link for each in found.numbers if each.current] == ["?page=2"]


def test_paging_of_a_single_page_is_nothing() -> None:
    assert bool(paging(1, 1, str)) is False
    assert bool(paging(1, 0, str)) is False


LISTS = ["/people/", "/changes/", "/sources/weekly/", "/rules/cookies/", "/searches/{key}/", "/countries/south-korea/"]


@pytest.mark.parametrize("address", LISTS)
def test_page_past_the_end_is_missing_and_leads_back(address: str, articles: list[Article], read: Read) -> None:
    path = address.format(key=KeptSearch.objects.keep("q=alliance", 1, [articles[0].pk]).key)
    html = read(f"{path}?sort=name&page=99", status=404)
    assert f'<a href="{path}?sort=name">Back to the first page of this list</a>' in html
    assert "Back to the first page" in read(f"{path}?page=x", status=404)


def test_part_past_the_end_of_a_facet_is_missing_and_leads_back(articles: list[Article], read: Read) -> None:
    html = read("/search/facet/person/?q=a&part=99", status=404)
    assert '<a href="/search/facet/person/?q=a">Back to the first page of this list</a>' in html


def test_missing_address_has_no_list_to_go_back_to(articles: list[Article], read: Read) -> None:
    assert "Back to the first page" not in read("/nothing/here/?page=2", status=404)
