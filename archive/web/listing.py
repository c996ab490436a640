"""Rows of a result list: the engine's hits joined with what the database knows of their articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from archive.models import Actor, Article, Mention
from archive.search.results import Hit

TOP_ACTORS = 5
"""Actors named in a row."""


_OTHER_TAG = re.compile(r"<(?!/?mark>)")

_PRINTED = ("title", "slug", "published_on", "date_precision", "is_sample", "source__name", "source__slug")
"""What a row prints of an article; texts and lists of blocks are long."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list; title and snippet may hold ``<mark>``."""

    article: Article
    title: SafeString
    snippet: SafeString
    actors: tuple[Actor, ...]


def only_marks(html: str) -> SafeString:
    """The engine's HTML with nothing but ``<mark>`` in it, whatever came in."""
    return mark_safe(_OTHER_TAG.sub("&lt;", html))  # noqa: S308 - no other tag can begin


def rows_for(hits: Sequence[Hit]) -> list[Row]:
    """The hits as rows, in their order, in two queries; a hit whose article is gone is left out."""
    articles = Article.objects.for_reading().only(*_PRINTED).in_bulk([hit.article_id for hit in hits])
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
        .only("article", "actor__kind", "actor__slug", "actor__name")
        .order_by("article", "-prominence", "actor__name")
    )
    for mention in mentions:
        if len(found[mention.article_id]) < TOP_ACTORS:
            found[mention.article_id].append(mention.actor)
    return {article: tuple(found[article]) for article in wanted}
