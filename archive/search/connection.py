"""The way from the archive to its engine: through Haystack, whose settings name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from haystack import connections

from archive.models import Article
from archive.models.articles import ArticleQuerySet
from archive.search.engines import ArchiveBackend, Document


class ArticleDocuments(Protocol):
    """What of Haystack's SearchIndex the archive uses."""

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """All articles that become documents."""

    def documents(self, ids: Iterable[int]) -> Iterator[Document]:
        """The documents of those articles that there are, in the order of their ids."""


def backend() -> ArchiveBackend:
    """The backend of Haystack's default connection."""
    return cast("ArchiveBackend", connections["default"].get_backend())


def article_index() -> ArticleDocuments:
    """The definition of an article's document, which Haystack found."""
    return cast("ArticleDocuments", connections["default"].get_unified_index().get_index(Article))
