"""The way from the archive to its engine: through Haystack, whose settings name it."""

from __future__ import annotations

from typing import cast

from haystack import connections

from archive.search.engines import ArchiveBackend
from archive.search_indexes import ArticleIndex


def backend() -> ArchiveBackend:
    """The backend of Haystack's default connection."""
    return cast(ArchiveBackend, connections["default"].get_backend())


def article_index() -> ArticleIndex:
    """The definition of an article's document."""
    return ArticleIndex()
