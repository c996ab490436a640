"""Copies as papers make them: a seeded editor that changes a given share of a text."""

from __future__ import annotations

import random
import re

FILLER = tuple("officials added later that day nobody would confirm reports about further planned meetings".split())  # noqa: SIM905
FURNITURE = "Read more about this subject on our pages and follow our reporters for the latest news every morning"


def edited(text: str, share: float, rng: random.Random) -> str:
    """The text with that share of it changed in one of the ways of an editor's desk."""
    way = rng.choice([_reworded, _cut, _inserted, _mixed, _shortened_from_the_end])
    return way(text, share, rng) if share else text


def _reworded(text: str, share: float, rng: random.Random) -> str:
    """Words here and there replaced, left out or put in."""
    words: list[str] = []
    for word in text.split():
        chance = rng.random()
        if chance >= share:
            words.append(word)
        elif chance < share / 2:
            words.append(rng.choice(FILLER))
        elif chance < share * 0.75:
            words += [word, rng.choice(FILLER)]
    return " ".join(words)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _cut(text: str, share: float, rng: random.Random) -> str:
    """Whole sentences taken out."""
    sentences = _sentences(text)
    gone = set(rng.sample(range(len(sentences)), int(len(sentences) * share)))
    return " ".join(sentence for at, sentence in enumerate(sentences) if at not in gone)


def _inserted(text: str, share: float, rng: random.Random) -> str:
    """Sentences of the paper's own put in."""
    sentences = _sentences(text)
    for _ in range(int(len(sentences) * share)):
        sentences.insert(rng.randrange(len(sentences) + 1), " ".join(rng.sample(FILLER, 12)).capitalize() + ".")
    return " ".join(sentences)


def _shortened_from_the_end(text: str, share: float, rng: random.Random) -> str:
    """What doesn't fit the column is cut, and the paper's own last line set under it."""
    words = text.split()
    return " ".join(words[: max(1, round(len(words) * (1 - share)))]) + f" {FURNITURE}."


def _mixed(text: str, share: float, rng: random.Random) -> str:
    return _reworded(_cut(text, share / 2, rng), share / 2, rng)
