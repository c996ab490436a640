"""The search page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import search
from archive.search.results import Facet, SearchRequest, SearchResult
from archive.web import choosing
from archive.web.facets import Labels, chips, facet_labels, facet_views
from archive.web.forms import SearchForm
from archive.web.histogram import histogram
from archive.web.labels import labels_for
from archive.web.listing import rows_for
from archive.web.paging import paging
from archive.web.wording import SORTS


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results with facets; a search that cannot be made says why, with status 400."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    asked = form.request()
    if not valid:
        return render(request, "archive/search.html", _refused(form, asked), status=400)
    result = search(asked)
    whole = _whole(request.GET.get("more", ""))
    labels = facet_labels(asked, result, whole)
    context = _common(asked, labels) | _found(asked, result)
    facets = facet_views(asked, result, labels, whole)
    context["facets"] = facets
    context["whole"] = next((view for view in facets if view.facet is whole), None)
    context["back_from_whole"] = choosing.address(asked)
    return render(request, "archive/search.html", context)


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    """The query language with examples."""
    return render(request, "archive/search_help.html")


def _whole(name: str) -> Facet | None:
    """The facet to be listed whole, if one is asked for."""
    return Facet(name) if name in set(Facet) else None


def _common(asked: SearchRequest, labels: Labels) -> dict[str, object]:
    """What the page prints of the search itself."""
    kept = [(name, value) for name, value in choosing.parameters(asked) if name not in {"q", "sort", "page"}]
    return {
        "asked": asked,
        "chips": chips(asked, labels),
        "clear_link": choosing.address(choosing.cleared(asked)),
        "kept_by_words": kept,
        "kept_by_period": [pair for pair in choosing.parameters(asked) if pair[0] not in {"from", "to", "page"}],
        "sorts": [
            (label, choosing.address(replace(asked, sort=sort, page=1)), asked.sort is sort)
            for sort, label in SORTS.items()
        ],
    }


def _found(asked: SearchRequest, result: SearchResult) -> dict[str, object]:
    """What the page prints of the answer."""
    first = (result.page - 1) * asked.page_size + 1
    return {
        "result": result,
        "rows": rows_for(result.hits),
        "first": first,
        "last": first + len(result.hits) - 1,
        "pages": paging(asked.page, result.pages, lambda number: choosing.address(replace(asked, page=number))),
        "past_the_end": asked.page > max(result.pages, 1),
        "last_page_link": choosing.address(replace(asked, page=max(result.pages, 1))),
        "years": histogram(
            result.facets.get(Facet.YEAR, ()),
            lambda year: choosing.address(choosing.toggled(asked, Facet.YEAR, year)),
            lambda since, until: choosing.address(choosing.within_years(asked, since, until)),
            choosing.choice_of(asked, Facet.YEAR).include,
        ),
    }


def _refused(form: SearchForm, asked: SearchRequest) -> dict[str, object]:
    """The page for a search with errors: what is wrong, and the same search without it."""
    labels = {
        facet: labels_for(facet, [*(choice := choosing.choice_of(asked, facet)).include, *choice.exclude])
        for facet in Facet
    }
    return _common(asked, labels) | {"problems": form.messages(), "without_problems": choosing.address(asked)}
