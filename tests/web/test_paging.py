from __future__ import annotations

import pytest

from archive.web.paging import paging


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
