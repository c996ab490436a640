"""The mix of questions: 25 of each kind, by how many articles hold a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise

import numpy as np

from archive.search.words import forms_of, stem
from tests.benchmarks.search.corpus import articles

SAMPLE = 2_000
EACH = 25


@dataclass(frozen=True)
class Question:
    """A question that every engine is asked in its own language."""

    kind: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    tags: dict[str, str] = field(default_factory=dict)


def questions(seed: int = 1) -> list[Question]:
    """The mix, chosen from the first articles of the corpus."""
    random = np.random.default_rng(seed)
    spread: Counter[str] = Counter()
    words: dict[str, str] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for article in islice(articles(SAMPLE, seed), SAMPLE):
        forms = forms_of(article.text)
        for form in forms:
            words.setdefault(stem(form, "en"), form)
        spread.update({stem(form, "en") for form in forms})
        pairs.update(set(pairwise(forms)))

    def pick(low: float, high: float) -> list[str]:
        fitting = sorted(words[stemmed] for stemmed, count in spread.items() if low <= count / SAMPLE < high)
        return [fitting[at] for at in random.permutation(len(fitting))]

    common, medium, low = pick(0.3, 0.7), pick(0.05, 0.3), pick(0.01, 0.05)
    rare = pick(0.0005, 0.002)
    known = sorted(
        pair
        for pair, count in pairs.items()
        if count >= 3 and len(set(pair)) == 2 and all(len(word) > 3 for word in pair)
    )
    phrases = [known[at] for at in random.permutation(len(known))]
    found: list[Question] = []
    for at in range(EACH):
        found += [
            Question("rare word", all_of=(rare[at],)),
            Question("common word", all_of=(common[at % len(common)],)),
            Question("two words", all_of=(medium[at], (common + medium)[at * 3 % 60] if at % 2 else low[at])),
            Question("one of three", any_of=(medium[50 + at % 50], low[50 + at], medium[at + 30])),
            Question("phrase", phrase=phrases[at]),
            Question("prefix", prefix=(medium + low)[at * 5][:4]),
            Question("filtered", all_of=(medium[20 + at],), tags=_tags(at)),
            Question("everything", tags={"country": f"country-{at % 10}"} if at % 2 else {}),
        ]
    return found


def _tags(at: int) -> dict[str, str]:
    if at % 3 == 0:
        return {"country": f"country-{at % 12}", "source": f"source-{at % 5}"}
    return {"person": f"person-{at % 20}"} if at % 3 == 1 else {"country": f"country-{at % 12}", "year": "2015"}
