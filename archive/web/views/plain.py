"""Pages without a subject of their own: about, health, robots and errors."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.documents import DateOrigin
from archive.models import Actor, Article, Capture, Mention, Removal, Source
from archive.search import index_is_missing, search
from archive.search.results import SearchRequest
from archive.web.wording import DATE_ORIGINS, REMOVALS

_ROBOTS = """User-agent: *
Disallow: /search/
Disallow: /admin/
Disallow: /api/
"""
"""Searches are endless; crawlers reach every article by the pages of sources and actors."""


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how cleaning and tagging decide, and what they did."""
    removals = dict(Removal.objects.values_list("category").annotate(number=Count("pk")).order_by())
    origins = dict(Article.objects.readable().values_list("date_origin").annotate(number=Count("pk")).order_by())
    context = {
        "figures": [
            ("articles", Article.objects.readable().count()),
            ("further copies of them", Article.objects.filter(copy_of__isnull=False).count()),
            ("captures", Capture.objects.count()),
            ("sources", Source.objects.count()),
            ("actors on record", Actor.objects.current().count()),
            ("mentions", Mention.objects.standing().count()),
        ],
        "removals": [
            (label, explanation, category.value, removals.get(category.value, 0))
            for category, (label, explanation) in REMOVALS.items()
        ],
        "origins": [(DATE_ORIGINS[origin], origins.get(origin.value, 0)) for origin in DateOrigin],
    }
    return render(request, "archive/about.html", context)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether database and index answer: 200 and ``ok``, else 503 with the part that does not."""
    state = {"database": _database_state(), "index": "not asked"}
    if state["database"] == "ok":
        state["index"] = _index_state()
    good = set(state.values()) == {"ok"}
    return JsonResponse({"status": "ok" if good else "failing", **state}, status=200 if good else 503)


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            Article.objects.exists()
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _index_state() -> str:
    try:
        search(SearchRequest(page_size=1, facets=()))
    except Exception as error:
        return type(error).__name__
    return "missing" if index_is_missing() else "ok"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer to a request that cannot be understood."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke. The template asks neither database nor session: both may be what broke."""
    return render(request, "500.html", status=500)
