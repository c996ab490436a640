"""The front page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.documents import ActorKind
from archive.models import Article, Removal
from archive.models.actors import PATHS
from archive.search import search
from archive.search.results import UNDATED_YEAR, Facet, SearchRequest, SearchResult, Sort
from archive.web import choosing
from archive.web.histogram import Histogram, histogram
from archive.web.labels import labels_for
from archive.web.listing import rows_for
from archive.web.wording import FACETS

NEWEST = 21
"""Articles on the front page: a lead, four with an excerpt, sixteen headlines; as long as the lists beside them."""

TOP = 8
"""Actors in each of the top lists."""

_EVERYTHING = SearchRequest(sort=Sort.NEWEST, page_size=NEWEST)


@dataclass(frozen=True, slots=True)
class TopList:
    """The most named actors of a kind."""

    label: str
    kind: str
    link: str
    number: int
    actors: tuple[tuple[str, str, int], ...]
    """Name, address, articles."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search box, key figures, articles per year, top actors, newest articles; one search for everything."""
    result = search(_EVERYTHING)
    if not result.total:
        return render(request, "archive/home_empty.html", {"waiting": Article.objects.count()})
    rows = rows_for(result.hits)
    context = {
        "lead": rows[:1],
        "seconds": rows[1:5],
        "headlines": rows[5:],
        "figures": _figures(result),
        "years": years_of_all(result),
        "top": [_top(result, facet) for facet in (Facet.PERSON, Facet.COUNTRY, Facet.ALLIANCE, Facet.ORGANISATION)],
    }
    return render(request, "archive/home.html", context)


def years_of_all(result: SearchResult) -> Histogram:
    """The histogram of everything, each bar leading to its year."""
    return histogram(
        result.facets.get(Facet.YEAR, ()),
        lambda year: choosing.address(choosing.toggled(_EVERYTHING, Facet.YEAR, year)),
        lambda since, until: choosing.address(choosing.within_years(_EVERYTHING, since, until)),
    )


def _figures(result: SearchResult) -> list[tuple[str, int | str, str]]:
    """Name, figure and address of each key figure."""
    years = sorted(each.value for each in result.facets.get(Facet.YEAR, ()) if each.value != UNDATED_YEAR)
    figures: list[tuple[str, int | str, str]] = [
        ("articles", result.total, choosing.address(_EVERYTHING)),
        ("sources", len(result.facets.get(Facet.SOURCE, ())), reverse("sources")),
    ]
    for facet in (Facet.PERSON, Facet.COUNTRY, Facet.ALLIANCE):
        link = reverse("actors", args=[PATHS[ActorKind(facet.value)]])
        figures.append((FACETS[facet][1].lower(), len(result.facets.get(facet, ())), link))
    if years:
        span = years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
        figures.append(("years covered", span, choosing.address(_EVERYTHING)))
    figures.append(("passages of clutter removed", Removal.objects.count(), reverse("about")))
    return figures


def _top(result: SearchResult, facet: Facet) -> TopList:
    counts = result.facets.get(facet, ())
    path = PATHS[ActorKind(facet.value)]
    labels = labels_for(facet, [each.value for each in counts[:TOP]])
    return TopList(
        FACETS[facet][1],
        facet.value,
        reverse("actors", args=[path]),
        len(counts),
        tuple((labels[each.value], reverse("actor", args=[path, each.value]), each.count) for each in counts[:TOP]),
    )
