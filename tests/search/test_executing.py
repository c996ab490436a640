"""The array executor beside Whoosh's own searcher: the same documents with the same scores."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.index import open_dir
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext

from archive.search.engines.whoosh import writing
from archive.search.engines.whoosh.compiling import Near
from archive.search.engines.whoosh.executing import Executor
from archive.search.engines.whoosh.schema import Entry
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot

WORDS = ["alpha", "beta", "gamma", "delta", "betas", "al", "omega"]
FIELDS = ["title", "lead", "text", "title_stem", "text_stem"]
TAGS = ["a", "b", "c"]

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
entries = st.builds(
    lambda number, title, text, tags, day: Entry(
        number, "archive.article", title, text, "en", {"person": tags, "language": ["en"]}, day
    ),
    st.integers(1, 25),
    texts,
    texts,
    st.lists(st.sampled_from(TAGS), unique=True),
    st.none() | st.dates(),
)
batches = st.lists(st.tuples(st.lists(entries, max_size=8), st.lists(st.integers(1, 25), max_size=3)), max_size=4)

boosts = st.sampled_from([1.0, 2.0, 0.5])
terms = st.builds(wq.Term, st.sampled_from(FIELDS), st.sampled_from([*WORDS, "absent"]), boosts)
tags = st.builds(wq.Term, st.just("person"), st.sampled_from([*TAGS, "z"]))
phrases = st.builds(
    wq.Phrase,
    st.sampled_from(["title", "text"]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3),
    st.just(1),
    boosts,
)
spans = st.one_of(
    st.builds(wq.Prefix, st.sampled_from(["title", "text"]), st.sampled_from(["al", "b", "x", "alpha"])),
    st.builds(wq.Wildcard, st.just("text"), st.sampled_from(["b*a", "?eta", "*a*", "x*y"])),
    st.builds(wq.TermRange, st.just("published_on"), st.just("1000"), st.sampled_from(["2100-01-01", "5000"])),
)
leaves = st.one_of(terms, terms, tags, phrases, spans.map(wq.ConstantScoreQuery), st.just(wq.Every()))


# Whoosh's AndNot and Require are left out: its AndNotMatcher overlooks the first document where the negated list
# begins earlier. What AndNot means is tested below.
def compounds(children: Any) -> Any:
    several = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        several.map(wq.And),
        several.map(wq.Or),
        st.tuples(several, children).map(lambda pair: wq.And([*pair[0], wq.Not(pair[1])])),
    )


queries = st.recursive(leaves, compounds, max_leaves=6)


def ours(folder: Path, query: Any) -> dict[int, float]:
    state = Shelf(folder.parent).state()
    assert state is not None
    snapshot = Snapshot(folder, state[1])
    found = Executor(snapshot, 1 << 20).run(query)
    scores = np.broadcast_to(found.scores, len(found.documents))
    return dict(zip(found.documents.tolist(), scores.tolist(), strict=True))


def whooshs(folder: Path, query: Any) -> dict[int, float]:
    """Every document with its score, walked through Whoosh's matchers segment by segment."""
    index = open_dir(str(folder))
    found = {}
    try:
        with index.searcher(weighting=BM25F()) as searcher:
            for leaf, base in searcher.leaf_searchers():
                matcher = query.matcher(leaf, SearchContext(weighting=searcher.weighting))
                while matcher.is_active():
                    found[matcher.id() + base] = matcher.score()
                    matcher.next()
    finally:
        index.close()
    return found


@settings(max_examples=25, deadline=None)
@given(batches, st.lists(queries, min_size=1, max_size=8))
def test_executor_equals_whooshs_searcher(given_batches: list[tuple[list[Entry], list[int]]], asked: list[Any]) -> None:
    with TemporaryDirectory() as path:
        shelf = Shelf(Path(path))
        writing.put(shelf, [Entry(1, "archive.article", "alpha", "beta alpha", "en", {"language": ["en"]})])
        for batch, gone in given_batches:
            writing.put(shelf, batch)
            writing.remove(shelf, gone)
        folder = shelf.current()
        assert folder is not None
        for query in asked:
            mine, theirs = ours(folder, query), whooshs(folder, query)
            assert set(mine) == set(theirs), query
            for document, score in theirs.items():
                assert abs(mine[document] - score) <= 1e-4 * max(1.0, abs(score)), (query, document)


@settings(max_examples=25, deadline=None)
@given(st.lists(entries, max_size=12), queries, queries)
def test_and_not_takes_away_what_the_second_finds(given_entries: list[Entry], first: Any, second: Any) -> None:
    with TemporaryDirectory() as path:
        shelf = Shelf(Path(path))
        writing.put(shelf, [Entry(1, "archive.article", "alpha", "beta alpha", "en"), *given_entries])
        folder = shelf.current()
        assert folder is not None
        wanted, unwanted = ours(folder, first), ours(folder, second)
        expected = {document: score for document, score in wanted.items() if document not in unwanted}
        assert ours(folder, wq.AndNot(first, second)) == expected


@pytest.mark.parametrize("text", ["a b c d", "b x a", "a a b", "c x x x x a b", "b c a", "", "a x b x c"])
@pytest.mark.parametrize(("words", "within"), [(["a", "b"], 0), (["a", "b"], 1), (["a", "b", "c"], 2), (["a", "a"], 0)])
def test_near_words_stand_in_a_short_enough_stretch(tmp_path: Path, text: str, words: list[str], within: int) -> None:
    shelf = Shelf(tmp_path)
    writing.put(shelf, [Entry(1, "archive.article", "", text, "en")])
    folder = shelf.current()
    assert folder is not None
    forms, longest = text.split(), len(words) + within
    stretches = [forms[at : at + size] for at in range(len(forms)) for size in range(1, longest + 1)]
    expected = any(not Counter(words) - Counter(stretch) for stretch in stretches)
    assert bool(ours(folder, Near("text", words, within))) == expected
