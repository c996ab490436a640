"""Search: a request becomes an engine's query, its answer a result with facets and snippets.

`search(request)` answers a `SearchRequest`; `archive.search.indexing` writes the index.
"""

from __future__ import annotations

from archive.search.query import shown
from archive.search.reading import read
from archive.search.results import Hit, SearchRequest, SearchResult
from archive.search.snippets import marked, snippet

__all__ = ["search"]


def search(request: SearchRequest) -> SearchResult:
    """Answer a search. Any query string is read somehow; a page behind the last one is empty.

    Raises OSError where the index cannot be read. An index that was never written is an empty one.
    """
    # Haystack and the models ask for ready settings.
    from archive.search.connection import backend  # noqa: PLC0415
    from archive.search.naming import named  # noqa: PLC0415

    reading = read(request.query)
    tree = named(reading.tree)
    answer = backend().answer(request, tree)
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
    return SearchResult(answer.total, hits, answer.facets, request.page, pages, shown(tree), reading.notes)
