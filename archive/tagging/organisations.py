"""Organisations that no list knows, found by their form: "Ministry of …", "… Foundation", "… Inc"."""

from __future__ import annotations

import re

from archive.documents import ActorKind
from archive.slugs import slug_of
from archive.tagging.alliances import AllianceMention
from archive.tagging.countries import CountryMention
from archive.tagging.evidence import is_ordinary
from archive.tagging.pieces import Piece
from archive.tagging.reading import Reading
from archive.tagging.runs import Token
from archive.tagging.vocabulary import Sense

_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_GENERAL = _BODY | int(Sense.PLACE | Sense.COMMON | Sense.ORDINARY | Sense.OFFICE)
_PLACED = int(Sense.PLACE)
_ARTICLES = frozenset(("El", "La", "Le", "Les", "Los", "Las", "The", "Der", "Die", "Das", "Il", "O", "Os"))
_OF = re.compile(r"(?: (?:of|for)(?: the)? [A-Z][\w'&-]*(?:,? (?:and |& )?[A-Z][\w'&-]*(?<!'s))*)+")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}(?:st|nd|rd|th) $")
_STATE = frozenset(("Government", "Gobierno", "Gouvernement"))
"""With a country before it, the state itself and no body beside it."""

QUALIFIERS = 2
"""Words between a country and a body's own word ("Norwegian Foreign Ministry")."""

TOLD_APART = 3
"""Words; so many general ones together name one body ("Political Consultative Committee")."""

LONGEST = 90
"""Characters; what is longer is a heading."""


def formed_organisations(
    reading: Reading, bodies: list[Piece], countries: list[CountryMention], senses: dict[str, int]
) -> list[AllianceMention]:
    """Give the organisations that are known by the form of their name alone.

    The name ends with its last word for a body ("Ministry"), with what "of" adds to it; a name of general words
    only ("Constitutional Court") counts with a country before it or such an addition.
    """
    before = {one.end: one.start for one in countries}
    mentions = []
    for piece in bodies:
        tokens = _up_to_body(piece.tokens, senses)
        if not tokens or tokens[0].shouted or (piece.after_country and tokens[-1].word in _STATE):
            continue
        start, end = tokens[0].start, tokens[-1].end
        more = _OF.match(reading.folded, end)
        if more:
            end = more.end()
        special = bool(more) or len(tokens) >= TOLD_APART or any(_is_special(token, senses) for token in tokens)
        if number := _NUMBER_BEFORE.search(reading.folded, max(0, start - 6), start):
            start, special = number.start(), True
        if (
            piece.after_country
            and tokens[0] is piece.tokens[0]
            and start - 1 in before
            and reading.folded[start - 1] == " "
        ):
            start, special = before[start - 1], True
        elif (country := _country_before(reading.folded, start, before)) >= 0 and tokens[-1].word not in _STATE:
            start, special = country, True
        written = reading.written[start:end]
        name = " ".join(written.split())
        if special and " " in name and len(name) <= LONGEST and "\n\n" not in written:
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


def _up_to_body(tokens: tuple[Token, ...], senses: dict[str, int]) -> tuple[Token, ...]:
    """Give the words up to the last that is one for a body, without articles before them; none if none is.

    A place is no body: neither an air base nor an airport.
    """
    last = max((index for index, token in enumerate(tokens) if senses.get(token.word, 0) & _BODY), default=-1)
    if any(senses.get(token.word, 0) & _PLACED for token in tokens[last + 1 :]):
        return ()  # "Wright-Patterson Air Force Base", "Hamid Karzai International Airport"
    small = [index for index, token in enumerate(tokens[: last + 1]) if token.word[0].islower()]
    named = next((index for index, token in enumerate(tokens) if senses.get(token.word, 0) & _BODY), 0)
    first = max((index for index in small if index < named), default=-1) + 1  # "Mit Zustimmung der Kommission"
    while first <= last and (tokens[first].word in _ARTICLES or tokens[first].word[0].islower()):
        first += 1
    return tokens[first : last + 1]


def _is_special(token: Token, senses: dict[str, int]) -> bool:
    """Tell a word that names one body from words that name a kind of body."""
    word = token.word
    return word[0].isupper() and not senses.get(word, 0) & _GENERAL and not is_ordinary(word, senses)
