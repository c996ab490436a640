"""Searches, facets and kept lists as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from archive.api.answering import Payload, Problem, known_parameters, whole_number
from archive.models import Article, KeptSearch
from archive.search import search
from archive.search.addressing import parameters, query_string
from archive.search.asking import SearchForm
from archive.search.labels import labels_for
from archive.search.results import Facet, FacetCount, SearchRequest, SearchResult
from archive.search.suggesting import suggestion

PAGE_SIZE, LARGEST_PAGE = 20, 100
FACET_SIZE, LARGEST_FACET = 10, 1_000
DEEPEST = 10_000
"""Hits that can be paged through; whoever wants them all narrows by date, or reads articles by id."""

SEARCH_PARAMETERS = (
    "q",
    *(f"{sign}{facet.value}" for facet in Facet for sign in ("", "not_")),
    *("all", "from", "to", "added_after", "copies", "sort"),
)
REPEATED = frozenset({*(f"{sign}{facet.value}" for facet in Facet for sign in ("", "not_")), "all", "facets"})
"""Parameters that may be said several times."""
_PRINTED = (
    "copy_of",
    "title",
    "slug",
    "published_on",
    "date_precision",
    "language",
    "word_count",
    "source__name",
    "source__slug",
)


def search_answer(request: HttpRequest) -> Payload:
    """Hits with snippets, facets, matches through time, links to the pages beside."""
    known_parameters(request, (*SEARCH_PARAMETERS, "page", "page_size", "facets", "facet_size"), REPEATED)
    size = whole_number(request, "page_size", PAGE_SIZE, 1, LARGEST_PAGE)
    most = whole_number(request, "facet_size", FACET_SIZE, 0, LARGEST_FACET)
    asked = replace(_asked(request, size), facets=_facets(request))
    if asked.page * size > DEEPEST and asked.page > 1:
        detail = f"Only the first {DEEPEST:,} hits can be paged through: narrow the search by date or choice."
        raise Problem(400, "Too far down", detail, [("page", detail)])
    result = search(asked)
    other = suggestion(asked, result.total)
    return {
        "query": asked.query,
        "understood": result.understood,
        "notes": list(result.notes),
        "did_you_mean": {"query": other.query, "total": other.total} if other else None,
        "total": result.total,
        "page": result.page,
        "pages": min(result.pages, max(1, DEEPEST // size)),
        "page_size": size,
        "sort": asked.sort.value,
        "hits": _hits(request, result),
        "facets": {facet.value: _counts(facet, result.facets.get(facet, ())[:most]) for facet in asked.facets},
        "dates": [{"value": each.value, "count": each.count} for each in result.dates],
        "links": _links(request, asked, result, size),
    }


def facet_answer(request: HttpRequest, name: str) -> Payload:
    """Every value of a facet among the articles of a search, most articles first."""
    if name not in set(Facet):
        raise Http404(f"There is no facet “{name[:40]}”: there are {', '.join(Facet)}.")
    known_parameters(request, (*SEARCH_PARAMETERS, "page", "page_size"), REPEATED)
    size = whole_number(request, "page_size", FACET_SIZE * 10, 1, LARGEST_FACET)
    facet = Facet(name)
    asked = _asked(request, 1)
    counts = search(replace(asked, page=1, facets=(facet,))).facets[facet]
    pages = max(1, -(-len(counts) // size))
    return {
        "facet": name,
        "number": len(counts),
        "page": asked.page,
        "pages": pages,
        "page_size": size,
        "values": _counts(facet, counts[(asked.page - 1) * size : asked.page * size]),
        "links": _steps(request, asked.page, pages),
    }


def kept_answer(request: HttpRequest, key: str) -> Payload:
    """A kept list: the search, when, how many articles it found then, and which."""
    known_parameters(request, ())
    kept = KeptSearch.objects.filter(key=key).first()
    if kept is None:
        raise Http404(f"There is no kept list “{key[:40]}”.")
    return {
        "key": kept.key,
        "kept_at": kept.kept_at.isoformat(),
        "total": kept.total,
        "search": [list(pair) for pair in QueryDict(kept.query_string).lists()],
        "article_ids": kept.article_ids,
        "links": {
            "page": request.build_absolute_uri(kept.get_absolute_url()),
            "now": _absolute(request, "api-search", kept.query_string),
        },
    }


def _asked(request: HttpRequest, size: int) -> SearchRequest:
    """The search of the address; raises `Problem` that names each parameter that cannot be read."""
    form = SearchForm(request.GET, size)
    if not form.is_valid():
        errors = [(name, str(text)) for name, texts in form.errors.items() for text in texts]
        raise Problem(400, "Bad value", errors[0][1], errors)
    return form.request()


def _facets(request: HttpRequest) -> tuple[Facet, ...]:
    """The facets to count: all of them unless some are named; ``none`` counts nothing and answers sooner."""
    names = request.GET.getlist("facets")
    wrong = [name for name in names if name not in {*Facet, "none"}]
    if wrong:
        detail = f"“{wrong[0][:40]}” is no facet: name some of {', '.join(Facet)}, or none."
        raise Problem(400, "Bad value", detail, [("facets", detail)])
    return tuple(facet for facet in Facet if facet.value in names) if names else tuple(Facet)


def _hits(request: HttpRequest, result: SearchResult) -> list[Payload]:
    rows = Article.objects.select_related("source").only(*_PRINTED).in_bulk([hit.article_id for hit in result.hits])
    copies: dict[int | None, list[int]] = defaultdict(list)
    for pk, first in Article.objects.filter(copy_of__in=rows).order_by("pk").values_list("pk", "copy_of"):
        copies[first].append(pk)
    return [
        {
            "id": hit.article_id,
            "title": row.title,
            "title_html": hit.title,
            "snippet_html": hit.snippet,
            "score": round(hit.score, 4),
            "copy_of": row.copy_of_id,
            "copies": copies[hit.article_id],
            **article_in_short(request, row),
        }
        for hit in result.hits
        if (row := rows.get(hit.article_id))
    ]


def article_in_short(request: HttpRequest, row: Article) -> Payload:
    """What every list says of an article."""
    return {
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "date_precision": row.date_precision,
        "language": row.language or None,
        "word_count": row.word_count,
        "source": {"slug": row.source.slug, "name": row.source.name},
        "links": {
            "page": request.build_absolute_uri(row.get_absolute_url()),
            "self": request.build_absolute_uri(reverse("api-article", args=[row.pk])),
        },
    }


def _counts(facet: Facet, counts: Sequence[FacetCount]) -> list[Payload]:
    labels = labels_for(facet, [each.value for each in counts])
    return [{"value": each.value, "label": labels[each.value], "count": each.count} for each in counts]


def _links(request: HttpRequest, asked: SearchRequest, result: SearchResult, size: int) -> dict[str, Any]:
    last = min(result.pages, max(1, DEEPEST // size))
    page = reverse("search") + (f"?{query}" if (query := urlencode(parameters(asked))) else "")
    return {**_steps(request, asked.page, last), "page": request.build_absolute_uri(page)}


def _steps(request: HttpRequest, page: int, pages: int) -> dict[str, Any]:
    """The addresses of this page of a list and of those beside it; None where there is none."""

    def at(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return {
        "self": request.build_absolute_uri(),
        "previous": at(min(page - 1, pages)) if page > 1 else None,
        "next": at(page + 1) if page < pages else None,
    }


steps = _steps


def _absolute(request: HttpRequest, name: str, query: str) -> str:
    return request.build_absolute_uri(reverse(name) + (f"?{query}" if query else ""))


def search_address(request: HttpRequest, asked: SearchRequest) -> str:
    """The API's address of a search."""
    return _absolute(request, "api-search", query_string(asked))
