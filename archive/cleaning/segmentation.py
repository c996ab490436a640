"""From evidence to a decision: a score for each line, then the best cut of the whole page.

A score is the sum of a table's answers. Each row of the table asks up to four questions of a line
("is `size` at least 60.5?") and adds the number that belongs to the answers; above 0 speaks for the
article, below against it, in log-odds. Two tables are asked in turn: the first sees each line and its
neighbourhood, the second also sees what the first made of the page. The cut is then the one with the
highest total, where each change between article and other text costs `CHANGE_COST`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

CHANGE_COST = 1.0
"""Log-odds that a change between article and other text must be worth; measured: 0.5 to 1.5 do alike."""

AT_ONCE = 1024
"""Lines scored at once: what they need fits the processor's cache."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A table of questions: for each row the columns asked, their thresholds and the values of the answers."""

    names: tuple[str, ...]
    asked: NDArray[np.intp]
    thresholds: NDArray[np.float32]
    values: NDArray[np.float32]
    base: float

    def score(self, columns: dict[str, NDArray[np.float32]]) -> Scores:
        """Log-odds of each line for being of the article; ``columns`` holds at least the asked ones."""
        matrix = np.stack([columns[name] for name in self.names])
        parts = [self._score_part(matrix[:, at : at + AT_ONCE]) for at in range(0, matrix.shape[1], AT_ONCE)]
        scores: Scores = np.concatenate(parts) + np.float32(self.base)
        return scores

    def _score_part(self, matrix: NDArray[np.float32]) -> Scores:
        rows, questions = self.asked.shape
        index = np.repeat(np.arange(rows, dtype=np.int32)[:, None] << questions, matrix.shape[1], axis=1)
        for question in range(questions):
            answers = matrix[self.asked[:, question]] > self.thresholds[:, question, None]
            index += answers.astype(np.int32) << question
        total: Scores = self.values.ravel().take(index).sum(axis=0)
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
    keep_total, drop_total = 0.0, 0.0
    came: list[tuple[bool, bool]] = []
    for score in scores:
        from_keep, from_drop = keep_total, drop_total
        stay_keep = from_keep >= from_drop - change_cost
        stay_drop = from_drop >= from_keep - change_cost
        keep_total = (from_keep if stay_keep else from_drop - change_cost) + score
        drop_total = from_drop if stay_drop else from_keep - change_cost
        came.append((stay_keep, stay_drop))
    keep = keep_total > drop_total
    cut = [False] * len(scores)
    for index in range(len(scores) - 1, -1, -1):
        cut[index] = keep
        stay_keep, stay_drop = came[index]
        if not (stay_keep if keep else stay_drop):
            keep = not keep
    return cut
