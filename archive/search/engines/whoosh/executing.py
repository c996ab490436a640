"""Runs Whoosh queries on arrays: whole posting lists at a time, no matchers. Scores as Whoosh's BM25F does.

Every result is sorted by document. Deleted documents take part until the end, as in Whoosh's statistics.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from mmap import PAGESIZE
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import query as wq

from archive.search.engines.whoosh.caching import Cache, Shown
from archive.search.engines.whoosh.compiling import AtLeast, Near, Query, Same
from archive.search.engines.whoosh.placing import adjacent, near, together
from archive.search.engines.whoosh.schema import FACET_FIELDS, STEM_FIELDS, TEXT_FIELDS
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.results import Facet

K1, B = 1.2, 0.75
"""Whoosh's defaults: how fast repetition saturates, and how much length counts (Robertson and Zaragoza 2009)."""
MOST_MAPPED = 128 << 20
"""Bytes of mapped files, libraries among them, from which on a process gives them back; the system has them at hand."""
_LOOK_EVERY = 8
"""Answers from one look at the memory to the next."""
_NO_DOCUMENTS = np.empty(0, np.int32)
_TEXTS = 4
"""The part of the cache that holds texts of hits."""
_SPARSE = 16
"""Below one in so many documents, a list is looked up by bisection instead of through an array of all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Sorted document numbers with their scores, one for all or an array (float32)."""

    documents: Ints
    scores: Ints | float = 0.0

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.documents.nbytes + (self.scores.nbytes if isinstance(self.scores, np.ndarray) else 0)


class Executor:
    """Runs queries on a snapshot."""

    def __init__(self, snapshot: Snapshot, cache_bytes: int) -> None:
        self.snapshot = snapshot
        self._results: Cache[Found] = Cache(cache_bytes - cache_bytes // _TEXTS)
        self._texts: Cache[Shown] = Cache(cache_bytes // _TEXTS)
        self._answers = 0

    def forget(self) -> None:
        """Throw out what is kept of earlier questions."""
        self._results.clear()
        self._texts.clear()

    def shown(self, document: int) -> Shown:
        """What a document's hit is shown from."""
        found = self._texts.get(document)
        if found is None:
            fields = self.snapshot.stored(document)
            language = next(iter(fields.get(Facet.LANGUAGE.value) or ()), "")
            found = Shown(fields["title"], fields["text"], language)
            self._texts.put(document, found)
        return found

    def keep_small(self) -> None:
        """Hold the memory of mapped files down; called once an answer, looks every so often."""
        self._answers += 1
        if self._answers % _LOOK_EVERY == 0 and mapped_bytes() > MOST_MAPPED:
            self.snapshot.let_go()

    def warm(self) -> None:
        """Make the tables that every page of results needs."""
        self.snapshot.facets(FACET_FIELDS)
        for name in (*TEXT_FIELDS, *STEM_FIELDS):
            self.snapshot.lengths(name)
        _ = self.snapshot.newest_first, self.snapshot.months, self.snapshot.firsts

    def run(self, query: Query, *, copies: bool = True) -> Found:
        """The live documents of a query with their scores; copies left out unless they are asked for."""
        found = self._evaluate(query)
        wanted = self.snapshot.live if copies else self.snapshot.firsts
        return found if wanted is None else _kept(found, wanted[found.documents])

    def _evaluate(self, query: Query) -> Found:  # noqa: PLR0911 - one a kind of query
        match query:
            case Same():
                return self._cached(query)
            case wq.And():
                return self._all(query)
            case wq.Or() if all(type(part) is wq.Term for part in query.subqueries):
                return self._cached(query)
            case wq.Or():
                return _scaled(self._any([self._evaluate(part) for part in query.subqueries]), query.boost)
            case wq.Not():
                return Found(self._others(self._evaluate(query.query)), query.boost)
            case wq.AndNot():
                return self._without(self._evaluate(query.a), self._evaluate(query.b))
            case wq.ConstantScoreQuery():
                return Found(self._evaluate(query.child).documents, query.score)
            case wq.Every() if query.fieldname is None:
                return Found(np.arange(self.snapshot.size, dtype=np.int32), query.boost)
            case wq.NullQuery.__class__():
                return Found(_NO_DOCUMENTS)
            case _:
                return self._cached(query)

    def _cached(self, query: Query) -> Found:
        key = (type(query), query)
        found = self._results.get(key)
        if found is None:
            found = self._leaf(query)
            self._results.put(key, found)
        return found

    def _leaf(self, query: Query) -> Found:  # noqa: PLR0911 - one a kind of query
        match query:
            case wq.Or():
                return _scaled(self._any([self._leaf(part) for part in query.subqueries]), query.boost)
            case Same():
                return self._same(query)
            case AtLeast():
                return self._term(query.fieldname, query.text, query.boost, query.count)
            case wq.Term():
                return self._term(query.fieldname, query.text, query.boost)
            case Near():
                return self._phrase(query, near)
            case wq.Phrase():
                return self._phrase(query, adjacent)
            case wq.Prefix():
                low = query.text.encode()
                return self._spanned(query, low, _after(low))
            case wq.Wildcard():
                return self._wildcard(query)
            case wq.TermRange():
                low, high = query.start.encode(), query.end.encode()
                low += b"\0" if query.startexcl else b""
                return self._spanned(query, low, high if query.endexcl else high + b"\0")
            case wq.Every():
                return self._spanned(query, b"", None)
            case _:
                raise TypeError(f"no array form of {type(query).__name__}")

    def _term(self, name: str, text: str | bytes, boost: float, at_least: int = 1) -> Found:
        """A term's documents, scored."""
        snapshot = self.snapshot
        term = text.encode() if isinstance(text, str) else text
        documents, frequencies = snapshot.postings(name, term)
        if frequencies is None:
            return Found(documents, boost)
        lengths, mean = snapshot.lengths(name)
        rarity = np.log(snapshot.size / (len(documents) + 1)) + 1
        weights = frequencies.astype(np.float32)
        if at_least > 1:
            kept = frequencies >= at_least
            documents, weights = documents[kept], weights[kept]
        scale = lengths[documents] * np.float32(K1 * B / mean) + np.float32(K1 * (1 - B))
        scores = weights * np.float32(boost * rarity * (K1 + 1)) / (weights + scale)
        return Found(documents, scores)

    def _phrase(self, query: Query, placed: Any) -> Found:
        """Documents in which the words stand as asked, scored by the sum of their words."""
        words = [word.encode() if isinstance(word, str) else word for word in query.words]
        terms = self._all(wq.And([wq.Term(query.fieldname, word) for word in query.words]))
        if not len(terms.documents) or len(words) == 1:
            return _scaled(terms, query.boost)
        keys = {word: self.snapshot.places(query.fieldname, word) for word in words}
        owners = np.unique(placed(query, words, keys) >> 32).astype(np.int32)
        return _scaled(_kept(terms, self._membership(terms.documents, owners)), query.boost)

    def _same(self, query: Same) -> Found:
        """Documents with all parts of which some paragraph holds them all, scored by the sum of the parts."""
        found = self._all(query)
        if not len(found.documents):
            return found
        return _kept(found, self._membership(found.documents, together(self.snapshot, query.leaves, query.languages)))

    def _spanned(self, query: Query, low: bytes, high: bytes | None) -> Found:
        return self._of(self.snapshot.spanned(query.fieldname, low, high), query.boost)

    def _wildcard(self, query: Query) -> Found:
        literal = re.split(r"[*?\[]", query.text, maxsplit=1)[0].encode()
        fits = re.compile(fnmatch.translate(query.text)).match
        high = _after(literal) if literal else None
        return self._of(self.snapshot.fitting(query.fieldname, literal, high, fits), query.boost)

    def _of(self, documents: Ints, score: float) -> Found:
        """Documents in any order and with repeats."""
        mask = np.zeros(self.snapshot.size, bool)
        mask[documents] = True
        return Found(np.flatnonzero(mask).astype(np.int32), score)

    def _all(self, query: Query) -> Found:
        """Documents in all parts, scores added up."""
        first, *others = sorted(map(self._evaluate, query.subqueries), key=lambda found: len(found.documents))
        for other in others:
            first = self._both(first, other)
        return _scaled(first, query.boost)

    def _both(self, few: Found, many: Found) -> Found:
        """Documents in both, scores added."""
        if not len(few.documents) or not len(many.documents):
            return Found(_NO_DOCUMENTS)
        if len(many.documents) == self.snapshot.size and not isinstance(many.scores, np.ndarray):
            return few if many.scores == 0 else Found(few.documents, few.scores + many.scores)
        if len(few.documents) * _SPARSE < len(many.documents):
            places = np.searchsorted(many.documents, few.documents)
            places[places == len(many.documents)] = 0
            kept = many.documents[places] == few.documents
            found = _kept(few, kept)
            scores = many.scores[places[kept]] if isinstance(many.scores, np.ndarray) else many.scores
            return Found(found.documents, found.scores + scores)
        found = _kept(few, self._membership(few.documents, many.documents))
        if not isinstance(many.scores, np.ndarray):
            return Found(found.documents, found.scores + many.scores)
        dense = np.empty(self.snapshot.size, np.float32)
        dense[many.documents] = many.scores
        return Found(found.documents, found.scores + dense[found.documents])

    def _any(self, parts: list[Found]) -> Found:
        """Documents in any part, scores added up."""
        parts = [part for part in parts if len(part.documents)]
        if len(parts) < 2:
            return parts[0] if parts else Found(_NO_DOCUMENTS)
        total = np.zeros(self.snapshot.size, np.float32)
        mask = np.zeros(self.snapshot.size, bool)
        for part in parts:
            total[part.documents] += part.scores
            mask[part.documents] = True
        documents = np.flatnonzero(mask).astype(np.int32)
        return Found(documents, total[documents])

    def _without(self, found: Found, other: Found) -> Found:
        if not len(found.documents) or not len(other.documents):
            return found
        if len(other.documents) == self.snapshot.size:
            return Found(_NO_DOCUMENTS)
        return _kept(found, ~self._membership(found.documents, other.documents))

    def _others(self, found: Found) -> Ints:
        mask = np.ones(self.snapshot.size, bool)
        mask[found.documents] = False
        return np.flatnonzero(mask).astype(np.int32)

    def _membership(self, documents: Ints, among: Ints) -> Ints:
        """Which documents are among others."""
        mask = np.zeros(self.snapshot.size, bool)
        mask[among] = True
        return mask[documents]


def mapped_bytes() -> int:
    """Bytes of mapped files that count in this process's memory; 0 where the system doesn't say."""
    try:
        shared = Path("/proc/self/statm").read_text(encoding="ascii").split()[2]
    except OSError:
        return 0
    return int(shared) * PAGESIZE


def _kept(found: Found, kept: Ints) -> Found:
    scores = found.scores[kept] if isinstance(found.scores, np.ndarray) else found.scores
    return Found(found.documents[kept], scores)


def _scaled(found: Found, boost: float) -> Found:
    if isinstance(found.scores, np.ndarray):
        return found if boost == 1.0 else Found(found.documents, found.scores * np.float32(boost))
    return Found(found.documents, found.scores * boost)


def _after(prefix: bytes) -> bytes:
    """The first possible term behind all that begin so; UTF-8 never has the byte 255."""
    return prefix + b"\xff"
