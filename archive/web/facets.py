"""The facet column and the chips: each value knows its label, count and links; the template only prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote_plus

from django.utils.safestring import SafeString

from archive.search.results import UNDATED_YEAR, Facet, FacetCount, Joining, SearchRequest, SearchResult
from archive.web import choosing
from archive.web.dates import day_in_words, moment_in_words
from archive.web.facet_html import facet_section
from archive.web.labels import labels_of
from archive.web.wording import ACTOR_FACETS, FACETS

SHOWN = 6
"""Values of a facet that are printed: four facets fill a screen. The rest stands on a page of the facet's own."""

_UNFOLDED = ACTOR_FACETS
"""The facets that stand open though nothing is chosen in them; each open value is one more stop for the Tab key."""


class FacetValue(NamedTuple):
    """One value in the facet column."""

    value: str
    label: str
    count: int  # type: ignore[assignment]
    selected: bool
    excluded: bool
    toggle_link: str
    exclude_link: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet: what is chosen, what stands open, where the rest is."""

    facet: Facet
    label: str
    one: str
    chosen: tuple[FacetValue, ...]
    open: tuple[FacetValue, ...]
    number: int
    """How many values there are in all."""
    all_link: str
    """Where all values stand; empty where the column shows them all."""
    all_of: bool
    joining_link: str
    """Swaps "any of these" and "all of these"; empty where there is nothing to join."""

    @property
    def unfolded(self) -> bool:
        """Whether it stands open when the page comes."""
        return bool(self.chosen) or self.facet in _UNFOLDED

    @property
    def html(self) -> SafeString:
        """The whole facet."""
        return facet_section(self)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something active, with the link that takes it away."""

    kind: str
    label: str
    excluded: bool
    link: str


Labels = Mapping[Facet, Mapping[str, str]]


def facet_labels(request: SearchRequest, result: SearchResult) -> Labels:
    """The labels of all values that the page will print, in two queries."""
    printed = {}
    for facet in Facet:
        counts = result.facets.get(facet, ())
        choice = choosing.choice_of(request, facet)
        chosen = [*choice.include, *choice.exclude]
        wanted = [each.value for each in counts[: SHOWN + 1 + len(chosen)]]
        if facet is Facet.YEAR:
            wanted = [each.value for each in counts]
        printed[facet] = [*chosen, *wanted]
    return labels_of(printed)


def facet_views(request: SearchRequest, result: SearchResult, labels: Labels) -> list[FacetView]:
    """The facets in the order of the column; one without any value is left out."""
    views = [_view(request, facet, result.facets.get(facet, ()), labels[facet]) for facet in FACETS]
    return [view for view in views if view.number]


def _view(request: SearchRequest, facet: Facet, counts: Sequence[FacetCount], labels: Mapping[str, str]) -> FacetView:
    choice = choosing.choice_of(request, facet)
    chosen = dict.fromkeys([*choice.include, *choice.exclude])
    counted = {each.value: each.count for each in counts} if chosen else {}
    number = len(counts) + sum(value not in counted for value in chosen)
    listed = _newest_first(counts) if facet is Facet.YEAR else counts[: SHOWN + 1 + len(chosen)]
    others = [each for each in listed if each.value not in chosen]
    rest = number - len(chosen)
    shown = others if rest <= SHOWN + 1 else others[:SHOWN]  # hiding a single value costs more room than the value
    one, several = FACETS[facet]
    joinable = facet in ACTOR_FACETS and len(choice.include) > 1
    links = ValueLinks(request, facet)
    return FacetView(
        facet=facet,
        label=several,
        one=one,
        chosen=facet_values((FacetCount(value, counted.get(value, 0)) for value in chosen), labels, links),
        open=facet_values(shown, labels, links),
        number=number,
        all_link=choosing.facet_address(request, facet) if rest > len(shown) else "",
        all_of=choice.joining is Joining.ALL,
        joining_link=choosing.address(choosing.joining_switched(request, facet)) if joinable else "",
    )


def _newest_first(counts: Iterable[FacetCount]) -> list[FacetCount]:
    """Years read by date, the unknown first as in the alphabet."""
    return sorted(counts, key=lambda each: each.value, reverse=True)


def facet_values(counts: Iterable[FacetCount], labels: Mapping[str, str], links: ValueLinks) -> tuple[FacetValue, ...]:
    """Values with their labels and links."""
    return tuple(
        FacetValue(
            value=each.value,
            label=labels.get(each.value, each.value),
            count=each.count,
            selected=each.value in links.choice.include,
            excluded=each.value in links.choice.exclude,
            toggle_link=links.toggle(each.value),
            exclude_link=links.exclude(each.value),
        )
        for each in counts
    )


class ValueLinks:
    """The links of a facet's values. They differ in the value alone, so one address serves as the pattern of all."""

    _PLACE = "\x00"
    _WRITTEN = "%00"

    def __init__(self, request: SearchRequest, facet: Facet) -> None:
        self.choice = choosing.choice_of(request, facet)
        self._request = request
        self._facet = facet
        self._chosen = {*self.choice.include, *self.choice.exclude}
        self._toggle = choosing.address(choosing.toggled(request, facet, self._PLACE))
        self._exclude = choosing.address(choosing.exclusion_toggled(request, facet, self._PLACE))

    def toggle(self, value: str) -> str:
        """Where a click on the value leads."""
        if value in self._chosen:
            return choosing.address(choosing.toggled(self._request, self._facet, value))
        return self._toggle.replace(self._WRITTEN, quote_plus(value))

    def exclude(self, value: str) -> str:
        """Where a click on its minus leads."""
        if value in self._chosen:
            return choosing.address(choosing.exclusion_toggled(self._request, self._facet, value))
        return self._exclude.replace(self._WRITTEN, quote_plus(value))


@dataclass(frozen=True, slots=True)
class DatedLink:
    """A way to keep to articles with a date, or to those without."""

    label: str
    count: int
    link: str
    current: bool


def dated_links(request: SearchRequest, result: SearchResult) -> list[DatedLink]:
    """Dated and undated articles, where there are both; a second click takes the choice back."""
    counts = {each.value: each.count for each in result.facets.get(Facet.YEAR, ())}
    undated = counts.pop(UNDATED_YEAR, 0)
    choice = choosing.choice_of(request, Facet.YEAR)
    only, none = UNDATED_YEAR in choice.include, UNDATED_YEAR in choice.exclude
    if not (undated and sum(counts.values())) and not only and not none:
        return []
    toggled = choosing.address(choosing.toggled(request, Facet.YEAR, UNDATED_YEAR))
    excluded = choosing.address(choosing.exclusion_toggled(request, Facet.YEAR, UNDATED_YEAR))
    return [
        DatedLink("Dated", sum(counts.values()), excluded, none),
        DatedLink("Undated", undated, toggled, only),
    ]


def chips(request: SearchRequest, labels: Labels) -> list[Chip]:
    """Everything that narrows the search, in the order of the column, then the period."""
    found = []
    for facet, (one, _) in FACETS.items():
        choice = choosing.choice_of(request, facet)
        for value in choice.include:
            link = choosing.address(choosing.toggled(request, facet, value))
            found.append(Chip(one, labels[facet].get(value, value), False, link))
        for value in choice.exclude:
            link = choosing.address(choosing.exclusion_toggled(request, facet, value))
            found.append(Chip(one, labels[facet].get(value, value), True, link))
    edges: list[tuple[str, date | None, SearchRequest]] = [
        ("From", request.since, replace(request, since=None, page=1)),
        ("To", request.until, replace(request, until=None, page=1)),
    ]
    found += [Chip(name, day_in_words(day), False, choosing.address(without)) for name, day, without in edges if day]
    if request.added_after:
        without = replace(request, added_after=None, page=1)
        found.append(Chip("Added after", moment_in_words(request.added_after), False, choosing.address(without)))
    if request.copies:
        found.append(Chip("Counted", "every copy", False, choosing.address(replace(request, copies=False, page=1))))
    return found
