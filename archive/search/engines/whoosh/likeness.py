"""Articles like one: those that share the words which are frequent in it and rare elsewhere."""

from __future__ import annotations

from collections import Counter

import numpy as np

from archive.search.engines.whoosh.executing import Executor, Found
from archive.search.engines.whoosh.ranking import page_of
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.results import Facet, Sort
from archive.search.words import forms_of, stem

WORDS = 20
"""Weighty words by which likeness is measured; more cost time and change little."""
COMMON = 0.1
"""A word that more than this share of the articles has tells nothing of what one is about."""
FEWEST_SHARED = 3
"""Weighty words that a like article has at least."""
MOST_READ = 600
"""Words of an article that are looked at; its beginning says what it is about."""
SHORTEST = 3
_FIELD = "text_stem"


def alike(executor: Executor, article_id: int, most: int) -> list[tuple[int, float]]:
    """The likest articles with scores from 0 to 1: the weight of the shared words in that of all twenty."""
    snapshot = executor.snapshot
    documents = snapshot.documents_of([article_id])
    if not len(documents):
        return []
    own = int(documents[0])
    words = _weighty(snapshot, own)
    scores = np.zeros(snapshot.size, np.float32)
    shared = np.zeros(snapshot.size, np.uint8)
    for word, weight in words.items():
        holding, _ = snapshot.postings(_FIELD, word)
        scores[holding] += weight
        shared[holding] += 1
    scores[shared < FEWEST_SHARED] = 0
    scores[own] = 0
    if snapshot.firsts is not None:
        scores[~snapshot.firsts] = 0
    found = np.flatnonzero(scores).astype(np.int32)
    total = sum(words.values()) or 1.0
    documents, best = page_of(Found(found, scores[found]), snapshot, Sort.RELEVANCE, 0, most)
    ids = snapshot.article_ids[documents].tolist()
    return [(number, round(score / total, 4)) for number, score in zip(ids, best.tolist(), strict=True)]


def _weighty(snapshot: Snapshot, document: int) -> dict[bytes, float]:
    """The article's stems of most weight: how often one stands there (its root) times how rare it is."""
    fields = snapshot.stored(document)
    language = next(iter(fields.get(Facet.LANGUAGE.value) or ()), "")
    forms = forms_of(f"{fields['title']}\n{fields['text']}")[:MOST_READ]
    counts = Counter(stem(form, language) for form in forms if form.isalpha() and len(form) >= SHORTEST)
    weights = {}
    for word, count in counts.items():
        term = word.encode()
        spread = snapshot.spread(_FIELD, term)
        if 1 < spread <= max(2, snapshot.count * COMMON):
            weights[term] = float(np.sqrt(count) * np.log(snapshot.size / spread))
    return {term: weights[term] for term in sorted(weights, key=lambda term: (-weights[term], term))[:WORDS]}
