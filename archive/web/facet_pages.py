"""A facet's own page: all of its values, however many, filtered by name and cut into parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from archive.search.results import Facet, FacetCount, SearchRequest
from archive.search.words import fold
from archive.web import choosing
from archive.web.facet_html import value_items
from archive.web.facets import FacetValue, ValueLinks, facet_values
from archive.web.labels import labels_for
from archive.web.paging import Paging, paging
from archive.web.wording import FACETS

PART = 200
"""Values on one page: about 60 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """How the values are to be listed."""

    find: str = ""
    by_name: bool = False
    part: int = 1

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> ListingQuery:
        """Out of an address; what makes no sense counts as not said."""
        part = parameters.get("part", "")
        return cls(
            find=parameters.get("find", "").replace("\x00", " ").strip()[:100],
            by_name=parameters.get("by") == "name",
            part=max(1, int(part)) if part.isascii() and part.isdigit() and len(part) < 7 else 1,
        )

    def extra(self, **changed: str) -> dict[str, str]:
        """As parameters of an address, some of them changed, empty ones left out."""
        values = {"find": self.find, "by": "name" if self.by_name else "", **changed}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class FacetListing:
    """One part of the list with the links around it."""

    facet: Facet
    label: str
    values: tuple[FacetValue, ...]
    number: int
    """How many values the facet has."""
    found: int
    """How many of them have what was looked for in their names."""
    query: ListingQuery
    pages: Paging
    by_count_link: str
    by_name_link: str

    @property
    def html(self) -> SafeString:
        """The values as list items."""
        return value_items(self.facet, self.values)

    @classmethod
    def of(
        cls, request: SearchRequest, facet: Facet, counts: Sequence[FacetCount], query: ListingQuery
    ) -> FacetListing:
        """The part asked for; names are read for all values only where the order or the filter needs them."""
        rows = list(counts)
        labels: dict[str, str] = {}
        if query.find or query.by_name or facet is Facet.YEAR:
            labels = labels_for(facet, [each.value for each in rows])
            wanted = fold(query.find)
            rows = [each for each in rows if wanted in fold(labels[each.value])]
        if query.by_name:
            rows.sort(key=lambda each: fold(labels[each.value]))
        elif facet is Facet.YEAR:
            rows.sort(key=lambda each: each.value, reverse=True)
        parts = -(-len(rows) // PART)
        shown = rows[(query.part - 1) * PART : query.part * PART]
        labels = labels or labels_for(facet, [each.value for each in shown])

        def link(**changed: str) -> str:
            return choosing.facet_address(request, facet, **query.extra(**changed))

        return cls(
            facet=facet,
            label=FACETS[facet][1],
            values=facet_values(shown, labels, ValueLinks(request, facet)),
            number=len(counts),
            found=len(rows),
            query=query,
            pages=paging(query.part, parts, lambda number: link(part=str(number) if number > 1 else "")),
            by_count_link=link(by=""),
            by_name_link=link(by="name"),
        )
