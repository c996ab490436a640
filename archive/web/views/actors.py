"""Actors: the index of each kind, and each actor's page."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.documents import ActorKind
from archive.models import Actor
from archive.models.actors import PATHS, ActorStatus
from archive.search.results import Facet
from archive.web.dates import day_in_words
from archive.web.directory import Directory, DirectoryQuery
from archive.web.profile import named_with, page_asked, profile
from archive.web.prominent import Order, in_order
from archive.web.records import evidence_of, members_of, memberships_of, names_by_sort, offices_of
from archive.web.wording import KINDS


@require_safe
def actors(request: HttpRequest, kind: ActorKind) -> HttpResponse:
    """The index of a kind: searched by name, sorted by count or name."""
    query = DirectoryQuery.from_parameters(request.GET, page_asked(request))
    directory = Directory.of(kind, query, reverse("actors", args=[PATHS[kind]]))
    if query.page > max(directory.pages.pages, 1):
        raise Http404("There is no such page.")
    one, several = KINDS[kind]
    context = {"kind": kind.value, "one": one, "several": several, "query": query, "directory": directory}
    return render(request, "archive/actors.html", context)


@require_safe
def actor(request: HttpRequest, kind: ActorKind, slug: str) -> HttpResponse:
    """One actor. A code, another case or a merged actor's slug leads to the right address."""
    found = _actor(kind, slug)
    address = found.get_absolute_url()
    if found.slug != slug or found.kind != kind:
        return HttpResponsePermanentRedirect(address)
    day = _day(request.GET.get("on", ""))
    context = {
        "actor": found,
        "kind": kind,
        "one": KINDS[kind][0],
        "several": KINDS[kind][1],
        "index_link": reverse("actors", args=[PATHS[kind]]),
        "names": names_by_sort(found),
        "offices": offices_of(found),
        "members": members_of(found, day),
        "memberships": memberships_of(found),
        "on": day,
        "on_words": day_in_words(day) if day else "",
        "evidence": evidence_of(found),
        "successors": list(found.successors.all()),
        "predecessors": list(found.predecessors.all()),
        **_articles(request, found),
    }
    return render(request, "archive/actor.html", context)


def _articles(request: HttpRequest, actor: Actor) -> dict[str, object]:
    """What the page shows of the actor's articles, in the order asked for."""
    order, page, address = Order.of(request.GET), page_asked(request), actor.get_absolute_url()
    facet = Facet(actor.kind)
    shown = profile(facet, actor.slug, page if order.is_default else 1, address, named_with(actor))
    return {**shown, **in_order(actor, order, page, address)}


def _actor(kind: ActorKind, slug: str) -> Actor:
    """The actor for what stands in an address, merges followed; raises Http404."""
    folded = slug.casefold()
    wanted = Q(slug__in={slug, folded})
    if kind is ActorKind.COUNTRY:
        wanted |= Q(code=slug.upper()) & ~Q(code="")
    rows = Actor.objects.with_records().select_related("country", "merged_into").of_kind(kind).filter(wanted)
    found = sorted(rows, key=lambda row: (row.slug != slug, row.slug != folded))
    chosen = found[0] if found else None
    seen = set()
    while chosen and chosen.merged_into and chosen.pk not in seen:
        seen.add(chosen.pk)
        chosen = chosen.merged_into
    if chosen is None or chosen.status == ActorStatus.REJECTED:
        raise Http404(f"The archive knows no {KINDS[kind][0]} called “{slug}”.")
    return chosen


def _day(text: str) -> date | None:
    """The day for "members on"; raises Http404 for what is no date."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404(f"“{text}” is no date: write it like 1985-06-30.") from None
