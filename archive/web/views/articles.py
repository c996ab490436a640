"""An article's page in its three views: for reading, with its removals in place, as captured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.models import Article, Capture, Mention, Version
from archive.web.alike import similar_to
from archive.web.arrival import Arrival
from archive.web.blocks import in_place
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
from archive.web.withdrawn import withdrawn_page

READ, REMOVED, VERSIONS, CAPTURED = "read", "removed", "versions", "captured"
VIEWS = {READ: "Article", REMOVED: "What was removed", CAPTURED: "As captured"}
TABS = {READ: "Article", REMOVED: "What was removed", VERSIONS: "Versions", CAPTURED: "As captured"}


@require_safe
def article_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The article; any other slug leads to the right one."""
    article = Article.objects.select_related("source", "copy_of__source").filter(pk=pk).first()
    if article is None:
        return withdrawn_page(request, pk)
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
    versions = list(article.versions.in_order().defer("text"))
    marks = request.GET.get("marks") != "off"
    marked = mentions if marks else []
    context: dict[str, object] = {
        **article_frame(article, view, len(removals), len(captures), versions),
        "title": title_of(article, marked),
        "removed": removed_groups(removals),
        "removed_number": len(removals),
        "actors": actors_by_kind(mentions),
        "rejected": rejected_in(article) if request.user.is_staff else [],
        "captures": captures,
        "story": story_of(article),
        "marks": marks,
    }
    if view == READ:
        context |= _read(request, article, marked)
    elif view == REMOVED:
        context |= in_place(article, whole_page(pieces_of(article, marked), removals))
    else:
        capture = _chosen(captures, request.GET.get("capture", ""))
        context |= {"capture": capture, "captured": captured_text(capture) if capture else None}
    return context


def _read(request: HttpRequest, article: Article, mentions: list[Mention]) -> dict[str, object]:
    """The text with its marks, those of the search included where the visitor comes from one, and articles like it."""
    title, pieces = title_of(article, mentions), pieces_of(article, mentions)
    arrival = Arrival.of(request, article)
    if arrival:
        arrival, title, pieces = arrival.shown_in(article, title, pieces)
    return {"title": title, "groups": grouped(pieces), "arrival": arrival, "similar": similar_to(article)}


def rejected_in(article: Article) -> list[Mention]:
    """The mentions that curators rejected, for them to see and to take back."""
    return list(article.mentions.filter(rejected=True).select_related("actor").order_by("actor__name"))


def article_frame(
    article: Article, view: str, removals: int, captures: int, versions: Sequence[Version]
) -> dict[str, object]:
    """What the head of an article's page needs in each of its views; numbers are shown on the tabs."""
    return {
        "article": article,
        "title": title_of(article, []),
        "standfirst": standfirst_of(article),
        "view": view,
        "tabs": _tabs(article, view, removals, captures, len(versions)),
        "edited": _telling(versions),
    }


def _telling(versions: Sequence[Version]) -> Version | None:
    """The last silent edit, else the last change, for the note at the head of the article."""
    changed = [version for version in versions if version.changes]
    silent = [version for version in changed if version.is_silent]
    return (silent or changed)[-1] if changed else None


def story_of(article: Article) -> list[Article]:
    """The other articles of the story, the one published first in front; empty for one that ran nowhere else."""
    first = article.copy_of_id or article.pk
    others = Article.objects.filter(Q(pk=first) | Q(copy_of=first)).exclude(pk=article.pk)
    return sorted(
        others.select_related("source").defer("text", "blocks"),
        key=lambda other: (other.pk != first, other.published_on is None, str(other.published_on), other.pk),
    )


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the article, as its tab names it; ``number`` 0 is not shown."""

    label: str
    link: str
    number: int
    current: bool

    @property
    def words(self) -> tuple[str, str]:
        """The label's last word, which has to do on a narrow screen, and what stands before it."""
        lead, _, last = self.label.rpartition(" ")
        return lead, last


def _tabs(article: Article, view: str, removals: int, captures: int, versions: int) -> list[Tab]:
    """The views, in the order of their tabs."""
    address = article.get_absolute_url()
    addresses = {READ: address, VERSIONS: reverse("article-versions", args=[article.pk, article.slug or "article"])}
    numbers = {REMOVED: removals, VERSIONS: versions, CAPTURED: captures if captures > 1 else 0}
    return [
        Tab(label, addresses.get(name, f"{address}?view={name}"), numbers.get(name, 0), name == view)
        for name, label in TABS.items()
    ]


def _chosen(captures: list[Capture], wanted: str) -> Capture | None:
    """The capture asked for, else the newest; raises Http404 for one that is not the article's."""
    if not wanted:
        return captures[-1] if captures else None
    for capture in captures:
        if str(capture.pk) == wanted:
            return capture
    raise Http404("The article has no such capture.")
