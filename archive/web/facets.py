"""The facet column and the chips: each value knows its label, count and links; the template only prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote_plus

from archive.search.results import Facet, FacetCount, Joining, SearchRequest, SearchResult
from archive.web import choosing
from archive.web.dates import day_in_words
from archive.web.labels import labels_for
from archive.web.wording import ACTOR_FACETS, FACETS

SHOWN = 8
"""Values of a facet that stand open: a screenful of five facets."""

LISTED = 40
"""Values behind "show more"; a longer facet gets a page of its own, so that each answer stays small."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value in the facet column."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    toggle_link: str
    exclude_link: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet: what is chosen, what stands open, what is behind "show more"."""

    facet: Facet
    label: str
    one: str
    chosen: tuple[FacetValue, ...]
    open: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    number: int
    """How many values there are in all."""
    whole_link: str
    """Where all values stand when ``more`` is cut; empty when it is not."""
    all_of: bool
    joining_link: str
    """Swaps "any of these" and "all of these"; empty where there is nothing to join."""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something active, with the link that takes it away."""

    kind: str
    label: str
    excluded: bool
    link: str


Labels = Mapping[Facet, Mapping[str, str]]


def facet_labels(request: SearchRequest, result: SearchResult, whole: Facet | None = None) -> Labels:
    """The labels of all values that the page will print; one query a facet."""
    labels = {}
    for facet in Facet:
        counts = result.facets.get(facet, ())
        limit = len(counts) if facet is whole else SHOWN + LISTED
        choice = choosing.choice_of(request, facet)
        wanted = [each.value for each in counts[: limit + len(choice.include) + len(choice.exclude)]]
        labels[facet] = labels_for(facet, [*choice.include, *choice.exclude, *wanted])
    return labels


def facet_views(
    request: SearchRequest, result: SearchResult, labels: Labels, whole: Facet | None = None
) -> list[FacetView]:
    """The facets in the order of the column; one without any value is left out, ``whole`` is listed whole."""
    views = [_view(request, facet, result.facets.get(facet, ()), labels[facet], facet is whole) for facet in FACETS]
    return [view for view in views if view.number]


def _view(
    request: SearchRequest, facet: Facet, counts: Iterable[FacetCount], labels: Mapping[str, str], whole: bool
) -> FacetView:
    choice = choosing.choice_of(request, facet)
    by_value = {each.value: each.count for each in counts}
    chosen_values = [*choice.include, *choice.exclude]
    others = [value for value in by_value if value not in chosen_values]
    if facet is Facet.YEAR:
        others.sort(reverse=True)  # years read by date, the unknown first as in the alphabet
    shown, rest = others[:SHOWN], others[SHOWN:]
    if len(rest) == 1:  # a fold that hides a single value costs more room than the value
        shown, rest = others, []
    cut = len(rest) > LISTED and not whole
    if cut:
        rest = rest[:LISTED]

    links = _Links(request, facet)

    def values(names: Iterable[str]) -> tuple[FacetValue, ...]:
        return tuple(
            FacetValue(
                value=name,
                label=labels.get(name, name),
                count=by_value.get(name, 0),
                selected=name in choice.include,
                excluded=name in choice.exclude,
                toggle_link=links.toggle(name),
                exclude_link=links.exclude(name),
            )
            for name in names
        )

    one, several = FACETS[facet]
    joinable = facet in ACTOR_FACETS and len(choice.include) > 1
    return FacetView(
        facet=facet,
        label=several,
        one=one,
        chosen=values(chosen_values),
        open=values(shown),
        more=values(rest),
        number=len(others) + len(chosen_values),
        whole_link=choosing.address(replace(request, page=1), more=facet.value) if cut else "",
        all_of=choice.joining is Joining.ALL,
        joining_link=choosing.address(choosing.joining_switched(request, facet)) if joinable else "",
    )


class _Links:
    """The links of a facet's values. They differ in the value alone, so one address serves as the pattern of all."""

    _PLACE = "\x00"
    _WRITTEN = "%00"

    def __init__(self, request: SearchRequest, facet: Facet) -> None:
        self._request = request
        self._facet = facet
        choice = choosing.choice_of(request, facet)
        self._chosen = {*choice.include, *choice.exclude}
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
    return found
