"""An article's page in its three views: for reading, with its removals in place, as captured."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Article, Capture, Mention
from archive.web.captured import captured_text
from archive.web.reading import (
    actors_by_kind,
    grouped,
    pieces_of,
    removed_groups,
    standfirst_of,
    title_of,
    whole_page,
)

READ, REMOVED, CAPTURED = "read", "removed", "captured"
VIEWS = {READ: "Article", REMOVED: "What was removed", CAPTURED: "As captured"}


@require_safe
def article_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The article; any other slug leads to the right one."""
    article = get_object_or_404(Article.objects.select_related("source", "copy_of__source"), pk=pk)
    if slug != (article.slug or "article"):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(article.get_absolute_url() + (f"?{query}" if query else ""))
    view = request.GET.get("view", READ)
    if view not in VIEWS:
        raise Http404(f"An article has no view “{view}”.")
    return render(request, f"archive/article_{view}.html", _context(request, article, view))


def _context(request: HttpRequest, article: Article, view: str) -> dict[str, object]:
    captures = list(article.captures.all())
    removals = list(article.removals.all())
    mentions = list(
        Mention.objects.standing().filter(article=article).select_related("actor").order_by("-prominence", "pk")
    )
    marks = request.GET.get("marks") != "off"
    marked = mentions if marks else []
    context: dict[str, object] = {
        "article": article,
        "title": title_of(article, marked),
        "standfirst": standfirst_of(article),
        "view": view,
        "tabs": _tabs(article, view, len(removals), len(captures)),
        "removed": removed_groups(removals),
        "removed_number": len(removals),
        "actors": actors_by_kind(mentions),
        "captures": captures,
        "copies": article.copies.select_related("source"),
        "marks": marks,
    }
    if view == READ:
        context["groups"] = grouped(pieces_of(article, marked))
    elif view == REMOVED:
        context["groups"] = grouped(whole_page(pieces_of(article, marked), removals))
    else:
        capture = _chosen(captures, request.GET.get("capture", ""))
        context |= {"capture": capture, "captured": captured_text(capture) if capture else None}
    return context


def _tabs(article: Article, view: str, removals: int, captures: int) -> list[tuple[str, str, int, bool]]:
    """Label, address, number and whether it is the present one, of each view."""
    address = article.get_absolute_url()
    numbers = {READ: 0, REMOVED: removals, CAPTURED: captures if captures > 1 else 0}
    return [
        (label, address if name == READ else f"{address}?view={name}", numbers[name], name == view)
        for name, label in VIEWS.items()
    ]


def _chosen(captures: list[Capture], wanted: str) -> Capture | None:
    """The capture asked for, else the newest; raises Http404 for one that is not the article's."""
    if not wanted:
        return captures[-1] if captures else None
    for capture in captures:
        if str(capture.pk) == wanted:
            return capture
    raise Http404("The article has no such capture.")
