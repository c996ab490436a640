"""Search: a request becomes an engine's query, its answer a result with facets and snippets.

`search(request)` answers a `SearchRequest`; `archive.search.indexing` writes the index.
"""

from __future__ import annotations

from dataclasses import replace

from archive.search.query import shown
from archive.search.reading import read
from archive.search.results import Hit, SearchRequest, SearchResult
from archive.search.snippets import marked, snippet

__all__ = ["index_is_missing", "listed", "search"]

_MISSING = "The index is missing, so nothing can be found: “manage.py reindex” makes it again."


def search(request: SearchRequest) -> SearchResult:
    """Answer a search. Any query string is read somehow; a page behind the last one is empty.

    Raises OSError where the index cannot be read. An index that was never written is an empty one.
    """
    # Haystack and the models ask for ready settings.
    from archive.search.connection import backend  # noqa: PLC0415
    from archive.search.naming import named  # noqa: PLC0415

    reading = read(request.query)
    notes = list(reading.notes)
    tree = named(reading.tree, notes)
    answer = backend().answer(_numbered(request), tree)
    if not answer.total and index_is_missing():
        notes.append(_MISSING)
    hits = tuple(
        Hit(
            row.article_id,
            round(row.score, 6),
            marked(row.title, tree, row.language),
            snippet(row.text, tree, row.language),
        )
        for row in answer.rows
    )
    pages = max(1, -(-answer.total // request.page_size))
    return SearchResult(
        answer.total,
        hits,
        answer.facets,
        request.page,
        pages,
        shown(tree),
        tuple(dict.fromkeys(notes)),
        answer.dates,
    )


def index_is_missing() -> bool:
    """Whether the archive holds articles and no index was ever written, or its folder was lost."""
    from archive.models import Article  # noqa: PLC0415
    from archive.search.connection import backend  # noqa: PLC0415

    return backend().generation() is None and Article.objects.exists()


def listed(request: SearchRequest, start: int, stop: int) -> tuple[int, tuple[int, ...]]:
    """The number of all articles found, and the ids from place ``start`` (from 0) to before ``stop`` in order.

    Costs as little far down a list as at its beginning: nothing is counted, read or marked.
    """
    from archive.search.connection import backend  # noqa: PLC0415
    from archive.search.naming import named  # noqa: PLC0415

    return backend().listed(_numbered(request), named(read(request.query).tree), start, stop)


def _numbered(request: SearchRequest) -> SearchRequest:
    """The request with a moment of arrival as the id that the articles since then lie above."""
    if request.added_after is None:
        return request
    from archive.models import Article  # noqa: PLC0415

    return replace(request, above=Article.objects.last_before(request.added_after))
