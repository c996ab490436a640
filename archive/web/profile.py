"""What the pages of an actor and of a source share: its articles, its years, the company it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpRequest
from django.urls import reverse

from archive.documents import ActorKind
from archive.models import Actor, Mention
from archive.models.actors import PATHS
from archive.search import search
from archive.search.results import Choice, Facet, FacetCount, Joining, SearchRequest, Sort
from archive.web import choosing
from archive.web.histogram import histogram
from archive.web.labels import labels_for
from archive.web.listing import rows_for
from archive.web.paging import paging
from archive.web.wording import ACTOR_FACETS, FACETS

PAGE = 12
"""Articles on a page of a profile."""

COMPANY = 8
"""Actors of each kind in "with whom"."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor that is named together with the one of the page."""

    name: str
    link: str
    count: int
    together_link: str
    """The search for articles that name both."""


def page_asked(request: HttpRequest) -> int:
    """The page number of the address; raises Http404 for anything that is none."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text)):
        raise Http404("Pages are numbered from 1.")
    return int(text)


def profile(facet: Facet, value: str, page: int, address: str, own: Iterable[FacetCount] = ()) -> dict[str, object]:
    """Articles, histogram and company of one value of a facet, in one search and five queries.

    ``own`` gives the counts for the facet itself, which a search that has chosen in it cannot tell. Raises
    Http404 for a page past the last.
    """
    asked = SearchRequest(choices={facet: Choice((value,))}, sort=Sort.NEWEST, page=page, page_size=PAGE)
    result = search(asked)
    if page > max(result.pages, 1):
        raise Http404("There is no such page.")
    counts = {**result.facets, facet: tuple(own)}
    return {
        "total": result.total,
        "rows": rows_for(result.hits),
        "pages": paging(page, result.pages, lambda number: f"{address}?page={number}" if number > 1 else address),
        "search_link": choosing.address(asked),
        "years": histogram(
            result.facets.get(Facet.YEAR, ()),
            lambda year: choosing.address(choosing.toggled(asked, Facet.YEAR, year)),
            lambda since, until: choosing.address(choosing.within_years(asked, since, until)),
        ),
        "company": [
            (FACETS[kind][1], kind.value, company)
            for kind in ACTOR_FACETS
            if (company := _company(asked, facet, kind, counts.get(kind, ())))
        ],
    }


def named_with(actor: Actor) -> list[FacetCount]:
    """Actors of the same kind that are named in the same readable articles, most often first."""
    rows = (
        Mention.objects.standing()
        .filter(actor__kind=actor.kind, article__copy_of__isnull=True)
        .filter(article__in=Mention.objects.standing().filter(actor=actor).values("article"))
        .exclude(actor=actor)
        .values_list("actor__slug")
        .annotate(number=Count("article"))
        .order_by("-number", "actor__slug")[:COMPANY]
    )
    return [FacetCount(slug, number) for slug, number in rows]


def _company(asked: SearchRequest, own: Facet, kind: Facet, counts: Iterable[FacetCount]) -> list[Companion]:
    top = list(counts)[:COMPANY]
    labels = labels_for(kind, [each.value for each in top])
    path = PATHS[ActorKind(kind.value)]
    return [
        Companion(
            labels[each.value],
            reverse("actor", args=[path, each.value]),
            each.count,
            choosing.address(_together(asked, own, kind, each.value)),
        )
        for each in top
    ]


def _together(asked: SearchRequest, own: Facet, kind: Facet, value: str) -> SearchRequest:
    """The search for articles that name both; two of one kind must be joined by "all of these"."""
    if kind is not own:
        return choosing.toggled(asked, kind, value)
    chosen = (*choosing.choice_of(asked, own).include, value)
    return choosing.with_choice(asked, own, Choice(chosen, (), Joining.ALL))
