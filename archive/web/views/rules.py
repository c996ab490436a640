"""The page of rules: how often each fired, and every block that one took out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Source
from archive.web.paging import paging
from archive.web.profile import page_asked
from archive.web.rules import MEANINGS, PAGE, SORTS, removals_by, rule_rows
from archive.web.wording import rule_in_words


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Each rule with its numbers, of the whole archive or of one source."""
    source, sort = _source(request), request.GET.get("sort", "fired")
    if sort not in SORTS:
        raise Http404("Rules are not sorted by that.")
    context = {
        "rows": rule_rows(sort, source),
        "source": source,
        "sources": Source.objects.filter(articles__isnull=False).distinct().order_by("name"),
        "sorts": [(_query(source=source, sort=key), label, key == sort) for key, label in SORTS.items()],
        "of_source": _query(source=source).removeprefix("?"),
    }
    return render(request, "archive/rules.html", context)


@require_safe
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Every block that a rule took out, with the article and the place."""
    source, page = _source(request), page_asked(request)
    rows = removals_by(name, source)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    if page > pages or (not count and name not in MEANINGS):
        raise Http404("There is no such rule, or not so many pages.")
    context = {
        "rule": rule_in_words(name),
        "meaning": MEANINGS.get(name, ""),
        "rows": rows.select_related("article__source")[(page - 1) * PAGE : page * PAGE],
        "count": count,
        "source": source,
        "pages": paging(page, pages, lambda number: _query(source=source, page=number if number > 1 else "")),
        "of_source": _query(source=source),
    }
    return render(request, "archive/rule.html", context)


def _source(request: HttpRequest) -> Source | None:
    slug = request.GET.get("source", "")
    return get_object_or_404(Source, slug=slug) if slug else None


def _query(*, source: Source | None, **values: object) -> str:
    chosen = {"source": source.slug if source else "", **values}
    return "?" + urlencode({key: value for key, value in chosen.items() if value})
