"""Learn the two tables of cleaning anew from pages whose main text is known.

    python -m tests.benchmarks.learn_cleaning OUT [--folds K] [--only text|markup] [--measure FOLDER]

Needs the optional extra ``learn`` (CatBoost), and ``FOLDER`` with ``pages.jsonl.gz`` and its ``score.py``.
Without ``--folds`` it learns from all pages and writes ``OUT/text.txt`` and ``OUT/markup.txt``, which replace those
in ``archive/cleaning/tables/``. With ``--folds K`` it writes ``OUT/fold-0`` to ``OUT/fold-K-1``, each learned without
the hosts of its fold: ``cleaning_bench --tables OUT`` then measures every page with tables that never saw its host.

One core and two minutes for all pages, one more a fold. The same pages give the same tables to the last figure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import string
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import blocks, evidence, judging, page_metadata, tree
from archive.cleaning.evidence import Column
from archive.documents import UnreadableDocument
from tests.benchmarks.cleaning_bench import DEFAULT, fold_of, pages, scorer

ITERATIONS = {"text": 260, "markup": 250}
"""Rows of each table; 400 rows gave the same scores on hosts that were not learned from."""
LEARNER: dict[str, Any] = {
    "depth": 4,  # questions a row
    "learning_rate": 0.12,
    "l2_leaf_reg": 40,  # of 6 and 40 the latter errs less on hosts that were not learned from
    "border_count": 48,
    "rsm": 0.15,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "loss_function": "Logloss",
    "random_seed": 1,
    "thread_count": 1,
    "verbose": 0,
    "allow_writing_files": False,
}
LEFT_OUT = "trafilatura"
"""Its pages are labelled by snippets, not as a whole."""
EXCHANGED_SHARE = 5
"""One page in so many is learned a second time with its letters exchanged, as a language without a table."""
EXCHANGED_WORTH = 0.5
EXTRACTED_WORTH = 3.0
"""Texts that were extracted before are few; they count so many times."""
LINE_WORTH = (1.0, 9.0)
"""A line counts as the root of its words, between these."""
LEAST_KEPT_WORTH = 2.0
"""A line of the article counts no less: to lose a short one is a line lost all the same."""
PAGE_WORTH = 30.0
"""A page counts as the root of its lines' worth, and no less than one with this much."""
LABELLED = 0.5
"""A line is of the article if at least half of its runs of four words stand in the reference text."""
NOT_LEARNED = -1
ABOUT = """\
# What each answer is worth, in log-odds for being of the article (see segmentation.py).
# A row: up to four questions 'evidence>threshold', then a value for each combination of answers, the first
# question's answer counting 1, the second's 2, the third's 4, the fourth's 8. Learned by boosting on pages with
# known main text; the names of the evidence are explained in docs/cleaning.md.
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One rendering of one page: a row of evidence for each line, whether it is of the article, what it counts."""

    host: str
    names: tuple[str, ...]
    rows: NDArray[np.float32]
    labels: NDArray[np.int8]
    """1 article, 0 other text, `NOT_LEARNED` where the annotators left it open."""
    worth: NDArray[np.float64]


def label_lines(lines: Sequence[str], reference: str, optional: str, score: ModuleType) -> list[str]:
    """``keep``, ``drop`` or ``either`` for each line of any rendering; long lines claim the reference's words first."""
    left = score.shingles(reference.lower())
    whole = Counter(" ".join(score.tokens(line)) for line in reference.lower().split("\n"))
    open_runs = score.shingles(optional.lower()) if optional else Counter()
    open_lines = {" ".join(score.tokens(line)) for line in optional.lower().split("\n")}
    plain = [" ".join(score.tokens(line.lower())) for line in lines]
    labels = ["-"] * len(lines)
    for index, text in enumerate(plain):
        if text.count(" ") < 3:
            continue
        runs = score.shingles(text)
        total = sum(runs.values())
        if sum(min(count, left[run]) for run, count in runs.items()) >= LABELLED * total:
            left -= runs
            labels[index] = "keep"
        else:
            shared = sum(min(count, open_runs[run]) for run, count in runs.items())
            labels[index] = "either" if shared >= LABELLED * total else "drop"
    for index, text in enumerate(plain):
        if labels[index] != "-" or not text:
            continue
        if whole[text] > 0:
            whole[text] -= 1
            labels[index] = "keep"
        else:
            labels[index] = "either" if text in open_lines else "drop"
    return labels


def exchanged(text: str) -> str:
    """A text with its Latin letters exchanged for one another: the shape stays, no word is known any more."""
    mixed = list(string.ascii_lowercase)
    random.Random(1).shuffle(mixed)
    joined = "".join(mixed)
    return text.translate(str.maketrans(string.ascii_letters, joined + joined.upper()))


def lesson(host: str, columns: dict[str, Column], labels: list[str], words: Sequence[int], worth: float) -> Lesson:
    """The evidence and the label of each line; ``words`` is how many it has, ``worth`` what the page counts."""
    known = np.array([{"keep": 1, "drop": 0}.get(label, NOT_LEARNED) for label in labels], dtype=np.int8)
    each = np.clip(np.sqrt(np.asarray(words, dtype=np.float64)), *LINE_WORTH)
    each = np.where(known == 1, np.maximum(each, LEAST_KEPT_WORTH), each) * worth
    each[known == NOT_LEARNED] = 0
    each = each / np.sqrt(max(each.sum(), PAGE_WORTH)) * 3
    rows = np.stack(list(columns.values()), axis=1).astype(np.float32)
    return Lesson(host, tuple(columns), rows, known, each)


def text_lessons(folder: Path) -> Iterator[Lesson]:
    """Raw text, lightly extracted text and text with exchanged letters."""
    score = scorer(folder)
    for page in pages(folder, 1):
        if page["dataset"] == LEFT_OUT:
            continue
        host = page.get("host") or page["id"]
        weight = EXTRACTED_WORTH if page["dataset"].startswith("turku") else 1.0
        labelled = list(zip(page["raw_text"].split("\n"), page["line_labels"], strict=False))
        labelled = [(line.strip(), label) for line, label in labelled if line.strip()]
        if labelled:
            lines, labels = [line for line, _ in labelled], [label for _, label in labelled]
            words = [len(score.tokens(line)) for line in lines]
            yield lesson(host, _text_columns(lines), labels, words, weight)
            if int(hashlib.md5(page["id"].encode(), usedforsecurity=False).hexdigest(), 16) % EXCHANGED_SHARE == 0:
                other = [exchanged(line) for line in lines]
                yield lesson(host, _text_columns(other), labels, words, weight * EXCHANGED_WORTH)
        lines = [line.strip() for line in page.get("light_text", "").split("\n") if line.strip()]
        if page["group"] != "text" and lines:
            labels = label_lines(lines, page["reference_text"], page["optional_text"], score)
            yield lesson(host, _text_columns(lines), labels, [len(score.tokens(line)) for line in lines], weight)


def _text_columns(lines: list[str]) -> dict[str, Column]:
    return dict(zip(judging.TEXT_NAMES, judging.text_rows(evidence.gather(lines)), strict=True))


def markup_lessons(folder: Path) -> Iterator[Lesson]:
    """Blocks of markup."""
    score = scorer(folder)
    for page in pages(folder, 1):
        if not page.get("html") or page["dataset"] == LEFT_OUT:
            continue
        try:
            root = tree.parse(page["html"])
        except UnreadableDocument:
            continue
        stated = page_metadata.read_metadata(root, page.get("url") or "", None)
        layout = blocks.lay_out(root)
        lines = [piece.text for piece in layout.pieces]
        if not lines:
            continue
        rows = judging.markup_rows(layout.places, evidence.gather(lines), stated.names)
        columns = dict(zip(judging.MARKUP_NAMES, rows, strict=True))
        labels = label_lines(lines, page["reference_text"], page["optional_text"], score)
        words = [len(score.tokens(line)) for line in lines]
        yield lesson(page.get("host") or page["id"], columns, labels, words, 1.0)


def fit(lessons: Sequence[Lesson], iterations: int) -> dict[str, Any]:
    """The boosted rows, as CatBoost writes a model down."""
    from catboost import CatBoostClassifier

    rows = np.concatenate([one.rows for one in lessons])
    labels = np.concatenate([one.labels for one in lessons])
    worth = np.concatenate([one.worth for one in lessons])
    known = labels != NOT_LEARNED
    model = CatBoostClassifier(iterations=iterations, **LEARNER)
    model.fit(rows[known], labels[known], sample_weight=worth[known])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _figure(value: float) -> str:
    text = f"{value:.3f}"
    return text.replace("0.", ".", 1) if abs(value) < 1 else text


def written(model: dict[str, Any], names: Sequence[str]) -> str:
    """The model as a table of questions."""
    scale, bias = model["scale_and_bias"]
    base = bias[0] if isinstance(bias, list) else bias
    rows = [f"base\t{base:.4f}"]
    for grown in model["oblivious_trees"]:
        asked = [f"{names[split['float_feature_index']]}>{split['border']:.5g}" for split in grown["splits"]]
        rows.append("\t".join([*asked, " ".join(_figure(value * scale) for value in grown["leaf_values"])]))
    return ABOUT + "\n".join(rows) + "\n"


def learn(lessons: list[Lesson], kind: str, out: Path, folds: int) -> None:
    """Write the table of one kind: from all lessons, or one a fold without its hosts."""
    for fold in range(folds) if folds else (None,):
        seen = [one for one in lessons if fold is None or fold_of(one.host, folds) != fold]
        target = out if fold is None else out / f"fold-{fold}"
        target.mkdir(parents=True, exist_ok=True)
        table = written(fit(seen, ITERATIONS[kind]), lessons[0].names)
        (target / f"{kind}.txt").write_text(table, encoding="utf-8")
        print(f"{target / kind}.txt: learned from {len(seen)} pages", flush=True)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn the tables of cleaning.")
    parser.add_argument("out", type=Path, help="folder the tables are written to")
    parser.add_argument("--folds", type=int, default=0, help="learn as often, each time without a part of the hosts")
    parser.add_argument("--only", choices=sorted(ITERATIONS), help="learn one table only")
    parser.add_argument("--measure", type=Path, default=DEFAULT, help="folder of pages.jsonl.gz and score.py")
    asked = parser.parse_args()
    for kind, lessons in (("text", text_lessons), ("markup", markup_lessons)):
        if asked.only in (None, kind):
            learn(list(lessons(asked.measure)), kind, asked.out, asked.folds)


if __name__ == "__main__":
    main()
