"""Rows of a result list: the engine's hits joined with what the database knows of their articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from urllib.parse import quote

from django.db.models import F
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from archive.documents import ActorKind
from archive.models import Article, Mention
from archive.models.actors import PATHS
from archive.search.results import Hit
from archive.web.row_html import kicker

TOP_ACTORS = 5
"""Actors named in a row."""


_OTHER_TAG = re.compile(r"<(?!/?mark>)")

_PRINTED = ("title", "slug", "published_on", "date_precision", "is_sample", "added_at", "source__name", "source__slug")
"""What a row prints of an article; texts and lists of blocks are long."""
MOST_COPIES = 50
"""Copies listed in a row; the article's page lists them all."""


@dataclass(frozen=True, slots=True)
class RowActor:
    """An actor named in a row."""

    kind: str
    slug: str
    name: str

    @property
    def link(self) -> str:
        """The actor's page."""
        return actor_address(self.kind, self.slug)


@dataclass(frozen=True, slots=True)
class Copies:
    """The other articles of a row's story: all that there are, and those listed with their links, by date."""

    number: int
    listed: tuple[tuple[Article, str], ...]

    @property
    def rest(self) -> int:
        """How many are not listed."""
        return self.number - len(self.listed)


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list; title and snippet may hold ``<mark>``."""

    article: Article
    title: SafeString
    snippet: SafeString
    actors: tuple[RowActor, ...]
    link: str
    is_new: bool = False
    """Whether it came since the visitor's last visit."""
    copies: Copies | None = None

    @property
    def kicker(self) -> SafeString:
        """What stands above the title."""
        return kicker(self.article, is_new=self.is_new)

    @property
    def tags(self) -> SafeString:
        """The actors as list items, written here and not by a template: a list has a hundred of them."""
        items = (
            f'<li><a class="kind-{each.kind}" href="{escape(each.link)}">{escape(each.name)}</a></li>'
            for each in self.actors
        )
        return mark_safe("".join(items))  # noqa: S308 - each part is escaped


def actor_address(kind: str, slug: str) -> str:
    """An actor's page; the pattern is worked out once a kind, since a list asks a hundred times."""
    return _actor_pattern(kind).replace("/0/", f"/{quote(slug, safe='')}/")


@cache
def _actor_pattern(kind: str) -> str:
    return reverse("actor", args=[PATHS[ActorKind(kind)], "0"])


def only_marks(html: str) -> SafeString:
    """The engine's HTML with nothing but ``<mark>`` in it, whatever came in."""
    return mark_safe(_OTHER_TAG.sub("&lt;", html))  # noqa: S308 - no other tag can begin


def rows_for(
    hits: Sequence[Hit],
    query: Callable[[int], str] | None = None,
    newer_than: datetime | None = None,
    *,
    stories: bool = False,
) -> list[Row]:
    """The hits as rows, in their order, in two queries; a hit whose article is gone is left out.

    ``query`` gives what stands behind the address of the hit at a place (from 0) of ``hits``. With ``stories`` each
    row has the copies of its article, by one more query.
    """
    articles = Article.objects.for_reading().only("copy_of", *_PRINTED).in_bulk([hit.article_id for hit in hits])
    actors = top_actors(articles)
    copies = copies_of(articles) if stories else {}
    rows = []
    for place, hit in enumerate(hits):
        article = articles.get(hit.article_id)
        if article is None:
            continue
        behind = f"?{query(place)}" if query else ""
        rows.append(
            Row(
                article,
                only_marks(hit.title),
                only_marks(hit.snippet),
                actors[hit.article_id],
                article.get_absolute_url() + behind,
                newer_than is not None and article.added_at > newer_than,
                _listed(copies[article.pk], behind) if article.pk in copies else None,
            )
        )
    return rows


def copies_of(articles: Iterable[int]) -> dict[int, list[Article]]:
    """The copies of each article that has any, by date, undated last, in one query."""
    found: dict[int, list[Article]] = defaultdict(list)
    rows = Article.objects.for_reading().only("copy_of", *_PRINTED).filter(copy_of__in=list(articles))
    for copy in rows.order_by(F("published_on").asc(nulls_last=True), "pk"):
        if copy.copy_of_id is not None:
            found[copy.copy_of_id].append(copy)
    return dict(found)


def _listed(copies: Sequence[Article], behind: str) -> Copies:
    return Copies(len(copies), tuple((copy, copy.get_absolute_url() + behind) for copy in copies[:MOST_COPIES]))


def top_actors(articles: Iterable[int]) -> dict[int, tuple[RowActor, ...]]:
    """The most prominent actors of each article, in one query."""
    wanted = list(articles)
    found: dict[int, list[RowActor]] = defaultdict(list)
    mentions = (
        Mention.objects.standing()
        .filter(article__in=wanted)
        .order_by("article", "-prominence", "actor__name")
        .values_list("article", "actor__kind", "actor__slug", "actor__name")
    )
    for article, *actor in mentions:
        if len(found[article]) < TOP_ACTORS:
            found[article].append(RowActor(*actor))
    return {article: tuple(found[article]) for article in wanted}
