"""Pieces: a run of capitalised words divided into titles, names of persons, and names of bodies and places."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.tagging.evidence import is_initial
from archive.tagging.runs import Run, Token
from archive.tagging.vocabulary import NAME_LIKE, SUFFIXES, TITLE, Sense, joining_words, particles, word_list

LONGEST_NAME = 6
"""Words; a longer chain of capitals is a heading or a list."""

SURNAME_AT = 3
"""A title behind so many words of a name is the title of the next person, not a surname."""

_COMPASS = ("N.", "S.", "E.", "W.")
"""Before a country, a part of the world and no initial ("S. Korean")."""

_COMMON, _GIVEN = int(Sense.COMMON), int(Sense.GIVEN)
_ALSO_NAMES = frozenset(word_list("titles")["also-names"])
"""Titles that stand inside names too: behind another title they are one ("Chairman Shah Mehmood")."""

_FORMER = frozenset(("Ex", "EX", "Former", "Then"))
_PLACED = int(Sense.COUNTRY | Sense.TOWN)
_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_PLACE = int(Sense.PLACE)
_FAMILY, _JOINED_GIVEN = int(Sense.FAMILY_FIRST), re.compile(r"[A-Z][a-z]+-[a-z]+")
_NAME_LIKE, _TITLE, _PERSONAL = int(NAME_LIKE), int(TITLE), int(Sense.PERSONAL)
_SPLITTERS = _COMMON | _PLACED | _TITLE | _BODY | _PLACE


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


def is_acronym(token: Token) -> bool:
    """Tell whether a word is written in capitals among words that are not."""
    word = token.word
    return not token.shouted and len(word) > 1 and word.isupper() and "." not in word


def divide(run: Run, senses: dict[str, int], opens_sentence: bool) -> list[Piece]:
    """Give the pieces of a run in its order."""
    if _is_plain(run.tokens, senses):
        return [Piece(run.tokens, "", body=False, after_country=False, first=True)]
    return _Divider(senses, opens_sentence).divide(run.tokens)


def _is_plain(tokens: tuple[Token, ...], senses: dict[str, int]) -> bool:
    """Tell a run of words of which none can be anything but part of a name: most are, and need no dividing."""
    for token in tokens:
        word = token.word
        if not word.isalpha() or word.isupper() or word.islower() or senses.get(word, 0) & _SPLITTERS:
            return False
    return tokens[-1].word not in SUFFIXES and len(tokens) <= LONGEST_NAME * 2


class _Divider:
    """Walks over the words of one run and closes a piece wherever a word cannot belong to it."""

    def __init__(self, senses: dict[str, int], opens_sentence: bool) -> None:
        self.senses, self.opens_sentence = senses, opens_sentence
        self.particles, self.joining = particles(), joining_words()
        self.pieces: list[Piece] = []
        self.words: list[Token] = []
        self.title = ""
        self.body = self.after_country = False
        self.first = True

    def divide(self, tokens: tuple[Token, ...]) -> list[Piece]:
        """Give the pieces of the words of a run."""
        count = len(tokens)
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < count else None
            sense = self._sense(token)
            if self.words and self.words[-1].word in self.joining:
                self.words.append(token)
            elif sense & _SPLITTERS:
                self._listed(token, sense, following)
            elif token.word[0].islower() and token.word in self.particles:
                if self.words or self.title or index == 0:
                    self.words.append(token)
            elif is_acronym(token) and not (following is not None and len(token.word) == 2 and not self.words):
                self._close()
            else:
                self.words.append(token)
        self._close()
        return self.pieces

    def _sense(self, token: Token) -> int:
        """Give the senses of a word; a compound of a place or people ("Anglo-Swiss") has that of its first part."""
        word = token.word
        if word[-1] == "." and is_initial(word):
            return 0
        sense = self.senses.get(word.rstrip("."), 0)
        if not sense and "-" in word:
            ranks = [self.senses.get(part, 0) for part in word.rstrip(".").split("-")]
            if all(rank & _TITLE for rank in ranks):
                return ranks[-1] & _TITLE
            before, after = word.split("-", 1)
            if before in _FORMER:
                return int(Sense.OFFICE) if after[:1].islower() else _COMMON
            first = self.senses.get(before, 0)
            if first & (_PLACED | _COMMON) and not first & _NAME_LIKE:
                return int(Sense.COUNTRY)
        return sense

    def _listed(self, token: Token, sense: int, following: Token | None) -> None:
        """Take a word of a list: it ends the piece, joins it, or says what it is."""
        begun = any(word.word[0].isupper() for word in self.words)
        if self._is_name(token, sense, following, begun):
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
        if sense & _FAMILY and following is not None and _JOINED_GIVEN.fullmatch(following.word):
            return True
        if sense & _COMMON:
            return named and (begun or (given and self._name_follows(following)))
        if sense & _TITLE:
            last = begun and named and len(self.words) < SURNAME_AT and not self.title and following is None
            also = self.title and token.word in _ALSO_NAMES and following is not None
            return bool(last or also or (given and not sense & _PERSONAL and self._name_follows(following)))
        if sense & (_BODY | _PLACE):
            return named and not sense & _BODY and (begun or (given and self._name_follows(following)))
        return self._country_is_name(sense, following, begun)

    def _country_is_name(self, sense: int, following: Token | None, begun: bool) -> bool:
        """Tell "Michael Jordan" and "Chad Wolf" from "Jordan" and "Chad"."""
        if begun:
            last = self.words[-1]
            known = self.senses.get(last.word, 0)
            initial = is_initial(last.word) and last.word not in _COMPASS
            return bool(known & _GIVEN) or initial or last.word[0].islower()
        return bool(sense & _GIVEN) and self._name_follows(following)

    def _name_follows(self, following: Token | None) -> bool:
        if following is None or is_acronym(following):
            return False
        sense = self.senses.get(following.word.rstrip("."), 0)
        return not sense & _SPLITTERS or bool(sense & _NAME_LIKE and not sense & (_COMMON | _TITLE))

    def _close(self) -> None:
        words = self.words
        while words and (words[-1].word.islower() or words[-1].word in SUFFIXES):
            words = words[:-1]
        if words and len(words) <= LONGEST_NAME * 2:
            self.pieces.append(Piece(tuple(words), self.title, self.body, self.after_country, self.first))
        self.words, self.title, self.body, self.after_country, self.first = [], "", False, False, False
