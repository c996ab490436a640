"""The log of decisions: filtered, paged, each undone where nothing builds on it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from archive.curation.undoing import UndoRefused, undo
from archive.models import BlockDecision, Decision, LearnedLine, Source
from archive.models.decisions import DecisionQuerySet, Verb
from archive.web.curate.choosing import actors_meant
from archive.web.curate.staff import curators_only, name_of, own_address
from archive.web.curate.telling import after, told
from archive.web.paging import paging
from archive.web.profile import page_asked

PAGE = 50
LISTS = {"": "Tags and records", "blocks": "Blocks of articles", "lines": "Lines of sources"}
"""What is decided on, each with a list of its own."""
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
        "lists": log_lists(""),
    }
    return render(request, "archive/curate/decisions.html", context)


@curators_only
@require_safe
def decided_pages(request: HttpRequest, of: str) -> HttpResponse:
    """The decisions on blocks of articles, or on lines of sources, newest first."""
    rows: QuerySet[BlockDecision] | QuerySet[LearnedLine]
    if of == "blocks":
        rows = BlockDecision.objects.select_related("article").order_by("-decided_at", "-pk")
    else:
        rows = LearnedLine.objects.ruled().select_related("source").order_by("-ruled_at", "-pk")
    page, total, base = page_asked(request), rows.count(), reverse("decided-pages", args=[of])
    pages = max(1, -(-total // PAGE))
    if page > pages:
        raise Http404("There is no such page.")

    def link(number: int) -> str:
        return f"{base}?page={number}" if number > 1 else base

    context = {
        "of": of,
        "total": total,
        "rows": rows[(page - 1) * PAGE : page * PAGE],
        "pages": paging(page, pages, link),
        "here": link(page),
        "lists": log_lists(of),
    }
    return render(request, "archive/curate/decided_pages.html", context)


def log_lists(shown: str) -> list[tuple[str, str, bool]]:
    """The lists of the log: address, name, whether it is the one shown."""
    return [
        (reverse("decided-pages", args=[of]) if of else reverse("decisions"), name, of == shown)
        for of, name in LISTS.items()
    ]


@curators_only
@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one decision, and go back to where it was asked."""
    decision = get_object_or_404(Decision, pk=pk)
    try:
        messages.success(request, f"Undone: {after(undo(decision, name_of(request)))}")
    except UndoRefused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(own_address(request.POST.get("back", ""), reverse("decisions")))


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
