"""Whoosh as its manual shows it: stemming analyser, ``groupedby`` for facets, its own highlights."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index, qparser, query, sorting
from whoosh.analysis import StemmingAnalyzer

from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import FACETS, HITS, SHOWN, Page, Peer


class PlainWhoosh(Peer):
    """Whoosh's own writer and searcher."""

    name = "Whoosh"

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """One writer, one segment; of several processes each writes segments of its own."""
        stemming = StemmingAnalyzer(cachesize=-1)
        kinds: dict[str, Any] = {name: fields.KEYWORD(commas=True, stored=True) for name in FACETS}
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            day=fields.NUMERIC(int, sortable=True),
            title=fields.TEXT(stored=True, analyzer=stemming),
            text=fields.TEXT(stored=True, analyzer=stemming),
            **kinds,
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=256, procs=processes, multisegment=processes > 1)
        for article in articles:
            tags = {name: ",".join(article.tags[name]) for name in FACETS}
            writer.add_document(
                id=str(article.number),
                day=article.published_on.toordinal(),
                title=article.title,
                text=article.text,
                **tags,
            )
        writer.commit()

    def open(self, folder: Path) -> None:
        """One searcher for all questions."""
        opened = index.open_dir(str(folder))
        self._searcher = opened.searcher()
        self._parser = qparser.MultifieldParser(["title", "text"], opened.schema)

    def forget(self) -> None:
        """Whoosh keeps filters only."""

    def page(self, question: Question) -> Page:
        """A page of results."""
        words = " OR ".join(question.any_of) or " ".join(question.all_of)
        words = f'"{" ".join(question.phrase)}"' if question.phrase else words
        words = f"{question.prefix}*" if question.prefix else words
        asked = self._parser.parse(words) if words else query.Every()
        narrow = query.And([query.Term(name, value) for name, value in question.tags.items()])
        facets = sorting.Facets()
        for name in FACETS:
            facets.add_facet(name, sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count))
        by_date = {} if words else {"sortedby": "day", "reverse": True}
        found = self._searcher.search(
            asked, limit=HITS, groupedby=facets, filter=narrow if question.tags else None, **by_date
        )
        hits = [(int(hit["id"]), hit.highlights("text") or hit["text"][:200]) for hit in found]
        counts = {}
        for name in FACETS:
            groups = sorted(found.groups(name).items(), key=lambda pair: -pair[1])
            counts[name] = [(value, count) for value, count in groups if value][:SHOWN]
        return Page(len(found), hits, counts)
