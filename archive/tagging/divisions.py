"""Divisions: what a run of capitalised words is made of, worked out once for each run and kept.

How a run is divided, and what its words alone say of a name, depends on nothing around it; and texts share most of
their runs ("Prime Minister", "White House"), as one text has most of its own more than once.
"""

from __future__ import annotations

from enum import Enum

from archive.tagging import evidence
from archive.tagging.cores import Core, core_of
from archive.tagging.pieces import LONGEST_NAME, Piece, divide
from archive.tagging.runs import Token, tokens_of
from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import Sense

MOST_KEPT = 20_000
"""Runs; when so many have been met (some 30 MB) all are forgotten, and kept anew."""

_COMMON = int(Sense.COMMON)
_LEADS = int(Sense.GIVEN | Sense.FAMILY_FIRST)
_PERSONAL = int(Sense.PERSONAL)
_JOINING, _NO_PART = int(Shape.JOINING), int(Shape.JOINING | Shape.SMALL)


class Form(Enum):
    """What a piece can be by its words."""

    BODY = "body"
    SHOUTED = "shouted"
    """Words of a line of capitals, where nothing tells a name."""
    FULL = "full"
    """A full name, perhaps a person's."""
    ALONE = "alone"
    """A single name, or parts that make no full one."""
    NOTHING = "nothing"


_OF_BODY, _SHOUTED, _FULL, _ALONE, _NOTHING = Form


class Cut:
    """A piece of a run with what its words alone say; offsets count from the beginning of the run."""

    __slots__ = (
        *("_opening", "_small", "_within", "core", "end", "form", "leads"),
        *("piece", "senses", "start", "title", "words"),
    )

    def __init__(self, piece: Piece, senses: Senses) -> None:
        tokens = piece.tokens
        self.piece, self.senses, self.title = piece, senses, piece.title
        self.start, self.end = tokens[0].start, tokens[-1].end
        self.words = words = tuple([token.word for token in tokens])
        self.leads = (len(words) > 2 and bool(senses[words[1]] & _LEADS)) or (words[0] == "M." and len(words) > 1)
        """Its first word may end a title rather than begin a name."""
        self.form = self._form()
        self.core: Core | None = core_of(piece, senses) if piece.body else None
        self._opening: list[str] | None = None
        self._within: list[str] | None = None
        self._small: list[str] | None = None

    @property
    def small(self) -> list[str]:
        """Its longer words in small letters, where their standing so in the text may speak against a name."""
        if self._small is None:
            self._small = [word.lower() for word in self.words if len(word) > 3]
        return self._small

    @property
    def personal(self) -> bool:
        """Its title makes a name of what follows ("Mr", "Gen.")."""
        return bool(self.title and self.senses[self.title] & _PERSONAL)

    def signs(self, *, opens: bool) -> list[str]:
        """Give the signs of its words; ``opens`` says that it opens a sentence. Not to be changed."""
        kept = self._opening if opens else self._within
        if kept is None:
            kept = evidence.signs_of_words(self.words, opens, self.senses)
            if opens:
                self._opening = kept
            else:
                self._within = kept
        return kept

    def _form(self) -> Form:
        piece, words, senses = self.piece, self.words, self.senses
        if piece.body:
            return _OF_BODY
        if piece.tokens[0].shouted:
            return _SHOUTED
        names = [word for word in words if not senses[word] & _NO_PART]
        count = len(names)
        if count < 2:
            single = len(words) > 1 or piece.title or not senses[words[0]] & _COMMON
            return _ALONE if single else _NOTHING
        if count > LONGEST_NAME or len(names[-1].rstrip(".")) < 2 or senses[words[-1]] & _JOINING:
            return _NOTHING
        return _FULL


class Division:
    """A run divided: its words, its pieces, and where its second word begins; all counted from its beginning."""

    __slots__ = ("cuts", "second", "tokens")

    def __init__(self, words: str, senses: Senses, *, shouted: bool) -> None:
        tokens = self.tokens = tokens_of((0, len(words), words, shouted))
        several = len(tokens) > 1
        self.second = tokens[1].start if several else 0
        self.cuts = [Cut(piece, senses) for piece in divide(tuple(tokens), senses)] if several else []


class Divisions(dict[str, Division]):
    """The division of any run: ``divisions[words]``."""

    def __init__(self, senses: Senses, *, shouted: bool = False) -> None:
        super().__init__()
        self.senses, self.is_shouted = senses, shouted
        self.of_capitals = self if shouted else Divisions(senses, shouted=True)
        """The divisions of runs in lines of capitals."""
        self.bodies: dict[str, Cut] = {}

    def __missing__(self, words: str) -> Division:
        """Divide a run that is met for the first time."""
        if len(self) >= MOST_KEPT:
            self.clear()
        division = self[words] = Division(words, self.senses, shouted=self.is_shouted)
        return division

    def of_body(self, word: str) -> Cut:
        """Give the piece of one word for a body that stands alone."""
        if word not in self.bodies:
            token = Token(0, len(word), word, self.is_shouted)
            piece = Piece((token,), "", body=True, after_country=False, first=True)
            self.bodies[word] = Cut(piece, self.senses)
        return self.bodies[word]
