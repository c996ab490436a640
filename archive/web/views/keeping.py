"""Result lists under an address that stays: keeping one, and showing it beside what the search finds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from archive.models import KeptSearch
from archive.models.searches import MOST_KEPT
from archive.search import listed
from archive.search.asking import SearchForm
from archive.search.labels import labels_for
from archive.search.results import Facet, Hit, SearchRequest
from archive.web import choosing
from archive.web.facets import chips
from archive.web.listing import rows_for
from archive.web.paging import paging
from archive.web.profile import page_asked

PAGE = 50
MOST_A_MINUTE, MOST_A_DAY = 20, 2_000
"""Lists that all visitors together may keep. Nobody is counted by himself: that would take his address down."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept list beside the same search now."""

    total: int
    more: int
    """Articles found now that the list does not have."""
    fewer: int
    """Articles of the list that are not found now: changed, merged with others or taken out."""
    exact: bool
    """Whether both lists could be compared article by article."""


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Say what would be kept, and keep it when asked by POST; the same result again leads to the same address."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return HttpResponseRedirect(choosing.address(form.request()))
    asked = form.request()
    total, ids = listed(asked, 0, MOST_KEPT)
    context = {
        "asked": asked,
        "chips": _chips(asked),
        "total": total,
        "most": MOST_KEPT,
        "back": choosing.address(asked),
    }
    if request.method != "POST":
        return render(request, "archive/search_keep.html", context)
    if _too_many():
        context["too_many"] = True
        response = render(request, "archive/search_keep.html", context, status=429)
        response.headers["Retry-After"] = "60"
        return response
    kept = KeptSearch.objects.keep(choosing.query_string(asked), total, ids)
    return HttpResponseRedirect(kept.get_absolute_url())


@require_safe
def kept_search(request: HttpRequest, key: str) -> HttpResponse:
    """The list as it was, and how many articles have come since."""
    kept = get_object_or_404(KeptSearch, key=key)
    form = SearchForm(QueryDict(kept.query_string))
    problems = [] if form.is_valid() else [str(each) for errors in form.errors.values() for each in errors]
    asked = form.request()
    page = page_asked(request)
    pages = max(1, -(-len(kept.article_ids) // PAGE))
    if page > pages:
        raise Http404("There is no such page.")
    shown = kept.article_ids[(page - 1) * PAGE : page * PAGE]
    address = kept.get_absolute_url()
    context = {
        "kept": kept,
        "asked": asked,
        "chips": _chips(asked),
        "problems": problems,
        "compared": None if problems else compared(kept, asked),
        "rows": rows_for([Hit(number, 0.0, "", "") for number in shown]),
        "first": (page - 1) * PAGE + 1,
        "shown": len(shown),
        "cut": kept.total > len(kept.article_ids),
        "pages": paging(page, pages, lambda number: f"{address}?page={number}" if number > 1 else address),
        "now_link": choosing.address(asked),
        "full_address": request.build_absolute_uri(address),
    }
    return render(request, "archive/search_kept.html", context)


def compared(kept: KeptSearch, asked: SearchRequest) -> Comparison:
    """What the search finds now beside what it found then."""
    total, ids = listed(asked, 0, MOST_KEPT)
    if max(total, kept.total) > MOST_KEPT:
        return Comparison(total, max(0, total - kept.total), max(0, kept.total - total), exact=False)
    then, now = set(kept.article_ids), set(ids)
    return Comparison(total, len(now - then), len(then - now), exact=True)


def _chips(asked: SearchRequest) -> list[object]:
    labels = {}
    for facet in Facet:
        choice = choosing.choice_of(asked, facet)
        labels[facet] = labels_for(facet, [*choice.include, *choice.exclude])
    return list(chips(asked, labels))


def _too_many() -> bool:
    """Whether all visitors together kept so much lately that it looks like a machine."""
    now, recent = timezone.now(), KeptSearch.objects.filter
    return (
        recent(kept_at__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE
        or recent(kept_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY
    )
