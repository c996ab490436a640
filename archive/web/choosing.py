"""What a click does to a search: pure functions from one `SearchRequest` to the next, and to its address."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from archive.search.addressing import UNCHOSEN, choice_of, default_sort, parameters, query_string
from archive.search.results import Choice, Facet, Joining, SearchRequest

__all__ = ["choice_of", "default_sort", "parameters", "query_string"]

_FACETS = tuple(Facet)


def with_choice(request: SearchRequest, facet: Facet, choice: Choice) -> SearchRequest:
    """The request with another choice in one facet, back on its first page."""
    choices = {**request.choices, facet: choice}
    kept = {each: choices[each] for each in _FACETS if choices.get(each, UNCHOSEN) != UNCHOSEN}
    return replace(request, choices=kept, page=1)


def toggled(request: SearchRequest, facet: Facet, value: str) -> SearchRequest:
    """The request with a value chosen, or with it no longer chosen; an excluded value becomes a chosen one."""
    choice = choice_of(request, facet)
    include = _toggle(choice.include, value)
    exclude = tuple(each for each in choice.exclude if each != value)
    return with_choice(request, facet, _choice(include, exclude, choice.joining))


def exclusion_toggled(request: SearchRequest, facet: Facet, value: str) -> SearchRequest:
    """The request with a value excluded, or with it no longer excluded; a chosen value becomes an excluded one."""
    choice = choice_of(request, facet)
    include = tuple(each for each in choice.include if each != value)
    return with_choice(request, facet, _choice(include, _toggle(choice.exclude, value), choice.joining))


def joining_switched(request: SearchRequest, facet: Facet) -> SearchRequest:
    """The request with "any of these" and "all of these" swapped in a facet."""
    choice = choice_of(request, facet)
    joining = Joining.ANY if choice.joining is Joining.ALL else Joining.ALL
    return with_choice(request, facet, replace(choice, joining=joining))


def within_years(request: SearchRequest, since: int, until: int) -> SearchRequest:
    """The request narrowed to the days of some years, both included; single years chosen before are let go."""
    narrowed = with_choice(request, Facet.YEAR, UNCHOSEN)
    return replace(narrowed, since=date(max(since, 1), 1, 1), until=date(until, 12, 31))


def cleared(request: SearchRequest) -> SearchRequest:
    """The request with its words and order alone."""
    return replace(request, choices={}, since=None, until=None, added_after=None, copies=False, page=1)


def within(request: SearchRequest, prefix: str) -> SearchRequest:
    """The request narrowed to a year, month or day (an ISO prefix); single years chosen before are let go."""
    year, month, day = (int(part) for part in f"{prefix}-0-0".split("-")[:3])
    since = date(year, month or 1, day or 1)
    last = day or calendar.monthrange(year, month or 12)[1]
    narrowed = with_choice(request, Facet.YEAR, UNCHOSEN)
    return replace(narrowed, since=since, until=date(year, month or 12, last))


def address(request: SearchRequest, **extra: str) -> str:
    """The search page's address for a request; ``extra`` parameters stand at the end."""
    query = urlencode([*parameters(request), *extra.items()])
    return _page("search") + (f"?{query}" if query else "")


def facet_address(request: SearchRequest, facet: Facet, **extra: str) -> str:
    """The address of the page with all values of a facet."""
    query = urlencode([*parameters(replace(request, page=1)), *extra.items()])
    return _page("search-facet", facet.value) + (f"?{query}" if query else "")


def keep_address(request: SearchRequest) -> str:
    """Where a search's result can be kept under an address of its own."""
    query = query_string(request)
    return _page("keep-search") + (f"?{query}" if query else "")


def article_query(request: SearchRequest, place: int) -> str:
    """What stands behind an article's address to say that it is hit number ``place`` (from 1) of a search."""
    return article_queries(request)(place)


def article_queries(request: SearchRequest) -> Callable[[int], str]:
    """As `article_query` for many places of one search, whose address is worked out once."""
    query = query_string(request)
    return lambda place: f"{query}&result={place}" if query else f"result={place}"


def year_links(request: SearchRequest) -> Callable[[str], str]:
    """The addresses behind which single years are chosen, or let go; those not chosen differ in the year alone."""
    chosen = choice_of(request, Facet.YEAR)
    pattern = address(toggled(request, Facet.YEAR, "0000"))

    def link(year: str) -> str:
        if year in chosen.include or year in chosen.exclude:
            return address(toggled(request, Facet.YEAR, year))
        return pattern.replace("year=0000", f"year={year}")

    return link


@cache
def _page(name: str, *arguments: str) -> str:
    """Where a page lies; a page of results asks for it hundreds of times."""
    return reverse(name, args=arguments)


def _toggle(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value) if value in values else (*values, value)


def _choice(include: tuple[str, ...], exclude: tuple[str, ...], joining: Joining) -> Choice:
    """A choice whose joining falls back to the default when nothing is left to join."""
    return Choice(include, exclude, joining if include else Joining.ANY)
