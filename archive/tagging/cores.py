"""Cores: the words of a piece that name a body by their form alone."""

from __future__ import annotations

from typing import NamedTuple

from archive.tagging.pieces import Piece
from archive.tagging.runs import Token
from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import Sense

_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_GENERAL = _BODY | int(Sense.PLACE | Sense.COMMON | Sense.ORDINARY | Sense.OFFICE) | int(Shape.ORDINARY_WORD)
_PLACED, _SMALL = int(Sense.PLACE), int(Shape.OPENS_SMALL)
_ARTICLES = frozenset(("El", "La", "Le", "Les", "Los", "Las", "The", "Der", "Die", "Das", "Il", "O", "Os"))
_STATE = frozenset(("Government", "Gobierno", "Gouvernement"))
"""With a country before it, the state itself and no body beside it."""

TOLD_APART = 3
"""Words; so many general ones together name one body ("Political Consultative Committee")."""


class Core(NamedTuple):
    """The words of a body's name up to its own word, counted like the piece's; what their form alone says of it."""

    start: int
    end: int
    special: bool
    """The words alone tell this body from others of its kind."""
    is_state: bool
    """With a country before it, it would be that state."""
    after_country: bool


def core_of(piece: Piece, senses: Senses) -> Core | None:
    """Give the core of a piece that holds a word for a body, or None where its words name none."""
    tokens = _up_to_body(piece.tokens, senses)
    if not tokens or tokens[0].shouted:
        return None
    is_state = tokens[-1].word in _STATE
    if piece.after_country and is_state:
        return None
    special = len(tokens) >= TOLD_APART or any(_is_special(token, senses) for token in tokens)
    after_country = piece.after_country and tokens[0] is piece.tokens[0]
    return Core(tokens[0].start, tokens[-1].end, special, is_state, after_country)


def _up_to_body(tokens: tuple[Token, ...], senses: Senses) -> tuple[Token, ...]:
    """Give the words up to the last that is one for a body, without articles before them; none if none is.

    A place is no body: neither an air base nor an airport.
    """
    named, last, first, placed = -1, -1, 0, False
    bits = [senses[token.word] for token in tokens]
    for index, one in enumerate(bits):
        if one & _BODY:
            named, last, placed = (index if named < 0 else named), index, False
        elif one & _PLACED:
            placed = True
        elif one & _SMALL and named < 0:
            first = index + 1  # "Mit Zustimmung der Kommission"
    if placed or last < 0:
        return ()  # "Wright-Patterson Air Force Base", "Hamid Karzai International Airport"
    while first <= last and (bits[first] & _SMALL or tokens[first].word in _ARTICLES):
        first += 1
    return tokens[first : last + 1]


def _is_special(token: Token, senses: Senses) -> bool:
    """Tell a word that names one body from words that name a kind of body."""
    return not senses[token.word] & _GENERAL and token.word[0].isupper()
