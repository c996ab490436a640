"""The articles like the one that is read."""

from __future__ import annotations

from django.core.cache import cache

from archive.models import Article
from archive.search.connection import backend
from archive.search.similarity import similar_articles

KEPT = 3600
"""Seconds for which the list of an article is kept; a new state of the index gives a new one at once."""


def similar_to(article: Article) -> list[Article]:
    """A few of them, the likest first."""
    key = f"similar-{backend().generation()}-{article.pk}".replace(" ", "")
    ids = cache.get(key)
    if ids is None:
        ids = similar_articles(article)
        cache.set(key, ids, KEPT)
    if not ids:
        return []
    printed = ("title", "slug", "language", "published_on", "date_precision", "source__name", "source__slug")
    rows = Article.objects.select_related("source").only(*printed).in_bulk(ids)
    return [rows[number] for number in ids if number in rows]
