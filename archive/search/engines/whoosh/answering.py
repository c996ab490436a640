"""Answers a request of the archive on a snapshot: narrowed, counted, put in order, cut to a page."""

from __future__ import annotations

import numpy as np

from archive.search.engines import Answer, Row
from archive.search.engines.whoosh.compiling import compiled
from archive.search.engines.whoosh.counting import Narrowing, field_of
from archive.search.engines.whoosh.dating import through_time
from archive.search.engines.whoosh.executing import Executor, Found
from archive.search.engines.whoosh.ranking import page_of
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.query import Node
from archive.search.results import Facet, SearchRequest


def answer(executor: Executor, request: SearchRequest, tree: Node) -> Answer:
    """The page asked for, the number of all matches, and the facets' counts over all matches."""
    executor.keep_small()
    snapshot = executor.snapshot
    narrowing, kept = _narrowed(executor, request, tree)
    start = (max(1, request.page) - 1) * request.page_size
    documents, scores = page_of(kept, snapshot, request.sort, start, start + request.page_size)
    rows = []
    for document, score in zip(documents.tolist(), scores.tolist(), strict=True):
        shown = executor.shown(document)
        rows.append(Row(int(snapshot.article_ids[document]), score, shown.title, shown.text, shown.language))
    dates = through_time(snapshot, kept.documents) if request.facets else ()
    return Answer(len(kept.documents), tuple(rows), narrowing.counts(), dates)


def listed(
    executor: Executor, request: SearchRequest, tree: Node, start: int, stop: int
) -> tuple[int, tuple[int, ...]]:
    """The number of all matches, and the ids of a stretch of them; nothing is counted or shown."""
    _, kept = _narrowed(executor, request, tree)
    if stop <= start:
        return len(kept.documents), ()
    documents, _ = page_of(kept, executor.snapshot, request.sort, start, stop)
    return len(kept.documents), tuple(executor.snapshot.article_ids[documents].tolist())


def _narrowed(executor: Executor, request: SearchRequest, tree: Node) -> tuple[Narrowing, Found]:
    """What the query found within the request's choices."""
    query = compiled(tree, languages_of(executor.snapshot), field_of(Facet.SOURCE, copies=request.copies))
    found = executor.run(query, copies=request.copies)
    narrowing = Narrowing(executor, request, found.documents)
    if narrowing.kept is None:
        return narrowing, found
    scores = found.scores[narrowing.kept] if isinstance(found.scores, np.ndarray) else found.scores
    return narrowing, Found(found.documents[narrowing.kept], scores)


def languages_of(snapshot: Snapshot) -> list[str]:
    """The languages of an index's articles."""
    return snapshot.values(Facet.LANGUAGE.value)
