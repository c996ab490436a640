"""The log of decisions: filtered, paged, each undone where nothing builds on it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from archive.curation.undoing import UndoRefused, undo
from archive.models import Decision, Source
from archive.models.decisions import DecisionQuerySet, Verb
from archive.web.curate.choosing import actors_meant
from archive.web.curate.staff import curators_only, name_of
from archive.web.curate.telling import after, told
from archive.web.paging import paging
from archive.web.profile import page_asked

PAGE = 50
FILTERS = ("by", "verb", "source", "actor", "state")


@curators_only
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions, newest first, narrowed by person, kind, source and actor."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in FILTERS}
    rows = _narrowed(asked)
    page, total = page_asked(request), rows.count()
    pages = max(1, -(-total // PAGE))
    if page > pages:
        raise Http404("There is no such page.")
    base = reverse("decisions")
    kept = urlencode([(name, value) for name, value in asked.items() if value])

    def link(number: int) -> str:
        query = "&".join(filter(None, [kept, f"page={number}" if number > 1 else ""]))
        return f"{base}?{query}" if query else base

    chosen = rows.select_related("actor", "article", "source")[(page - 1) * PAGE : page * PAGE]
    context = {
        "asked": asked,
        "total": total,
        "told": [told(row) for row in chosen],
        "pages": paging(page, pages, link),
        "people": Decision.objects.order_by("by").values_list("by", flat=True).distinct(),
        "verbs": Verb.choices,
        "sources": Source.objects.filter(Q(decisions__isnull=False) | Q(articles__decisions__isnull=False)).distinct(),
        "here": link(page),
    }
    return render(request, "archive/curate/decisions.html", context)


@curators_only
@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one decision, and go back to where it was asked."""
    decision = get_object_or_404(Decision, pk=pk)
    try:
        messages.success(request, f"Undone: {after(undo(decision, name_of(request)))}")
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    return HttpResponseRedirect(back if own else reverse("decisions"))


def _narrowed(asked: dict[str, str]) -> DecisionQuerySet:
    rows = Decision.objects.all()
    if asked["by"]:
        rows = rows.filter(by=asked["by"])
    if asked["verb"]:
        rows = rows.filter(verb=asked["verb"])
    if asked["source"]:
        rows = rows.filter(Q(source__slug=asked["source"]) | Q(article__source__slug=asked["source"]))
    if asked["actor"]:
        rows = rows.filter(actor__in=actors_meant(asked["actor"]))
    if asked["state"] in {"standing", "undone"}:
        rows = rows.filter(undone_at__isnull=asked["state"] == "standing")
    return rows
