"""The cut of a page and the tables behind it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cleaning import evidence, judging
from archive.cleaning.blocks import Place
from archive.cleaning.segmentation import QuestionTable, best_cut, load_table, read_table
from tests.cleaning.pages import PARAGRAPHS


def worth(scores: list[float], cut: tuple[bool, ...] | list[bool], cost: float) -> float:
    """What a cut is worth: scores kept less the changes paid, the page beginning and ending free."""
    changes = sum(a != b for a, b in itertools.pairwise(cut))
    return sum(score for score, kept in zip(scores, cut, strict=True) if kept) - cost * changes


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=9), st.floats(0, 3))
def test_best_cut_is_the_best_of_all_cuts(scores: list[float], cost: float) -> None:
    most = max(worth(scores, cut, cost) for cut in itertools.product((False, True), repeat=len(scores)))
    assert worth(scores, best_cut(scores, cost), cost) == pytest.approx(most)


def test_best_cut_keeps_a_doubtful_line_between_good_ones() -> None:
    assert best_cut([3.0, -0.5, 3.0], 1.0) == [True, True, True]


def test_question_table_adds_the_value_of_the_answers() -> None:
    table = QuestionTable(
        names=("size", "links"),
        asked=np.array([[0, 1]]),
        thresholds=np.array([[10.0, 0.5]], dtype=np.float32),
        values=np.array([[1.0, 2.0, 3.0, 4.0]], dtype=np.float32),
        base=0.5,
    )
    rows = np.array([[0, 0, 1, 1], [5, 20, 5, 20]], np.float32)
    assert table.score(rows, ("links", "size")).tolist() == [1.5, 2.5, 3.5, 4.5]


def test_tables_ask_only_for_evidence_that_exists() -> None:
    assert set(load_table("text").names) - set(judging.TEXT_NAMES) == set()
    assert set(load_table("markup").names) - set(judging.MARKUP_NAMES) == set()


def test_evidence_has_a_row_for_each_name() -> None:
    seen = evidence.gather(list(PARAGRAPHS))
    place = Place(1, 3, 0, 0, 0.0, 1, 1, False, False)
    rows = judging.markup_rows([place] * len(PARAGRAPHS), seen, ["Ministers meet"])
    assert judging.text_rows(seen).shape == (len(judging.TEXT_NAMES), len(PARAGRAPHS))
    assert rows.shape == (len(judging.MARKUP_NAMES), len(PARAGRAPHS))
    assert not np.isnan(rows).any()


def test_read_table_reads_rows_of_fewer_questions() -> None:
    table = read_table("base\t0.5\nsize>10\tlinks>0.5\t1 2 3 4\nsize>20\t0 8\n")
    rows = np.array([[5, 30], [0, 1]], dtype=np.float32)
    assert table.score(rows, ("size", "links")).tolist() == [1.5, 12.5]


def test_question_table_scores_long_pages_as_short_ones() -> None:
    table = read_table("base\t0\nsize>10\t-1 1\n")
    sizes = np.arange(3000, dtype=np.float32)
    assert table.score(sizes[None], ("size",)).tolist() == np.where(sizes > 10, 1.0, -1.0).tolist()
