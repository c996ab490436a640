"""All languages' tables joined into one automaton and one set of small words."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

import ahocorasick
import numpy as np

from archive.cleaning import characters
from archive.cleaning.vocabulary.cues import Cue, LanguageTable

NOT_LANGUAGES = frozenset({"cues", "lexicon"})


@cache
def tables() -> tuple[LanguageTable, ...]:
    """Every language's table, by code."""
    package = importlib.import_module("archive.cleaning.vocabulary")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(
        importlib.import_module(f"archive.cleaning.vocabulary.{name}").TABLE
        for name in names
        if name not in NOT_LANGUAGES
    )


@cache
def automaton() -> ahocorasick.Automaton:
    """Finds every phrase in folded text; a hit carries its length and the kinds it belongs to."""
    kinds: dict[str, set[Cue]] = {}
    for table in tables():
        for cue, listed in table.phrases.items():
            for phrase in listed:
                folded = characters.fold(phrase)
                key = f" {folded.strip()} " if table.spaced else folded.strip()
                if key.strip():
                    kinds.setdefault(key, set()).add(cue)
    found = ahocorasick.Automaton()
    for key, cues in kinds.items():
        found.add_word(key, (len(key), len(key.strip()), tuple(int(cue) for cue in sorted(cues))))
    found.make_automaton()
    return found


def hits(folded: str) -> Iterator[tuple[int, tuple[int, int, tuple[int, ...]]]]:
    """Each phrase found in folded text: index of its last character, and what the automaton knows of it."""
    yield from automaton().iter(folded)


@cache
def function_words() -> frozenset[str]:
    """The small words of every language."""
    return frozenset().union(*(table.function_words for table in tables()))


@cache
def date_words() -> frozenset[str]:
    """Month names, weekday names and the small words of date lines, in every language."""
    found: set[str] = set()
    for table in tables():
        found.update(table.date_words)
        for names in table.months:
            found.update(names)
    return frozenset(characters.fold(word).strip() for word in found)


@cache
def month_numbers() -> dict[str, int]:
    """Month name in any language, folded, to 1 to 12."""
    return {
        characters.fold(name).strip(): number
        for table in tables()
        for number, names in enumerate(table.months, start=1)
        for name in names
    }


WIDE_FUNCTION_CHARACTERS = "的了是在和有不这這我他她也就都而及与與对對为為从從은는이가을를에의도로다고"
"""Characters that work as small words in Chinese and as particles or endings in Korean."""


@cache
def wide_function_table() -> np.ndarray:
    """For each code point below 65,536: is it a small word of a script without spaces (hiragana included)."""
    table = np.zeros(65536, dtype=bool)
    table[0x3041:0x3097] = True
    for character in WIDE_FUNCTION_CHARACTERS:
        table[ord(character)] = True
    return table


@cache
def person_words() -> frozenset[str]:
    """Words with which a writer speaks of himself or to the reader."""
    return frozenset().union(*(table.person_words for table in tables()))


@cache
def byline_before() -> tuple[str, ...]:
    """What stands before a writer's name, longest first."""
    found = {words for table in tables() for words in table.byline_before}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


@cache
def byline_after() -> tuple[str, ...]:
    """What stands behind a writer's name, longest first."""
    found = {words for table in tables() for words in table.byline_after}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def covers(text: str, cue: Cue) -> bool:
    """Whether a phrase of one kind stands in a short text."""
    return any(int(cue) in what[2] for _, what in hits(f" {characters.fold(text)} "))


@cache
def pointers() -> frozenset[str]:
    """What points to another article when a colon follows, folded."""
    return frozenset(characters.fold(words).strip() for table in tables() for words in table.pointers)


@cache
def longest_pointer() -> int:
    """Length of the longest of them."""
    return max(map(len, pointers()), default=0)


def content_words(text: str) -> set[str]:
    """The words of a text that mean something, in lower case."""
    return telling(characters.fold(text))


def telling(folded: str) -> set[str]:
    """As `content_words`, of a text already folded."""
    function = function_words()
    return {word for word in folded.split() if word not in function and len(word) > 1}
