"""What a search asks and what it answers; no Django and no engine in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, overload


class Facet(StrEnum):
    """The facets; values are slugs, ISO 639-1 codes for language, four digits for year.

    ``about`` holds the actors that an article is about, as ``kind-slug``; ``category`` the sort of story.
    """

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    ALLIANCE = "alliance"
    SOURCE = "source"
    LANGUAGE = "language"
    YEAR = "year"
    ABOUT = "about"
    CATEGORY = "category"


UNDATED_YEAR = "undated"
"""The year value of an article whose date is unknown: countable and selectable like any year."""


class Sort(StrEnum):
    """Orders of results; equal places are settled by date, then by id, so that pages never repeat a hit."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Joining(StrEnum):
    """How the chosen values of one facet are joined."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in one facet."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    joining: Joining = Joining.ANY


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: words as typed, choices by facet, dates (both included), order and page (from 1)."""

    query: str = ""
    choices: Mapping[Facet, Choice] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    added_after: datetime | None = None
    """Only articles that came into the archive later."""
    above: int = 0
    """Only articles with a higher id; `archive.search` sets it for ``added_after``."""
    copies: bool = False
    """Whether every copy of a story is a hit of its own; else a story is one hit, with all its sources."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20
    facets: tuple[Facet, ...] = tuple(Facet)
    """The facets to count."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found; title and snippet are safe HTML in which only ``<mark>`` is markup."""

    article_id: int
    score: float
    title: str
    snippet: str


class FacetCount(NamedTuple):
    """One value of a facet with the number of matching articles."""

    value: str
    count: int  # type: ignore[assignment]


class FacetCounts(Sequence[FacetCount]):
    """A facet's counts, each made when it is looked at: a page shows twenty of thousands.

    Slices are tuples; equal to any sequence of the same counts.
    """

    def __init__(self, values: Sequence[str], places: Sequence[int], counts: Sequence[int]) -> None:
        """Entry ``i`` is ``values[places[i]]`` with ``counts[i]``."""
        self._values, self._places, self._counts = values, places, counts

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> FacetCount: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[FacetCount, ...]: ...
    def __getitem__(self, at: int | slice) -> FacetCount | tuple[FacetCount, ...]:
        if isinstance(at, slice):
            at = slice(*at.indices(len(self)))
            self._upto(max(at.start, at.stop))
            values = self._values
            return tuple(
                [
                    FacetCount(values[place], count)
                    for place, count in zip(self._places[at], self._counts[at], strict=True)
                ]
            )
        at = range(len(self))[at]
        self._upto(at + 1)
        return self._entry(at)

    def __iter__(self) -> Iterator[FacetCount]:
        self._upto(len(self))
        return map(self._entry, range(len(self)))

    def _upto(self, last: int) -> None:
        """Have the entries before a place ready; for those who put them in order only when asked."""

    def _entry(self, at: int) -> FacetCount:
        return FacetCount(self._values[self._places[at]], self._counts[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Answer to a `SearchRequest`.

    ``facets`` holds every value with a count above 0 plus the chosen values, by count then value; each
    facet is counted as if nothing were chosen in it, or within its choices where they
    are joined by ALL. ``understood`` is the query as it was read;
    ``notes`` say how a malformed query was mended.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, Sequence[FacetCount]]
    page: int
    pages: int
    understood: str = ""
    notes: tuple[str, ...] = ()
    dates: Sequence[FacetCount] = ()
    """All matches through time: by year, month or day, whichever their span asks for; ISO prefixes in order."""
