"""Sources: the list and each one's page."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Source
from archive.search.results import Facet
from archive.web.labels import labels_for
from archive.web.profile import page_asked, profile


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources with their numbers of articles and of copies, those that gave most first or by name."""
    by_name = request.GET.get("sort") == "name"
    order = ("name", "pk") if by_name else ("-article_count", "name", "pk")
    copies = Count("articles", filter=Q(articles__copy_of__isnull=False), distinct=True)
    found = list(Source.objects.with_article_counts().annotate(copy_count=copies).order_by(*order))
    languages = labels_for(Facet.LANGUAGE, [source.language for source in found if source.language])
    rows = [(source, languages.get(source.language, "")) for source in found]
    return render(request, "archive/sources.html", {"rows": rows, "by_name": by_name})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: its articles, its years, whom it writes about."""
    found = get_object_or_404(Source, slug=slug)
    context = profile(Facet.SOURCE, found.slug, page_asked(request), found.get_absolute_url())
    return render(request, "archive/source.html", {"source": found, **context})
