"""Answers a request of the archive on a snapshot: narrowed, counted, put in order, cut to a page."""

from __future__ import annotations

import numpy as np

from archive.search.engines import Answer, Row
from archive.search.engines.whoosh.compiling import compiled
from archive.search.engines.whoosh.counting import Narrowing
from archive.search.engines.whoosh.executing import Executor, Found
from archive.search.engines.whoosh.ranking import page_of
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.query import Node
from archive.search.results import Facet, SearchRequest


def answer(executor: Executor, request: SearchRequest, tree: Node) -> Answer:
    """The page asked for, the number of all matches, and the facets' counts over all matches."""
    snapshot = executor.snapshot
    found = executor.run(compiled(tree, languages_of(snapshot)))
    narrowing = Narrowing(executor, request, found.documents)
    kept = Found(
        found.documents[narrowing.kept],
        found.scores[narrowing.kept] if isinstance(found.scores, np.ndarray) else found.scores,
    )
    start = (max(1, request.page) - 1) * request.page_size
    documents, scores = page_of(kept, snapshot, request.sort, start, start + request.page_size)
    rows = []
    for document, score in zip(documents.tolist(), scores.tolist(), strict=True):
        fields = snapshot.stored(document)
        language = next(iter(fields.get(Facet.LANGUAGE.value) or ()), "")
        article_id = int(snapshot.article_ids[document])
        rows.append(Row(article_id, score, fields["title"], fields["text"], language))
    return Answer(len(kept.documents), tuple(rows), narrowing.counts())


def languages_of(snapshot: Snapshot) -> list[str]:
    """The languages of an index's articles."""
    return snapshot.facet(Facet.LANGUAGE.value).values
