"""The way from the archive to its engine: through Haystack, whose settings name it."""

from __future__ import annotations

from typing import Any, Protocol, cast

from haystack import connections

from archive.models import Article
from archive.models.articles import ArticleQuerySet
from archive.search.engines import ArchiveBackend


class ArticleDocuments(Protocol):
    """What of Haystack's SearchIndex the archive uses."""

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """All articles that become documents, with what their documents need."""

    def full_prepare(self, obj: Any) -> dict[str, Any]:
        """The fields of an article's document."""


def backend() -> ArchiveBackend:
    """The backend of Haystack's default connection."""
    return cast("ArchiveBackend", connections["default"].get_backend())


def article_index() -> ArticleDocuments:
    """The definition of an article's document, which Haystack found."""
    return cast("ArticleDocuments", connections["default"].get_unified_index().get_index(Article))
