"""Entente's own engine, asked as the web pages ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from pathlib import Path

from archive.search.engines import Answer
from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.answering import answer
from archive.search.engines.whoosh.executing import Executor
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.reading import read
from archive.search.results import Choice, Facet, SearchRequest
from archive.search.snippets import marked, snippet
from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import FACETS, HITS, SHOWN, Page, Peer

CACHE_BYTES = 64 << 20


def entry(article: Article) -> Entry:
    """An article of the corpus as the index takes it."""
    facets = {**article.tags, "language": ["en"], "organisation": []}
    return Entry(article.number, "archive.article", article.title, article.text, "en", facets, article.published_on)


class Entente(Peer):
    """The engine of this project."""

    name = "Entente"

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """As `reindex` does."""
        expected = len(articles) if isinstance(articles, Sized) else None
        writing.rebuild(Shelf(folder), map(entry, articles), workers=processes, expected=expected)

    def open(self, folder: Path) -> None:
        """As a web process does when it notices a new generation."""
        state = Shelf(folder).state()
        assert state is not None
        self._executor = Executor(Snapshot(folder / state[0], state[1]), CACHE_BYTES)
        self._executor.warm()
        self._executor.snapshot.facets(FACETS)

    def forget(self) -> None:
        """Empty the caches of scored lists and of texts."""
        self._executor.forget()

    def page(self, question: Question) -> Page:
        """A page of results."""
        words = " OR ".join(question.any_of) or " ".join(question.all_of)
        words = f'"{" ".join(question.phrase)}"' if question.phrase else words
        reading = read(f"{question.prefix}*" if question.prefix else words)
        choices = {Facet(kind): Choice((value,)) for kind, value in question.tags.items()}
        request = SearchRequest("", choices, page_size=HITS, facets=tuple(Facet(name) for name in FACETS))
        found: Answer = answer(self._executor, request, reading.tree)
        hits = []
        for row in found.rows:
            marked(row.title, reading.tree, row.language)
            hits.append((row.article_id, snippet(row.text, reading.tree, row.language)))
        facets = {
            facet.value: [(entry.value, entry.count) for entry in entries[:SHOWN]]
            for facet, entries in found.facets.items()
        }
        return Page(found.total, hits, facets)
