"""Runs: stretches of capitalised words, from which persons and organisations are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.tagging.reading import Reading
from archive.tagging.vocabulary import PARTICLES

# Abbreviations of titles whose dot does not end a sentence.
DOTTED = (
    "Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Maj Capt Cpt Cmdr Cdr Comdr Adm Sgt Cpl Prof Rev Hon Pres Jr Sr Fr Sec Amb Atty Engr Eng "
    "Adv Supt Insp Brig Md Mohd Pvt Messrs Mme Mlle Sra Srta Ste Wm Chas Geo Thos Barr Const Det Del Sh Smt"
).split()

_ADJECTIVAL = (
    "based|born|led|backed|era|style|controlled|owned|run|held|funded|made|trained|educated|friendly|inspired|like|bound|"
    "wide|class|type|occupied|eldest|only|sponsored|supported|brokered|mediated|appointed|dominated|allied|linked|aligned"
)
"""Second parts of compounds that are not part of a name ("Ontario-based", "Biden-era")."""

_LETTER = r"[^\W\d_]"
_WORD = (
    r"(?:(?:[Aa][lnrstdz]h?|[Ee]l|[Uu][lrzd]|[Oo]ul|[Bb]in|[Ii]bn)-(?=[A-Z]))?"  # al-Assad, ul-Haq
    rf"[A-Z]{_LETTER}*(?:(?:-(?!(?:{_ADJECTIVAL})\b)|'(?![sS]\b)){_LETTER}+)*"
)
_INITIALS = r"(?:[A-Z]\.-?)+(?![A-Za-z])|(?:[A-Z]\.)+(?=[A-Z][a-z'])"
TOKEN = rf"(?:{_INITIALS}|(?:{'|'.join(DOTTED)})\.|{_WORD})"
_JOINT = rf"(?: (?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))}) ){{0,3}}|(?<=\.)(?=[A-Z])| \"[A-Z][\w' -]{{1,20}}\" )"
RUN = re.compile(rf"(?<![\w@#])(?:(?:von|van|de|der|den|bin|al|el|di|da|du|della|del|ten|ter|le|la) ){{0,3}}{TOKEN}(?:{_JOINT}{TOKEN})*")
_PART = re.compile(rf"{TOKEN}|{_LETTER}+")


class Token(NamedTuple):
    """A word of a run; ``word`` is how it is looked up (in a line of capitals: as it would be written elsewhere)."""

    start: int
    end: int
    word: str
    shouted: bool


class Run(NamedTuple):
    """Capitalised words that stand together, with the particles between them."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def find_runs(reading: Reading) -> Iterator[Run]:
    """Give the runs of a reading in its order."""
    text = reading.folded
    for match in RUN.finditer(text):
        start, end = match.span()
        shouted = bool(reading.capitals) and reading.in_capitals(start)
        if " " not in match[0]:
            word = match[0]
            yield Run(start, end, (Token(start, end, _lowered(word) if shouted else word, shouted),))
            continue
        tokens = [
            Token(start + part.start(), start + part.end(), _lowered(part[0]) if shouted else part[0], shouted)
            for part in _PART.finditer(match[0])
        ]
        yield Run(start, end, tuple(tokens))


def _lowered(word: str) -> str:
    """Give a word in capitals as it would stand in a sentence ("O'BRIEN" as "O'Brien")."""
    return word.title().replace("'S", "'s")
