"""Pieces: a run of capitalised words divided into titles, names of persons, and names of bodies and places."""

from __future__ import annotations

from typing import NamedTuple

from archive.tagging.runs import Token, Tokens
from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import NAME_LIKE, SUFFIXES, TITLE, Sense, word_list

LONGEST_NAME = 6
"""Words; a longer chain of capitals is a heading or a list."""

SURNAME_AT = 3
"""A title behind so many words of a name is the title of the next person, not a surname."""

_COMPASS = ("N.", "S.", "E.", "W.")
"""Before a country, a part of the world and no initial ("S. Korean")."""

_COMMON, _GIVEN, _SURNAME = int(Sense.COMMON), int(Sense.GIVEN), int(Sense.SURNAME)
_ALSO_NAMES = frozenset(word_list("titles")["also-names"])
"""Titles that stand inside names too: behind another title they are one ("Chairman Shah Mehmood")."""

_GIVEN_TOO = frozenset(word_list("doubt")["given-too"])
"""Countries and towns that are given names too, where a known family name follows ("Kenya Moore")."""

_PLACED = int(Sense.COUNTRY | Sense.TOWN)
_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_PLACE = int(Sense.PLACE)
_FAMILY = int(Sense.FAMILY_FIRST)
_NAME_LIKE, _TITLE, _PERSONAL = int(NAME_LIKE), int(TITLE), int(Sense.PERSONAL)
_SPLITTERS = _COMMON | _PLACED | _TITLE | _BODY | _PLACE
_ACRONYM, _PLAIN, _INITIAL = int(Shape.ACRONYM), int(Shape.PLAIN), int(Shape.INITIAL)
_PARTICLE, _JOINING, _GIVEN_FORM = int(Shape.PARTICLE), int(Shape.JOINING), int(Shape.GIVEN_FORM)
_PLAIN_OR_SPLITTERS, _GIVEN_OR_SMALL = _PLAIN | _SPLITTERS, _GIVEN | int(Shape.OPENS_SMALL)
_JOINED = int(Shape.JOINED)
_BODY_OR_PLACE = _BODY | _PLACE
_SMALL_OR_SUFFIX = int(Shape.SMALL | Shape.SUFFIX)


class Piece(NamedTuple):
    """Words of a run that belong together."""

    tokens: tuple[Token, ...]
    title: str
    """The title right before the words, without its dot; else empty."""
    body: bool
    """The words hold one of a body, place or thing: no person's name."""
    after_country: bool
    first: bool
    """The piece begins the run."""

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end


def is_acronym(token: Token, senses: Senses) -> bool:
    """Tell whether a word is written in capitals among words that are not."""
    return bool(senses[token.word] & _ACRONYM) and not token.shouted


def divide(run: Tokens, senses: Senses) -> list[Piece]:
    """Give the pieces of a run in its order."""
    if _is_plain(run, senses):
        return [Piece(run, "", body=False, after_country=False, first=True)]
    return _Divider(senses).divide(run)


def _is_plain(run: Tokens, senses: Senses) -> bool:
    """Tell a run of words of which none can be anything but part of a name: most are, and need no dividing."""
    for token in run:
        if senses[token.word] & _PLAIN_OR_SPLITTERS != _PLAIN:
            return False
    return len(run) <= LONGEST_NAME * 2 and run[-1].word not in SUFFIXES


class _Divider:
    """Walks over the words of one run and closes a piece wherever a word cannot belong to it."""

    def __init__(self, senses: Senses) -> None:
        self.senses = senses
        self.pieces: list[Piece] = []
        self.words: list[Token] = []
        self.title = ""
        self.body = self.after_country = False
        self.first = True

    def divide(self, run: Tokens) -> list[Piece]:
        """Give the pieces of the words of a run."""
        count, senses, ranks = len(run), self.senses, self.senses.ranks
        for index, token in enumerate(run, 1):
            following = run[index] if index < count else None
            word = token.word
            bits = senses[word]
            rank = ranks[word] if bits & _JOINED or word[-1] == "." else bits
            if self.words and senses[self.words[-1].word] & _JOINING:
                self.words.append(token)
            elif rank & _SPLITTERS:
                self._listed(token, rank, following)
            elif bits & _PARTICLE:
                if self.words or self.title or index == 1:
                    self.words.append(token)
            elif (
                bits & _ACRONYM
                and not token.shouted
                and not (following is not None and len(word) == 2 and not self.words)
            ):
                self._close()
            else:
                self.words.append(token)
        self._close()
        return self.pieces

    def _listed(self, token: Token, sense: int, following: Token | None) -> None:
        """Take a word of a list: it ends the piece, joins it, or says what it is."""
        begun = bool(self.words) and any(word.word[0].isupper() for word in self.words)
        nameless = not sense & _NAME_LIKE and (sense & _COMMON or (sense & _BODY_OR_PLACE and not sense & _TITLE))
        if not nameless and self._is_name(token, sense, following, begun):
            self.words.append(token)
        elif sense & _COMMON:
            self._close()
        elif sense & _TITLE:
            self._close()
            self.title = token.word.rstrip(".")
        elif sense & (_BODY | _PLACE):
            self.words.append(token)
            self.body = True
        elif begun and self.body:
            self.words.append(token)
        else:
            self._close()
            self.after_country = True

    def _is_name(self, token: Token, sense: int, following: Token | None, begun: bool) -> bool:
        """Tell whether a word that can be something else is part of a name here ("King" in "Stephen King")."""
        named, given = bool(sense & _NAME_LIKE), bool(sense & _GIVEN)
        if sense & _FAMILY and following is not None and self.senses[following.word] & _GIVEN_FORM:
            return True
        if sense & _COMMON:
            return named and (begun or (given and self._name_follows(following)))
        if sense & _TITLE:
            last = begun and named and len(self.words) < SURNAME_AT and not self.title and following is None
            also = self.title and token.word in _ALSO_NAMES and following is not None
            return bool(last or also or (given and not sense & _PERSONAL and self._name_follows(following)))
        if sense & (_BODY | _PLACE):
            return named and not sense & _BODY and (begun or (given and self._name_follows(following)))
        return self._country_is_name(token, sense, following, begun)

    def _country_is_name(self, token: Token, sense: int, following: Token | None, begun: bool) -> bool:
        """Tell "Michael Jordan" and "Chad Wolf" from "Jordan" and "Chad"."""
        if begun:
            last = self.words[-1]
            known = self.senses[last.word]
            return bool(known & _GIVEN_OR_SMALL) or (bool(known & _INITIAL) and last.word not in _COMPASS)
        if token.word in _GIVEN_TOO and following is not None and not token.shouted:
            if not self.first and not self.title:
                return False  # "In India Singh won"
            return self.senses[following.word] & (_SURNAME | _SPLITTERS) == _SURNAME
        return bool(sense & _GIVEN) and self._name_follows(following)

    def _name_follows(self, following: Token | None) -> bool:
        if following is None or is_acronym(following, self.senses):
            return False
        sense = self.senses[following.word.rstrip(".")]
        return not sense & _SPLITTERS or bool(sense & _NAME_LIKE and not sense & (_COMMON | _TITLE))

    def _close(self) -> None:
        words = self.words
        while words and self.senses[words[-1].word] & _SMALL_OR_SUFFIX:
            words.pop()
        if words and (len(words) <= LONGEST_NAME * 2 or words[0].shouted):
            piece = (tuple(words), self.title, self.body, self.after_country, self.first)
            self.pieces.append(tuple.__new__(Piece, piece))
        self.words, self.title, self.body, self.after_country, self.first = [], "", False, False, False
