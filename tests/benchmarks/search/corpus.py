"""Makes articles with a seed: about 400 words each, Zipf's law in words and in tags. Nothing is read in."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

WORDS, PERSONS, COUNTRIES, ALLIANCES, SOURCES, PAIRS = 40_000, 3_000, 200, 60, 300, 1_500
FIRST_DAY, DAYS = date(1995, 1, 1), 11_000
MEAN_WORDS = 400
CHUNK = 1_000
_SYLLABLES = ["ba", "ko", "mir", "len", "dor", "sha", "vic", "to", "ran", "el", "gu", "nov", "ska", "ber", "tin"]
_SYLLABLES += ["hal", "por", "mo", "zu", "che", "ra", "li", "qua", "an", "fer", "wen", "os", "ty", "yur", "gri"]
_ENDINGS = ["", "", "s", "ed", "ing"]


@dataclass(frozen=True)
class Article:
    """One made-up article with its tags."""

    number: int
    title: str
    text: str
    tags: dict[str, list[str]]
    published_on: date


def stems(seed: int) -> list[str]:
    """The vocabulary, the most frequent word first."""
    random = np.random.default_rng(seed)
    found: dict[str, None] = {}
    while len(found) < WORDS:
        count = int(random.integers(1, 3)) if len(found) < 300 else int(random.integers(2, 5))
        found["".join(_SYLLABLES[at] for at in random.integers(0, len(_SYLLABLES), count))] = None
    return list(found)


def zipf(count: int, exponent: float) -> Any:
    """Shares of a number of things by Zipf's law."""
    weights = 1 / np.arange(1, count + 1) ** exponent
    return weights / weights.sum()


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Articles numbered from 1; a larger count begins with the articles of a smaller one."""
    words = stems(seed)
    random = np.random.default_rng(seed)
    pairs = [(words[a], words[b]) for a, b in random.integers(50, 5_000, (PAIRS, 2))]
    shares = {
        "word": zipf(WORDS, 1.0),
        "person": zipf(PERSONS, 0.95),
        "country": zipf(COUNTRIES, 1.05),
        "alliance": zipf(ALLIANCES, 1.0),
        "source": zipf(SOURCES, 0.9),
    }
    for start in range(0, count, CHUNK):
        chunk = np.random.default_rng([seed, start])
        for number in range(start + 1, start + CHUNK + 1):
            article = _article(number, words, pairs, shares, chunk)
            if number <= count:
                yield article


def kept(folder: Path, count: int, seed: int = 1) -> Iterator[Article]:
    """The same articles out of a file in a folder, made where it is missing: making costs more than most indexing."""
    path = next((path for path in folder.glob(f"corpus-{seed}-*") if int(path.name.split("-")[2]) >= count), None)
    if path is None:
        path = folder / f"corpus-{seed}-{count}"
        draft = folder / f"draft-{seed}-{count}"
        with draft.open("wb") as file:
            for article in articles(count, seed):
                pickle.dump(article, file)
        draft.replace(path)
    with path.open("rb") as file:
        for _ in range(count):
            yield pickle.load(file)


def _article(
    number: int, words: list[str], pairs: list[tuple[str, str]], shares: dict[str, Any], random: Any
) -> Article:
    length = int(np.clip(random.lognormal(np.log(MEAN_WORDS * 0.88), 0.5), 60, 3_000))
    chosen = [words[at] for at in random.choice(WORDS, length, p=shares["word"])]
    endings = random.integers(0, len(_ENDINGS), length)
    text = [word + _ENDINGS[ending] if len(word) > 3 else word for word, ending in zip(chosen, endings, strict=True)]
    for place in random.integers(0, length - 1, 4):
        text[place : place + 2] = pairs[int(random.integers(0, PAIRS))]
    sentences = [" ".join(text[at : at + 16]).capitalize() + "." for at in range(0, len(text), 16)]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    tags = {
        kind: list(dict.fromkeys(f"{kind}-{at}" for at in random.choice(size, random.poisson(mean), p=shares[kind])))
        for kind, size, mean in (("person", PERSONS, 5), ("country", COUNTRIES, 4), ("alliance", ALLIANCES, 1.5))
    }
    tags["source"] = [f"source-{random.choice(SOURCES, p=shares['source'])}"]
    day = FIRST_DAY + timedelta(days=int(np.sqrt(random.random()) * DAYS))
    tags["year"] = [str(day.year)]
    return Article(number, " ".join(text[:9]).capitalize(), "\n\n".join(paragraphs), tags, day)
