"""tantivy (Rust) through tantivy-py: English stems, facets as aggregations over fast fields."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import FACETS, HITS, SHOWN, Page, Peer


class Tantivy(Peer):
    """One thread, as the others."""

    name = "tantivy"

    def missing(self) -> str:
        """Whether the package is there."""
        return "" if find_spec("tantivy") else "the package tantivy is not installed"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        builder.add_integer_field("day", stored=True, fast=True)
        for name in ("title", "text"):
            builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        return builder.build()

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """One writing thread, merged to what tantivy finds best."""
        import tantivy

        index = tantivy.Index(self._schema(), str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for article in articles:
            fields = {name: article.tags[name] for name in FACETS}
            writer.add_document(
                tantivy.Document(
                    id=article.number,
                    day=article.published_on.toordinal(),
                    title=[article.title],
                    text=[article.text],
                    **fields,
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open."""
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._facets = {name: {"terms": {"field": name, "size": SHOWN}} for name in FACETS}

    def forget(self) -> None:
        """Keeps nothing of its own."""

    def page(self, question: Question) -> Page:
        """A page of results."""
        tantivy, schema = self._tantivy, self._index.schema
        must = tantivy.Occur.Must
        clauses = [(must, self._index.parse_query(word, ["title", "text"])) for word in question.all_of]
        if question.any_of:
            clauses.append((must, self._index.parse_query(" OR ".join(question.any_of), ["title", "text"])))
        if question.phrase:
            clauses.append((must, self._index.parse_query(f'"{" ".join(question.phrase)}"', ["title", "text"])))
        if question.prefix:
            fields = [tantivy.Query.regex_query(schema, name, f"{question.prefix}.*") for name in ("title", "text")]
            clauses.append((must, tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in fields])))
        words = tantivy.Query.boolean_query(clauses) if clauses else None
        for name, value in question.tags.items():
            term = tantivy.Query.term_query(schema, name, value)
            clauses.append((must, tantivy.Query.const_score_query(term, 0.0)))
        query = tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.all_query()
        by_date = {} if words else {"order_by_field": "day"}
        found = self._searcher.search(query, HITS, **by_date)
        maker = tantivy.SnippetGenerator.create(self._searcher, words, schema, "text") if words else None
        hits = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            text = maker.snippet_from_doc(document).to_html() if maker else document.get_first("text")[:200]
            hits.append((document.get_first("id"), text))
        counted = self._searcher.aggregate(query, self._facets)
        facets = {name: [(one["key"], one["doc_count"]) for one in counted[name]["buckets"]] for name in FACETS}
        return Page(found.count, hits, facets)
