"""All languages' tables joined into one automaton and one set of small words."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

import ahocorasick
import numpy as np
from numpy.typing import NDArray

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


FIRST_WIDE = "\u2e80"
"""From here on stand the signs of scripts without spaces: hiragana, ideographs, hangul."""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Every phrase of every language by number, and what finds them in folded text.

    Phrases with signs of scripts without spaces have an automaton of their own, that is not asked about a text
    without such signs: where a phrase may begin with any of hundreds of signs, each step costs as many comparisons.
    """

    spaced: ahocorasick.Automaton
    wide: ahocorasick.Automaton
    lengths: NDArray[np.intp]
    """Characters of each phrase without the blanks about it."""
    kinds_first: NDArray[np.intp]
    kinds_each: NDArray[np.intp]
    kinds_flat: NDArray[np.uint8]
    """The kinds of all phrases one after another: a phrase's begin at its first and are so many."""

    def hits(self, folded: str, *, wide: bool = True) -> list[tuple[int, int]]:
        """Each phrase found in folded text: index of its last character and its number, by the index.

        ``wide`` says whether the text may have signs of scripts without spaces.
        """
        found = list(self.spaced.iter(folded))
        if wide and (others := list(self.wide.iter(folded))):
            found += others
            found.sort(key=itemgetter(0))
        return found

    def kinds(self, number: int) -> list[int]:
        """The kinds of a phrase, in the order of `Cue`."""
        first = self.kinds_first[number]
        found: list[int] = self.kinds_flat[first : first + self.kinds_each[number]].tolist()
        return found


@cache
def phrase_book() -> PhraseBook:
    """The phrases of all tables."""
    kinds: dict[str, set[int]] = {}
    for table in tables():
        for cue, listed in table.phrases.items():
            for phrase in listed:
                folded = characters.fold(phrase)
                key = f" {folded.strip()} " if table.spaced else folded.strip()
                if key.strip():
                    kinds.setdefault(key, set()).add(int(cue))
    spaced, wide = ahocorasick.Automaton(), ahocorasick.Automaton()
    for number, key in enumerate(kinds):
        (wide if max(key) >= FIRST_WIDE else spaced).add_word(key, number)
    spaced.make_automaton()
    wide.make_automaton()
    each = np.asarray([len(cues) for cues in kinds.values()], dtype=np.intp)
    return PhraseBook(
        spaced,
        wide,
        lengths=np.asarray([len(key.strip()) for key in kinds], dtype=np.intp),
        kinds_first=np.cumsum(each) - each,
        kinds_each=each,
        kinds_flat=np.asarray([cue for cues in kinds.values() for cue in sorted(cues)], dtype=np.uint8),
    )


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


@cache
def unnamed_bylines() -> tuple[str, ...]:
    """Bylines that name nobody, folded, longest first."""
    found = {characters.fold(words).strip() for table in tables() for words in table.unnamed_bylines}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def covers(text: str, cue: Cue) -> bool:
    """Whether a phrase of one kind stands in a short text."""
    book = phrase_book()
    return any(int(cue) in book.kinds(number) for _, number in book.hits(f" {characters.fold(text)} "))


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
    return {word for word in set(folded.split()) - function_words() if len(word) > 1}


CALLS = (
    "sign up", "subscribe", "register", "join", "get it", "download", "order it", "click", "tap", "find out", "learn",
    "read", "jetzt", "hier", "inscrivez-vous", "abonnez-vous", "suscríbase", "suscríbete", "regístrese", "iscriviti",
    "abbonati", "assine", "inscreva-se", "meld je", "schrijf je",
)  # fmt: skip
"""Words with which a sentence begins that asks the reader to do something."""


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase, folded."""
    return frozenset(characters.fold(phrase).split()[0] for phrase in phrases)
