"""Rows of a result list: the engine's hits joined with what the database knows of their articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import bleach
from django.utils.safestring import SafeString, mark_safe

from archive.models import Actor, Article, Mention
from archive.search.results import Hit

TOP_ACTORS = 5
"""Actors named in a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list; title and snippet may hold ``<mark>``."""

    article: Article
    title: SafeString
    snippet: SafeString
    actors: tuple[Actor, ...]


def only_marks(html: str) -> SafeString:
    """The engine's HTML with nothing but ``<mark>`` in it, whatever came in."""
    return mark_safe(str(bleach.clean(html, tags={"mark"}, attributes={}, strip=False)))  # noqa: S308 - cleaned


def rows_for(hits: Sequence[Hit]) -> list[Row]:
    """The hits as rows, in their order, in two queries; a hit whose article is gone is left out."""
    articles = Article.objects.for_reading().defer("text", "blocks").in_bulk([hit.article_id for hit in hits])
    actors = top_actors(articles)
    return [
        Row(articles[hit.article_id], only_marks(hit.title), only_marks(hit.snippet), actors[hit.article_id])
        for hit in hits
        if hit.article_id in articles
    ]


def top_actors(articles: Iterable[int]) -> dict[int, tuple[Actor, ...]]:
    """The most prominent actors of each article, in one query."""
    wanted = list(articles)
    found: dict[int, list[Actor]] = defaultdict(list)
    mentions = (
        Mention.objects.standing()
        .filter(article__in=wanted)
        .select_related("actor")
        .defer("spans")
        .order_by("article", "-prominence", "actor__name")
    )
    for mention in mentions:
        if len(found[mention.article_id]) < TOP_ACTORS:
            found[mention.article_id].append(mention.actor)
    return {article: tuple(found[article]) for article in wanted}
