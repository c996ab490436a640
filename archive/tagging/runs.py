"""Runs: stretches of capitalised words, from which persons and organisations are read."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.tagging.vocabulary import alternation, opening_particles, word_list


class Token(NamedTuple):
    """A word of a run; ``word`` is how it is looked up (in a line of capitals: as it would be written elsewhere).

    ``shouted`` says that it stands where every word has a capital (see `Reading.in_headline`).
    """

    start: int
    end: int
    word: str
    shouted: bool


Tokens = tuple[Token, ...]

Run = tuple[int, int, str, bool]
"""Capitalised words that stand together, with the particles between them: start, end, the words, and whether they are
shouted. A plain tuple, since a text has thousands."""


def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of a run and of one word in it.

    A run begins with a capital letter, which lets the expression engine leap to the next one; what
    may stand in small letters before it ("von", "al-") is looked for backwards. Plain letters are named before all
    letters of Unicode, since they are the quicker to tell.
    """
    letter = r"[^\W\d_]"
    adjectival = alternation("adjectival")
    dotted = "|".join(rf"(?<=\b{word}\.)" for word in word_list("dotted")[""])
    tail = rf"[A-Za-z]*{letter}*(?:(?:-(?!(?:{adjectival})\b)|'(?![sS]\b)){letter}+)*(?:\.(?:{dotted}))?"
    initials = r"\.(?:-?[A-Z]\.)*(?![A-Za-z])|\.(?:[A-Z]\.)*(?=[A-Z][a-z'])"
    prefix = r"(?:(?:d'|(?:[Aa][lnrstdz]h?|[Ee]l|[Uu][lrzd]|[Oo]ul|[Bb]in|[Ii]bn)-)(?=[A-Z]))?"
    token = rf"(?:{prefix}[A-Z](?:{initials}|{tail}))"
    particles = alternation("particles", "inside")
    joint = rf"(?: (?:(?:{particles}) ){{0,3}}|(?<=\.)(?=[A-Z])| \"[A-Z][\w' -]{{1,20}}\" )"
    run = re.compile(rf"[A-Z](?<![\w@#].)(?:{initials}|{tail})(?:{joint}{token})*")
    return run, re.compile(rf"{token}|{letter}+")


RUN, _PART = _pattern()
_PREFIX = re.compile(r"(?<![\w@#-])(?:[Aa][lnrstdz]h?|[Ee]l|[Uu][lrzd]|[Bb]in|[Ii]bn)-$")
_PARTICLE = re.compile(rf"(?<![\w-])(?:(?:{alternation('particles', 'opening')}) ){{1,3}}$")
BEFORE_RUN = frozenset(f"{word} " for word in opening_particles() if len(word) == 2)
"""The particles of two letters that open a name, with the space behind them."""

FAR_BEFORE_RUN = frozenset(f"{word[-3:]} " for word in opening_particles() if len(word) > 2)
"""The last three letters, and the space, of the longer ones."""


def opened(text: str, start: int) -> int:
    """Give where a run begins with the small words before it: "al-", "von der"."""
    if text[start - 1] == "-":
        opening = _PREFIX.search(text, max(0, start - 5), start)
    else:
        opening = _PARTICLE.search(text, max(0, start - 16), start)
    return opening.start() if opening else start


def tokens_of(run: Run) -> list[Token]:
    """Give the words of a run; where only spaces part them they need not be looked for."""
    tokens: list[Token] = []
    new = tuple.__new__  # a third of the time of the class's own
    start, _, words, shouted = run
    if "." in words or '"' in words:
        for part in _PART.finditer(words):
            word = part[0]
            tokens.append(Token(start + part.start(), start + part.end(), lowered(word) if shouted else word, shouted))
        return tokens
    for word in words.split(" "):
        end = start + len(word)
        tokens.append(new(Token, (start, end, lowered(word) if shouted else word, shouted)))
        start = end + 1
    return tokens


def lowered(word: str) -> str:
    """Give a word in capitals as it would stand in a sentence ("O'BRIEN" as "O'Brien")."""
    if not word.isupper():
        return word
    return word.title().replace("'S", "'s")
