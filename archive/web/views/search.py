"""The search page, and a facet's page with all of its values."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.search import listed, search
from archive.search.asking import SearchForm
from archive.search.connection import backend
from archive.search.labels import labels_for
from archive.search.results import UNDATED_YEAR, Facet, FacetCount, SearchRequest, SearchResult
from archive.web import choosing
from archive.web.facet_pages import FacetListing, ListingQuery
from archive.web.facets import Labels, chips, dated_links, facet_labels, facet_views
from archive.web.guidance import guidance
from archive.web.hints import hints
from archive.web.histogram import histogram
from archive.web.listing import rows_for
from archive.web.paging import paging
from archive.web.visits import Visit
from archive.web.wording import SORTS


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results with facets; a search that cannot be made says why, with status 400."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    asked = form.request()
    if not valid:
        return render(request, "archive/search.html", _refused(form, asked), status=400)
    if request.GET.get("more") in set(Facet):  # how addresses of earlier versions asked for a whole facet
        return HttpResponseRedirect(choosing.facet_address(asked, Facet(request.GET["more"])))
    result = search(asked)
    visit = Visit.of(request)
    labels = facet_labels(asked, result)
    context = _common(asked, labels) | _found(asked, result, visit)
    context["facets"] = facet_views(asked, result, labels)
    context["dated"] = dated_links(asked, result)
    context["guidance"] = guidance(asked, result)
    context["hints"] = [] if result.total else hints(asked)
    context["news"] = visit.news(asked, result)
    response = render(request, "archive/search.html", context)
    visit.remember(request, response)
    return response


@require_safe
def facet_page(request: HttpRequest, name: str) -> HttpResponse:
    """All values of a facet among the articles of a search, filtered by name, sorted by count or name."""
    if name not in set(Facet):
        raise Http404(f"There is no facet “{name}”.")
    facet = Facet(name)
    form = SearchForm(request.GET)
    valid = form.is_valid()
    asked = form.request()
    if not valid:
        return render(request, "archive/search.html", _refused(form, asked), status=400)
    result = search(replace(asked, page=1, page_size=1, facets=(facet,)))
    listing = FacetListing.of(asked, facet, result.facets[facet], ListingQuery.from_parameters(request.GET))
    if listing.pages.page > max(listing.pages.pages, 1):
        raise Http404("There is no such page.")
    labels = {each: labels_for(each, _chosen(asked, each)) for each in Facet}
    context = {
        "asked": asked,
        "listing": listing,
        "total": result.total,
        "chips": chips(asked, labels),
        "clear_link": choosing.facet_address(choosing.cleared(asked), facet),
        "back": choosing.address(asked),
        "kept": [pair for pair in choosing.parameters(asked) if pair[0] != "page"],
    }
    return render(request, "archive/search_facet.html", context)


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    """The query language with examples."""
    return render(request, "archive/search_help.html")


def _chosen(asked: SearchRequest, facet: Facet) -> list[str]:
    choice = choosing.choice_of(asked, facet)
    return [*choice.include, *choice.exclude]


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


def _found(asked: SearchRequest, result: SearchResult, visit: Visit) -> dict[str, object]:
    """What the page prints of the answer."""
    first = (result.page - 1) * asked.page_size + 1
    query = choosing.article_queries(asked)
    undated = [each for each in result.facets.get(Facet.YEAR, ()) if each.value == UNDATED_YEAR]
    return {
        "result": result,
        "every_copy": _every_copy(asked, result),
        "rows": rows_for(result.hits, lambda place: query(first + place), visit.since, stories=not asked.copies),
        "first": first,
        "last": first + len(result.hits) - 1,
        "pages": paging(asked.page, result.pages, lambda number: choosing.address(replace(asked, page=number))),
        "past_the_end": asked.page > max(result.pages, 1),
        "last_page_link": choosing.address(replace(asked, page=max(result.pages, 1))),
        "keep_link": choosing.keep_address(asked),
        "years": histogram(
            [*result.dates, *(undated or [FacetCount(UNDATED_YEAR, 0)])],
            choosing.year_links(asked),
            lambda since, until: choosing.address(choosing.within_years(asked, since, until)),
            choosing.choice_of(asked, Facet.YEAR).include,
            lambda prefix: choosing.address(choosing.within(asked, prefix)),
        ),
    }


def _every_copy(asked: SearchRequest, result: SearchResult) -> tuple[int, str] | None:
    """How many articles there are when each copy counts, and where they are; None where they are no more."""
    if asked.copies or not backend().has_copies():
        return None
    counted = replace(asked, copies=True, page=1)
    number, _ = listed(counted, 0, 0)
    return (number, choosing.address(counted)) if number > result.total else None


def _refused(form: SearchForm, asked: SearchRequest) -> dict[str, object]:
    """The page for a search with errors: what is wrong, and the same search without it."""
    labels = {facet: labels_for(facet, _chosen(asked, facet)) for facet in Facet}
    return _common(asked, labels) | {"problems": form.messages(), "without_problems": choosing.address(asked)}
