"""SQLite FTS5 with Porter's stemmer; matching rows counted by facet tables in numpy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import FACETS, HITS, SHOWN, Page, Peer


class Fts5(Peer):
    """Python's own SQLite."""

    name = "SQLite FTS5"

    def _connect(self, folder: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(folder / "fts.sqlite3")
        for pragma in ("cache_size=-400000", "mmap_size=2000000000", "temp_store=memory", "synchronous=normal"):
            connection.execute(f"pragma {pragma}")
        return connection

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """One transaction each 5,000 articles, optimised at the end."""
        connection = self._connect(folder)
        connection.execute("pragma journal_mode=wal")
        connection.executescript(
            """create table docs (id integer primary key, title text, text text, day int);
            create virtual table fts using fts5 (title, text, content='docs', content_rowid='id',
                tokenize="porter unicode61 remove_diacritics 2");
            create table tags (field text, value text, doc int);"""
        )
        for article in articles:
            row = (article.number, article.title, article.text)
            connection.execute("insert into docs values (?, ?, ?, ?)", (*row, article.published_on.toordinal()))
            connection.execute("insert into fts (rowid, title, text) values (?, ?, ?)", row)
            connection.executemany(
                "insert into tags values (?, ?, ?)",
                [(field, value, article.number) for field in FACETS for value in article.tags[field]],
            )
            if article.number % 5_000 == 0:
                connection.commit()
        connection.execute("create index by_day on docs (day)")
        connection.execute("insert into fts (fts) values ('optimize')")
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()

    def open(self, folder: Path) -> None:
        """Read the facet tables into arrays."""
        self._db = self._connect(folder)
        self._size = self._db.execute("select max(id) from docs").fetchone()[0] + 1
        self._days = np.zeros(self._size, np.int64)
        for number, day in self._db.execute("select id, day from docs"):
            self._days[number] = day
        self._tables: dict[str, tuple[list[str], Any, Any]] = {}
        for field in FACETS:
            rows = self._db.execute("select value, doc from tags where field = ?", (field,)).fetchall()
            values = sorted({value for value, _ in rows})
            place = {value: at for at, value in enumerate(values)}
            numbers = np.array([place[value] for value, _ in rows], np.int32)
            self._tables[field] = (values, numbers, np.array([doc for _, doc in rows], np.int64))

    def forget(self) -> None:
        """Keeps nothing of its own."""

    def page(self, question: Question) -> Page:
        """A page of results."""
        match = " AND ".join(f'"{word}"' for word in question.all_of)
        match = match or " OR ".join(f'"{word}"' for word in question.any_of)
        match = match or (f'"{" ".join(question.phrase)}"' if question.phrase else "")
        match = match or (f"{question.prefix}*" if question.prefix else "")
        mask = np.ones(self._size, bool)
        mask[0] = False
        for field, value in question.tags.items():
            values, numbers, docs = self._tables[field]
            chosen = np.zeros(self._size, bool)
            chosen[docs[numbers == values.index(value)]] = True
            mask &= chosen
        if match:
            rows = self._db.execute("select rowid, bm25(fts, 4.0, 1.0) from fts where fts match ?", (match,)).fetchall()
            found = np.array([number for number, _ in rows], np.int64)
            scores = np.array([score for _, score in rows])
            kept = mask[found] if len(found) else np.zeros(0, bool)
            found, scores = found[kept], scores[kept]
            best = found[np.lexsort((found, scores))[:HITS]].tolist()
        else:
            found = np.flatnonzero(mask)
            best = found[np.lexsort((found, -self._days[found]))[:HITS]].tolist()
        hits = [(number, self._snippet(number, match)) for number in best]
        is_match = np.zeros(self._size, bool)
        is_match[found] = True
        return Page(len(found), hits, {field: self._counts(field, is_match) for field in FACETS})

    def _snippet(self, number: int, match: str) -> str:
        if not match:
            return str(self._db.execute("select substr(text, 1, 200) from docs where id = ?", (number,)).fetchone()[0])
        sql = "select snippet(fts, 1, '<mark>', '</mark>', '…', 40) from fts where fts match ? and rowid = ?"
        return str(self._db.execute(sql, (match, number)).fetchone()[0])

    def _counts(self, field: str, is_match: Any) -> list[tuple[str, int]]:
        values, numbers, docs = self._tables[field]
        counts = np.bincount(numbers[is_match[docs]], minlength=len(values))
        return [(values[at], int(counts[at])) for at in np.argsort(-counts, kind="stable")[:SHOWN] if counts[at]]
