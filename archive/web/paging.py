"""Links to the pages of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AROUND = 2
"""Pages linked on each side of the present one."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number in the row of pages; ``number`` 0 is the gap between two runs."""

    number: int
    link: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """The row of pages under a list; falsy where there is only one."""

    numbers: tuple[PageLink, ...]
    previous: str
    following: str
    page: int
    pages: int

    def __bool__(self) -> bool:
        return self.pages > 1


def paging(page: int, pages: int, link: Callable[[int], str]) -> Paging:
    """First and last page, the present one with its neighbours, gaps between."""
    near = {number for number in range(page - AROUND, page + AROUND + 1) if 1 <= number <= pages}
    wanted = sorted(near | {1, pages} if pages else near)
    numbers: list[PageLink] = []
    for number in wanted:
        last = numbers[-1].number if numbers else number - 1
        if number - last == 2:  # a gap of one page is written out
            numbers.append(PageLink(number - 1, link(number - 1)))
        elif number - last > 2:
            numbers.append(PageLink(0))
        numbers.append(PageLink(number, link(number), number == page))
    return Paging(
        tuple(numbers),
        link(page - 1) if page > 1 else "",
        link(page + 1) if page < pages else "",
        page,
        pages,
    )
