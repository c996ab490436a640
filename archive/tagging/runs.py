"""Runs: stretches of capitalised words, from which persons and organisations are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.tagging.reading import Reading
from archive.tagging.vocabulary import TITLE, Sense, alternation, opening_particles, word_list


class Token(NamedTuple):
    """A word of a run; ``word`` is how it is looked up (in a line of capitals: as it would be written elsewhere).

    ``shouted`` says that it stands where every word has a capital (see `Reading.in_headline`).
    """

    start: int
    end: int
    word: str
    shouted: bool


class Run(NamedTuple):
    """Capitalised words that stand together, with the particles between them."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a run and of one word in it.

    A run begins with a capital letter, which lets the expression engine leap to the next one; what
    may stand in small letters before it ("von", "al-") is looked for backwards.
    """
    letter = r"[^\W\d_]"
    adjectival = alternation("adjectival")
    dotted = "|".join(rf"(?<=\b{word}\.)" for word in word_list("dotted")[""])
    tail = rf"{letter}*(?:(?:-(?!(?:{adjectival})\b)|'(?![sS]\b)){letter}+)*(?:\.(?:{dotted}))?"
    initials = r"\.(?:-?[A-Z]\.)*(?![A-Za-z])|\.(?:[A-Z]\.)*(?=[A-Z][a-z'])"
    prefix = r"(?:(?:d'|(?:[Aa][lnrstdz]h?|[Ee]l|[Uu][lrzd]|[Oo]ul|[Bb]in|[Ii]bn)-)(?=[A-Z]))?"
    token = rf"(?:{prefix}[A-Z](?:{initials}|{tail}))"
    particles = alternation("particles", "inside")
    joint = rf"(?: (?:(?:{particles}) ){{0,3}}|(?<=\.)(?=[A-Z])| \"[A-Z][\w' -]{{1,20}}\" )"
    run = re.compile(rf"[A-Z](?<![\w@#].)(?:{initials}|{tail})(?:{joint}{token})*")
    return run, re.compile(rf"{token}|{letter}+")


_RUN, _PART = _pattern()
_PREFIX = re.compile(r"(?<![\w@#-])(?:[Aa][lnrstdz]h?|[Ee]l|[Uu][lrzd]|[Bb]in|[Ii]bn)-$")
_PARTICLE = re.compile(rf"(?<![\w-])(?:(?:{alternation('particles', 'opening')}) ){{1,3}}$")
_BEFORE_PARTICLE = frozenset(word[-1] for word in opening_particles())
"""The last letters of the particles that open a name."""

_COMMON, _BODY = int(Sense.COMMON), int(Sense.ORGANISATION | Sense.COMPANY)
_NO_NAME = _COMMON | int(TITLE | Sense.PLACE | Sense.COUNTRY | Sense.TOWN)
"""What names nobody where it stands alone."""


def find_runs(reading: Reading, senses: dict[str, int]) -> Iterator[Run]:
    """Give the runs of a reading in its order, without words that are capitalised for their position only.

    Words that stand alone and are the name of a place, a title and the like are left out too.
    """
    text = reading.folded
    capitals = bool(reading.capitals) or reading.title_case
    for match in _RUN.finditer(text):
        word = match[0]
        start = match.start()
        single = " " not in word and "." not in word
        if start > 1 and text[start - 1] in " -" and (opened := _opened(text, start)) != start:
            start = opened
        elif single:
            sense = senses.get(word, 0)
            shouted = capitals and reading.in_headline(start)
            if sense == _COMMON or (sense & _NO_NAME and not sense & _BODY and not shouted):
                continue
            end = match.end()
            yield Run(start, end, (Token(start, end, _lowered(word) if shouted else word, shouted),))
            continue
        end = match.end()
        yield Run(start, end, tuple(_tokens(text[start:end], start, capitals and reading.in_headline(start))))


def _opened(text: str, start: int) -> int:
    """Give where a run begins with the small words before it: "al-", "von der"."""
    opening = None
    if text[start - 1] == "-":
        opening = _PREFIX.search(text, max(0, start - 5), start)
    elif text[start - 2] in _BEFORE_PARTICLE:
        opening = _PARTICLE.search(text, max(0, start - 16), start)
    return opening.start() if opening else start


def _tokens(words: str, start: int, shouted: bool) -> Iterator[Token]:
    """Give the words of a run; where only spaces part them they need not be looked for."""
    if "." in words or '"' in words:
        for part in _PART.finditer(words):
            word = part[0]
            yield Token(start + part.start(), start + part.end(), _lowered(word) if shouted else word, shouted)
        return
    for word in words.split(" "):
        end = start + len(word)
        yield Token(start, end, _lowered(word) if shouted else word, shouted)
        start = end + 1


def _lowered(word: str) -> str:
    """Give a word in capitals as it would stand in a sentence ("O'BRIEN" as "O'Brien")."""
    if not word.isupper():
        return word
    return word.title().replace("'S", "'s")
