"""Answers Haystack's own searches: what a SearchQuerySet asks, as a tree with options, and its results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from haystack.utils import get_model_ct

from archive.search.engines.whoosh.compiling import compiled
from archive.search.engines.whoosh.counting import tally
from archive.search.engines.whoosh.executing import Executor, Found
from archive.search.engines.whoosh.ranking import page_of
from archive.search.engines.whoosh.schema import DATE_FIELD, FACET_FIELDS, KEY_FIELD, MODEL_FIELD
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.query import Node, Word, conjunction, disjunction
from archive.search.reading import read
from archive.search.results import Facet, Sort
from archive.search.snippets import snippet
from archive.search.words import forms_of, stem

SIMILAR_WORDS = 25
"""The weightiest words of an article that similar ones are looked for by."""
SHORTEST_SIMILAR_WORD = 3
_ID_NAMES = {"id", KEY_FIELD, "pk"}


@dataclass(frozen=True)
class Ask:
    """A search as Haystack asks it."""

    tree: Node
    narrow: tuple[Node, ...] = ()
    models: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    start: int = 0
    stop: int | None = None
    facets: tuple[str, ...] = ()
    date_facets: tuple[tuple[str, dict[str, Any]], ...] = ()
    query_facets: tuple[tuple[str, str], ...] = ()
    highlight: bool = False
    result_class: Any = None
    without: tuple[int, ...] = ()

    @classmethod
    def of(cls, query: Any, options: dict[str, Any]) -> Ask:
        """Out of the arguments of a backend's ``search``."""
        return cls(
            _tree(query),
            tuple(_tree(narrow) for narrow in options.get("narrow_queries") or ()),
            tuple(sorted(get_model_ct(model) for model in options.get("models") or ())),
            tuple(options.get("sort_by") or ()),
            int(options.get("start_offset") or 0),
            options.get("end_offset"),
            tuple(options.get("facets") or ()),
            tuple((options.get("date_facets") or {}).items()),
            tuple(options.get("query_facets") or ()),
            bool(options.get("highlight")),
            options.get("result_class"),
        )

    def also(self, tree: Node) -> Node:
        """The tree joined with another."""
        return conjunction([self.tree, tree])


def _tree(query: Any) -> Node:
    return read(query).tree if isinstance(query, str) else query


def asked(
    executor: Executor, ask: Ask, languages: Sequence[str], result: Callable[[dict[str, Any], float, Any], Any]
) -> dict[str, Any]:
    """What Haystack expects of a search: results, the number of hits, and facets."""
    snapshot = executor.snapshot
    query = compiled(conjunction([ask.tree, *ask.narrow]), languages)
    found = _restricted(executor.run(query, copies=False), ask, snapshot)
    stop = len(found.documents) if ask.stop is None else min(ask.stop, len(found.documents))
    if ask.order:
        documents = found.documents[_ordered(found, ask.order, snapshot)][ask.start : stop]
        scores: Ints = np.zeros(len(documents), np.float32)
    else:
        documents, scores = page_of(found, snapshot, Sort.RELEVANCE, ask.start, max(stop, 1))
    results = []
    for document, score in zip(documents.tolist(), scores.tolist(), strict=True):
        fields = snapshot.stored(document)
        if ask.highlight:
            language = next(iter(fields.get(Facet.LANGUAGE.value) or ()), "")
            fields["highlighted"] = {"text": [snippet(fields["text"], ask.tree, language)]}
        results.append(result(fields, score, ask.result_class))
    return {"results": results, "hits": len(found.documents), "facets": _facets(executor, ask, found, languages)}


def _restricted(found: Found, ask: Ask, snapshot: Snapshot) -> Found:
    """Only documents of the models asked for, and without the articles to leave out."""
    if not ask.models and not ask.without:
        return found
    mask = np.full(snapshot.size, not ask.models)
    for model in ask.models:
        mask[snapshot.postings(MODEL_FIELD, model.encode())[0]] = True
    mask[snapshot.documents_of(list(ask.without))] = False
    kept = mask[found.documents]
    scores = found.scores[kept] if isinstance(found.scores, np.ndarray) else found.scores
    return Found(found.documents[kept], scores)


def _ordered(found: Found, order: Iterable[str], snapshot: Snapshot) -> Ints:
    """The places of found documents in an order by fields; a minus turns one around, undated stay last."""
    keys: list[Ints] = []
    for name in order:
        plain = name.lstrip("-")
        sign = -1 if name.startswith("-") else 1
        if plain == DATE_FIELD:
            days = snapshot.days[found.documents].astype(np.int64)
            keys.append(np.where(days == 0, np.iinfo(np.int64).max, days * sign))
        elif plain in _ID_NAMES:
            keys.append(snapshot.article_ids[found.documents] * sign)
        elif plain in FACET_FIELDS:
            table = snapshot.facet(plain)
            first = np.minimum(table.bounds[found.documents], max(0, len(table.numbers) - 1))
            has = np.diff(table.bounds)[found.documents] > 0
            numbers = table.numbers[first].astype(np.int64) if len(table.numbers) else first
            keys.append(np.where(has, numbers * sign, np.iinfo(np.int64).max))
        else:
            raise ValueError(f"Results cannot be ordered by {plain!r}: choose {DATE_FIELD}, id or a facet")
    keys.append(snapshot.newest_first[found.documents])
    return np.lexsort(keys[::-1])


def _facets(executor: Executor, ask: Ask, found: Found, languages: Sequence[str]) -> dict[str, Any]:
    snapshot = executor.snapshot
    facets: dict[str, Any] = {}
    if ask.facets:
        facets["fields"] = {name: _field_facet(snapshot, name, found) for name in ask.facets}
    if ask.date_facets:
        facets["dates"] = {name: _date_facet(snapshot, found, details) for name, details in ask.date_facets}
    if ask.query_facets:
        mask = np.zeros(snapshot.size, bool)
        mask[found.documents] = True
        facets["queries"] = {
            f"{name}:{value}": int(
                np.count_nonzero(mask[executor.run(compiled(read(f"{name}:{value}").tree, languages)).documents])
            )
            for name, value in ask.query_facets
        }
    return facets


def _field_facet(snapshot: Snapshot, name: str, found: Found) -> list[tuple[str, int]]:
    """All values with matches, by count, then by name."""
    if name not in FACET_FIELDS:
        raise ValueError(f"There is no facet {name!r}: choose one of {', '.join(FACET_FIELDS)}")
    table = snapshot.facet(name)
    counts = tally(table, found.documents, snapshot.size)
    places, values = np.argsort(-counts, kind="stable").tolist(), snapshot.values(name)
    return [(values[place], int(counts[place])) for place in places if counts[place]]


def _date_facet(snapshot: Snapshot, found: Found, details: dict[str, Any]) -> list[tuple[datetime, int]]:
    """Counts by stretches of time from a date to before another, in order, empty stretches left out."""
    days = snapshot.days[found.documents]
    start, end = (datetime(day.year, day.month, day.day) for day in (details["start_date"], details["end_date"]))
    counted = []
    while start < end:
        until = min(_later(start, details["gap_by"], details.get("gap_amount", 1)), end)
        count = int(np.count_nonzero((days >= start.toordinal()) & (days < until.toordinal())))
        if count:
            counted.append((start, count))
        start = until
    return counted


def _later(start: datetime, gap_by: str, amount: int) -> datetime:
    if gap_by == "year":
        return start.replace(year=start.year + amount, day=1 if (start.month, start.day) == (2, 29) else start.day)
    if gap_by == "month":
        months = start.year * 12 + start.month - 1 + amount
        return datetime(months // 12, months % 12 + 1, 1)
    if gap_by == "day":
        return start + timedelta(days=amount)
    raise ValueError(f"Articles carry days, so a gap by {gap_by} counts nothing: choose year, month or day")


def similar(executor: Executor, article_id: int) -> Node | None:
    """A query for articles like one: its weightiest words; None where it is not in the index or has none."""
    snapshot = executor.snapshot
    documents = snapshot.documents_of([article_id])
    if not len(documents):
        return None
    fields = snapshot.stored(int(documents[0]))
    language = next(iter(fields.get(Facet.LANGUAGE.value) or ()), "")
    counts = Counter(form for form in forms_of(f"{fields['title']}\n{fields['text']}") if form.isalpha())
    weights = {}
    for form, count in counts.items():
        if len(form) < SHORTEST_SIMILAR_WORD:
            continue
        spread = snapshot.spread("text_stem", stem(form, language).encode())
        if spread > 1:
            weights[form] = np.sqrt(count) * np.log(snapshot.size / spread)
    best = sorted(weights, key=lambda form: (-weights[form], form))[:SIMILAR_WORDS]
    return disjunction([Word(form) for form in best]) if best else None
