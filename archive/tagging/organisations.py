"""Organisations that no list knows, found by their form: "Ministry of …", "… Foundation", "… Inc"."""

from __future__ import annotations

import re

from archive.documents import ActorKind
from archive.slugs import slug_of
from archive.tagging.alliances import AllianceMention
from archive.tagging.known import Named
from archive.tagging.pieces import Piece
from archive.tagging.reading import Reading
from archive.tagging.runs import Token
from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import Sense

_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_GENERAL = _BODY | int(Sense.PLACE | Sense.COMMON | Sense.ORDINARY | Sense.OFFICE) | int(Shape.ORDINARY_WORD)
_PLACED, _SMALL = int(Sense.PLACE), int(Shape.OPENS_SMALL)
_ARTICLES = frozenset(("El", "La", "Le", "Les", "Los", "Las", "The", "Der", "Die", "Das", "Il", "O", "Os"))
_OF = re.compile(r"(?: (?:of|for)(?: the)? [A-Z][\w'&-]*(?:,? (?:and |& )?[A-Z][\w'&-]*(?<!'s))*)+")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}(?:st|nd|rd|th) $")
_ORDINALS = ("st ", "nd ", "rd ", "th ")
_STATE = frozenset(("Government", "Gobierno", "Gouvernement"))
"""With a country before it, the state itself and no body beside it."""

QUALIFIERS = 2
"""Words between a country and a body's own word ("Norwegian Foreign Ministry")."""

TOLD_APART = 3
"""Words; so many general ones together name one body ("Political Consultative Committee")."""

LONGEST = 90
"""Characters; what is longer is a heading."""


def formed_organisations(
    reading: Reading, bodies: list[Piece], countries: list[Named], senses: Senses
) -> list[AllianceMention]:
    """Give the organisations that are known by the form of their name alone.

    The name ends with its last word for a body ("Ministry"), with what "of" adds to it; a name of general words
    only ("Constitutional Court") counts with a country before it or such an addition.
    """
    before = {one.end: one.start for one in countries}
    mentions, text = [], reading.folded
    for piece in bodies:
        tokens = _up_to_body(piece.tokens, senses)
        if not tokens or tokens[0].shouted or (piece.after_country and tokens[-1].word in _STATE):
            continue
        start, end = tokens[0].start, tokens[-1].end
        more = _OF.match(text, end) if text.startswith((" of ", " for "), end) else None
        if more:
            end = more.end()
        special = bool(more) or len(tokens) >= TOLD_APART or any(_is_special(token, senses) for token in tokens)
        if text.endswith(_ORDINALS, 0, start) and (number := _NUMBER_BEFORE.search(text, max(0, start - 6), start)):
            start, special = number.start(), True
        if piece.after_country and tokens[0] is piece.tokens[0] and start - 1 in before and text[start - 1] == " ":
            start, special = before[start - 1], True
        elif (country := _country_before(text, start, before)) >= 0 and tokens[-1].word not in _STATE:
            start, special = country, True
        if not special:
            continue
        written = reading.written[start:end]
        name = " ".join(written.split())
        if " " in name and len(name) <= LONGEST and "\n\n" not in written:
            mentions.append(
                AllianceMention(start, end, ActorKind.ORGANISATION, slug_of(name), name, "organisation-form", name, ())
            )
    return mentions


def _country_before(text: str, start: int, countries: dict[int, int]) -> int:
    """Give where a country begins that stands before the words of a body ("Norwegian Foreign Ministry"); else -1."""
    begin = start
    for _ in range(QUALIFIERS):
        begin = text.rfind(" ", 0, begin - 1) + 1
        if not text[begin].isupper():
            break
        if begin - 1 in countries:
            return countries[begin - 1]
    return -1


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
