"""Versions of an article with the difference of any two, and the list and feed of changed articles."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive.models import Article, Version
from archive.models.versions import VersionQuerySet
from archive.web.paging import paging
from archive.web.profile import page_asked
from archive.web.versions import Listed, changes_in_words, difference, versions_of
from archive.web.views.articles import VERSIONS, article_frame

A_PAGE = 30
"""Changes on a page and in a feed."""


@require_safe
def article_versions(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The article's versions and the difference of two: the last one and the one before it, or those asked for."""
    article = get_object_or_404(Article.objects.select_related("source", "copy_of__source"), pk=pk)
    if slug != (article.slug or "article"):
        query = request.META.get("QUERY_STRING", "")
        address = reverse("article-versions", args=[pk, article.slug or "article"])
        return HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
    listed = versions_of(article)
    rows = [each.version for each in listed]
    frame = article_frame(article, VERSIONS, article.removals.count(), article.captures.count(), rows)
    context = {**frame, "versions": listed[::-1]}
    if len(listed) > 1:
        after = _asked(listed, request.GET.get("to", ""), listed[-1])
        before = _asked(listed, request.GET.get("from", ""), listed[max(0, after.number - 2)])
        if before.number > after.number:
            before, after = after, before
        headline, passages = difference(before.version, after.version)
        context |= {"before": before, "after": after, "headline": headline, "passages": passages}
    return render(request, "archive/article_versions.html", context)


@require_safe
def compared(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two articles of one story side by side in one text: what a paper made of the copy it took over."""
    found = {each: get_object_or_404(Article.objects.select_related("source"), pk=each) for each in (pk, other)}
    if len(found) < 2 or len({article.copy_of_id or article.pk for article in found.values()}) > 1:
        raise Http404("The archive knows no story with these two articles.")
    headline, passages = difference(found[pk], found[other])
    context = {"before": found[pk], "after": found[other], "headline": headline, "passages": passages}
    return render(request, "archive/compared.html", context)


def _asked(listed: list[Listed], wanted: str, otherwise: Listed) -> Listed:
    """The version asked for by its id; raises Http404 for one that is not the article's."""
    if not wanted:
        return otherwise
    for each in listed:
        if str(each.version.pk) == wanted:
            return each
    raise Http404("The article has no such version.")


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Articles that were changed after they were first captured, last seen first; the silent edits alone if asked."""
    silent = request.GET.get("silent") == "1"
    source = request.GET.get("source", "")
    found = _changed(silent, source)
    pages = Paginator(found, A_PAGE)
    number = page_asked(request)
    if number > pages.num_pages:
        raise Http404("There is no such page.")
    page = pages.page(number)
    asked = {**({"silent": "1"} if silent else {}), **({"source": source} if source else {})}
    context = {
        "rows": [(version, changes_in_words(version.changes)) for version in page.object_list],
        "total": pages.count,
        "silent": silent,
        "silent_total": _changed(True, source).count(),
        "all_total": _changed(False, source).count(),
        "pages": paging(page.number, pages.num_pages, lambda number: f"?{urlencode({**asked, 'page': number})}"),
    }
    return render(request, "archive/changes.html", context)


def _changed(silent: bool, source: str = "") -> VersionQuerySet:
    found = Version.objects.silent() if silent else Version.objects.changes()
    if source:
        found = found.filter(article__source__slug=source)
    return (
        found.select_related("article__source")
        .defer("text", "article__text", "article__blocks")
        .order_by("-seen_at", "-pk")
    )


class ChangesFeed(Feed):  # type: ignore[type-arg]
    """The latest changes as Atom, so that a desk is told of silent edits."""

    feed_type = Atom1Feed
    title = "Changed articles"
    subtitle = "Articles whose text or headline was changed after it was first captured"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        """Whether only silent edits are asked for."""
        return request.GET.get("silent") == "1"

    def link(self, silent: bool) -> str:
        """The page that shows the same."""
        return reverse("changes") + ("?silent=1" if silent else "")

    def items(self, silent: bool) -> VersionQuerySet:
        """The latest changes."""
        return _changed(silent)[:A_PAGE]

    def item_title(self, item: Version) -> str:
        """The headline as it is now."""
        return ("Silently edited: " if item.is_silent else "Changed: ") + item.title

    def item_description(self, item: Version) -> str:
        """What was changed, and by whom."""
        return f"{item.article.source.name}: {'; '.join(changes_in_words(item.changes))}"

    def item_updateddate(self, item: Version) -> datetime:
        """When the change was seen."""
        return item.seen_at

    def item_pubdate(self, item: Version) -> datetime:
        """The same: an entry is the change, not the article."""
        return item.seen_at

    def item_guid(self, item: Version) -> str:
        """Stays while the archive does."""
        return f"urn:entente:version:{item.article_id}:{item.state_sha256[:16]}:{item.seen_at:%Y%m%dT%H%M%S}"
