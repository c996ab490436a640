"""From evidence to a decision: a score for each line, then the best cut of the whole page.

A score is the sum of a table's answers. Each row of the table asks up to four questions of a line
("is `size` at least 60.5?") and adds the number that belongs to the answers; above 0 speaks for the
article, below against it, in log-odds. Two tables are asked in turn: the first sees each line and its
neighbourhood, the second also sees what the first made of the page. The cut is then the one with the
highest total, where each change between article and other text costs `CHANGE_COST`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CHANGE_COST = 1.0
"""Log-odds that a change between article and other text must be worth; measured: 0.5 to 1.5 do alike."""

AT_ONCE = 1024
"""Lines scored at once: what they need fits the processor's cache."""

Scores = NDArray[np.float32]


class _Questions(NamedTuple):
    """A table's different questions, and which of them each row asks: the first of all rows, the second, and so on."""

    columns: NDArray[np.intp]
    limits: NDArray[np.float32]
    which: tuple[NDArray[np.intp], ...]
    first: NDArray[np.intp]
    """Where the values of each row begin."""


@dataclass(frozen=True)
class QuestionTable:
    """A table of questions: for each row the columns asked, their thresholds and the values of the answers."""

    names: tuple[str, ...]
    asked: NDArray[np.intp]
    thresholds: NDArray[np.float32]
    values: NDArray[np.float32]
    base: float

    @cached_property
    def _answered(self) -> NDArray[np.float32]:
        """The values of all rows one after another."""
        return np.ascontiguousarray(self.values, dtype=np.float32).ravel()

    @cached_property
    def _asked_of(self) -> dict[tuple[str, ...], _Questions]:
        return {}

    def _questions(self, names: tuple[str, ...]) -> _Questions:
        """The different questions, asked of columns in an order, and which of them each row asks."""
        if names in self._asked_of:
            return self._asked_of[names]
        different: dict[tuple[int, float], int] = {}
        which = [
            [different.setdefault(question, len(different)) for question in zip(columns, limits, strict=True)]
            for columns, limits in zip(self.asked.tolist(), self.thresholds.tolist(), strict=True)
        ]
        place = {name: number for number, name in enumerate(names)}
        columns = np.asarray([place[self.names[column]] for column, _ in different], dtype=np.intp)
        limits = np.asarray([limit for _, limit in different], dtype=np.float32)[:, None]
        questions = np.asarray(which, dtype=np.intp).T
        first = np.arange(questions.shape[1], dtype=np.intp)[:, None] << len(questions)
        found = self._asked_of[names] = _Questions(columns, limits, tuple(map(np.ascontiguousarray, questions)), first)
        return found

    def score(self, rows: NDArray[np.float32], names: tuple[str, ...]) -> Scores:
        """Log-odds of each line for being of the article.

        ``rows`` holds a column of evidence in each row, one number a line; ``names`` says which, the asked ones among
        them.
        """
        asked = self._questions(names)
        if rows.shape[1] <= AT_ONCE:
            return self._score_part(rows, asked)
        parts = [self._score_part(rows[:, at : at + AT_ONCE], asked) for at in range(0, rows.shape[1], AT_ONCE)]
        return np.concatenate(parts)

    def _score_part(self, rows: NDArray[np.float32], asked: _Questions) -> Scores:
        answers = (rows.take(asked.columns, axis=0) > asked.limits).view(np.uint8)
        *others, last = asked.which
        index = answers.take(last, axis=0)
        for question in reversed(others):
            index += index
            index |= answers.take(question, axis=0)
        total: Scores = self._answered.take(index + asked.first).sum(axis=0)
        total += np.float32(self.base)
        return total


@cache
def load_table(name: str) -> QuestionTable:
    """The table kept as ``tables/<name>.txt``: one row a line, questions and answers' values by tabs."""
    return read_table(resources.files("archive.cleaning").joinpath("tables", f"{name}.txt").read_text(encoding="utf-8"))


def read_table(text: str) -> QuestionTable:
    """A table from its text."""
    columns: dict[str, int] = {}
    asked: list[list[int]] = []
    thresholds: list[list[float]] = []
    values: list[list[float]] = []
    base = 0.0
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if cells[0] == "base":
            base = float(cells[1])
            continue
        questions = [cell.rsplit(">", 1) for cell in cells[:-1]]
        asked.append([columns.setdefault(column, len(columns)) for column, _ in questions])
        thresholds.append([float(threshold) for _, threshold in questions])
        values.append([float(value) for value in cells[-1].split()])
    most = max(map(len, asked), default=0)
    for row, limits, worth in zip(asked, thresholds, values, strict=True):
        missing = most - len(row)  # a question that is never answered with yes
        row.extend([0] * missing)
        limits.extend([float("inf")] * missing)
        worth.extend([0.0] * ((1 << most) - len(worth)))
    return QuestionTable(
        tuple(columns),
        np.asarray(asked, dtype=np.intp),
        np.asarray(thresholds, dtype=np.float32),
        np.asarray(values, dtype=np.float32),
        base,
    )


def best_cut(scores: list[float], change_cost: float = CHANGE_COST) -> list[bool]:
    """For each line whether it is of the article, so that scores kept minus changes paid are the most."""
    leads: list[float] = []
    lead = 0.0  # what the best way to have kept the line before is worth more than the best to have dropped it
    for score in scores:
        leads.append(lead)
        if lead > change_cost:
            lead = change_cost
        elif lead < -change_cost:
            lead = -change_cost
        lead += score
    keep = lead > 0
    cut = [False] * len(scores)
    for index in range(len(scores) - 1, -1, -1):
        cut[index] = keep
        keep = leads[index] >= -change_cost if keep else leads[index] > change_cost
    return cut
