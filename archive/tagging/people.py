"""People whom no list needs to know: full names found by title, attribution, apposition and given names."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.tagging import evidence
from archive.tagging.matching import Match
from archive.tagging.pieces import LONGEST_NAME, Piece, divide
from archive.tagging.reading import Reading
from archive.tagging.runs import Run, Token, lowered, tokens_of
from archive.tagging.senses import Senses, Shape
from archive.tagging.vocabulary import NAME_LIKE, TITLE, Sense, joining_words, particles

_NO_MASK = (sys.maxsize, sys.maxsize)
_PERSONAL, _COMMON = int(Sense.PERSONAL), int(Sense.COMMON)
_ACRONYM, _HYPHENED, _ORDINARY = int(Shape.ACRONYM), int(Shape.JOINED), int(Shape.ORDINARY_WORD)
_JOINING, _NO_PART = int(Shape.JOINING), int(Shape.JOINING | Shape.SMALL)
_NAMED = int(NAME_LIKE)
_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_SPLITTERS = _COMMON | _BODY | int(TITLE | Sense.PLACE | Sense.COUNTRY | Sense.TOWN)
_LEADS = int(Sense.GIVEN | Sense.FAMILY_FIRST)
_UNSHOUTED = _COMMON | int(Sense.ORDINARY)
KIN_WORDS = 2
"""Words of a name that is taken for that of kin: given name and surname."""

_NO_KIN = frozenset(("unknown-opening", "ordinary-first"))
"""Signs with which the word before a known surname is none of a name ("Noting Trump")."""

LONG_TEXT = 20_000
"""Characters; from this length on one look at all words is quicker than one through the text for each."""

SHORTEST_SHOUTED = 3
"""Letters; a shorter word in a line of capitals is no surname to go by."""

_LIST_JOINT = re.compile(r"(?: \([^()\n]{1,24}\))?,? (?:and |& )?|(?: \([^()\n]{1,24}\))?[,;] ?")
_TITLE_GOES_ON = re.compile(r"\b(?:of|for|and)(?: the)? $")
_RULES = {
    "title": "title",
    "office": "title",
    "role-before": "role-before",
    "does-after": "attribution",
    "said-before": "attribution",
    "age-after": "apposition",
    "role-after": "apposition",
    "country-after": "apposition",
}
"""The rule that a sign stands for; a name with none of these is found by the rule given-name."""


@dataclass(slots=True)
class Candidate:
    """A name that may be a person's, with the signs for and against that its document holds."""

    words: tuple[str, ...]
    start: int
    end: int
    title: str = ""
    behind: bool = False
    """Another capitalised word stands right before it that does not open a sentence ("Great Powers")."""
    signs: list[str] = field(default_factory=list)
    named_by: str = ""
    """The rule by which it is a name, where that is no weighing of signs."""

    @property
    def rule(self) -> str:
        """The strongest rule that the name's signs stand for."""
        if self.named_by:
            return self.named_by
        ruled = [sign for sign in self.signs if sign in _RULES]
        return _RULES[max(ruled, key=evidence.WEIGHTS.__getitem__)] if ruled else "given-name"


@dataclass(slots=True)
class Survey:
    """What the runs of a document hold: full names, words that stand alone, and bodies."""

    full: list[Candidate] = field(default_factory=list)
    alone: list[Candidate] = field(default_factory=list)
    bodies: list[Piece] = field(default_factory=list)
    words_alone: list[str] = field(default_factory=list)
    """The last words of names that stand alone, but for those in headlines."""
    titled: set[str] = field(default_factory=set)


def survey(reading: Reading, runs: Iterable[Run], masked: list[Match], senses: Senses) -> Survey:
    """Divide every run, leaving out what ``masked`` covers, and sort the pieces."""
    surveyor = _Surveyor(reading, senses)
    places = iter([(mask.start, mask.end) for mask in masked])
    begin, finish = next(places, _NO_MASK)
    for run in runs:
        start, end, words, shouted = run
        while finish <= start:
            begin, finish = next(places, _NO_MASK)
        if " " not in words and "." not in words:
            if begin >= end:
                surveyor.sort_single(start, end, lowered(words) if shouted else words, shouted)
            continue
        current: list[Token] = []
        for token in tokens_of(run):
            while finish <= token.start:
                begin, finish = next(places, _NO_MASK)
            if begin >= token.end:
                current.append(token)
            elif current:
                surveyor.sort(current)
                current = []
        if current:
            surveyor.sort(current)
    return surveyor.found


class _Surveyor:
    """Sorts the pieces of the runs of one document."""

    def __init__(self, reading: Reading, senses: Senses) -> None:
        self.reading, self.senses, self.found = reading, senses, Survey()
        self.small: set[str] | None = None
        """The words of a long text that stand between spaces."""

    def sort(self, tokens: list[Token]) -> None:
        """Sort the pieces of a run or of what no mask covers of it."""
        if len(tokens) == 1:
            self.sort_single(*tokens[0])
            return
        run = tuple(tokens)
        alone, start = self.found.alone, run[0].start
        opens = self.reading.opens_sentence(start)
        second = run[1].start if opens else start
        for piece in divide(run, self.senses):
            self._sort(piece, opens)
            if alone and alone[-1].start == piece.start > second:
                alone[-1].behind = True

    def sort_single(self, start: int, end: int, word: str, shouted: bool) -> None:
        """Sort a word that stands alone: most of a text's capitals do, so they take a short way."""
        bits, found = self.senses[word], self.found
        if bits & _SPLITTERS:
            if bits & _BODY:
                token = Token(start, end, word, shouted)
                found.bodies.append(Piece((token,), "", body=True, after_country=False, first=True))
            return
        if bits & _ACRONYM and not shouted:
            return
        if bits & _HYPHENED:
            first = self.senses[word.split("-", 1)[0]]
            if first & _SPLITTERS and not first & _NAMED:
                return
        found.alone.append(Candidate((word,), start, end))
        found.words_alone.append(word)

    def _sort(self, piece: Piece, opens: bool) -> None:
        found, senses = self.found, self.senses
        if piece.body:
            found.bodies.append(piece)
            return
        if piece.tokens[0].shouted:
            self._sort_shouted(piece)
            return
        piece = _without_ordinary_lead(self.reading, piece, senses)
        words = tuple([token.word for token in piece.tokens])
        candidate = Candidate(words, piece.start, piece.end, piece.title)
        names = [word for word in words if not senses[word] & _NO_PART]
        if len(names) < 2:
            if len(words) > 1 or piece.title or not senses[words[0]] & _COMMON:
                found.alone.append(candidate)
                found.words_alone.append(words[-1])
                if piece.title and senses[piece.title] & _PERSONAL:
                    found.titled.add(words[-1])
            return
        if len(names) > LONGEST_NAME or len(names[-1].rstrip(".")) < 2 or senses[words[-1]] & _JOINING:
            return
        candidate.signs = self._signs(piece, candidate, opens and piece.first)
        found.full.append(candidate)

    def _sort_shouted(self, piece: Piece) -> None:
        """Sort the words of a line in capitals, where nothing tells a name but that it is known from elsewhere."""
        for index, token in enumerate(piece.tokens):
            if not self.senses[token.word] & _UNSHOUTED and len(token.word) >= SHORTEST_SHOUTED:
                title = piece.title if index == 0 else ""
                self.found.alone.append(Candidate((token.word,), token.start, token.end, title))

    def _signs(self, piece: Piece, candidate: Candidate, opens: bool) -> list[str]:
        """Give the signs of a full name: its own words, and the words around it."""
        text, words, language = self.reading.folded, candidate.words, self.reading.language
        signs = evidence.signs_of_words(words, opens, self.senses)
        if piece.title:
            signs.append("title" if self.senses[piece.title] & _PERSONAL else "office")
        elif piece.first:
            signs += evidence.signs_before(text, candidate.start)
        signs += evidence.signs_after(text, candidate.end, self.senses)
        if piece.after_country:
            signs.append("demonym-before")
        if "given-first" not in signs and any(self._stands(word.lower()) for word in words if len(word) > 3):
            signs.append("small-in-text")
        if language in ("de", "fr", "es") and "family-first" in signs and "joined-given" not in signs:
            signs.remove("family-first")  # "Im Konflikt": their small words look like family names of East Asia
        if language == "de":
            signs.append("german")
        elif language in ("fr", "es"):
            signs.append("romance")
        return signs

    def _stands(self, word: str) -> bool:
        """Tell whether the text has a word between spaces; in a long one all are looked up together."""
        text = self.reading.folded
        if len(text) < LONG_TEXT:
            return f" {word} " in text
        if self.small is None:
            self.small = set(text.split(" ")[1:-1])
        return word in self.small


def _without_ordinary_lead(reading: Reading, piece: Piece, senses: Senses) -> Piece:
    """Take words from before a name that end a title ("Minister of Planning Suharso Monoarfa")."""
    tokens = piece.tokens
    if reading.language == "fr" and tokens[0].word == "M." and len(tokens) > 1:
        return piece._replace(tokens=tokens[1:], title="Monsieur", first=False)
    titled: bool | None = None
    while len(tokens) > 2 and senses[tokens[1].word] & _LEADS:
        first = senses[tokens[0].word]
        if not first & _ORDINARY:
            if titled is None:
                titled = _TITLE_GOES_ON.search(reading.folded, max(0, piece.start - 12), piece.start) is not None
            if not titled or first & _LEADS:
                break
        tokens = tokens[1:]
    return piece if tokens is piece.tokens else piece._replace(tokens=tokens, first=False)


def goes_on(candidate: Candidate, ends: set[int]) -> bool:
    """Tell whether words go on with the listed name before them ("Abdullah bin Zayed" with "Al Nahyan")."""
    first = candidate.words[0]
    return candidate.start - 1 in ends and (first in particles() or first in joining_words())


def accept(found: Survey, text: str, named: frozenset[str] = frozenset()) -> list[Candidate]:
    """Give the full names that are persons', in their order, after weighing what the whole document says.

    ``named`` are the surnames of the document's listed persons, in small letters: their kin bears them too.
    """
    for candidate in found.full:
        kin = len(candidate.words) == KIN_WORDS and candidate.words[-1].casefold() in named
        if kin and not _NO_KIN.intersection(candidate.signs):
            candidate.signs.append("kin-of-named")
    weights = weigh_all(found, text)
    return [candidate for candidate in found.full if weights[candidate.words] > 0]


def weigh_all(found: Survey, text: str) -> dict[tuple[str, ...], float]:
    """Give each full name's weight: that of its best place, with what the document adds."""
    weights: dict[tuple[str, ...], float] = {}
    if not found.full:
        return weights
    count, alone = Counter([candidate.words for candidate in found.full]), Counter(found.words_alone)
    for candidate in found.full:
        candidate.signs += _document_signs(candidate, found.titled, alone, count)
        weight = evidence.weigh(candidate.signs)
        weights[candidate.words] = max(weights.get(candidate.words, weight), weight)
    for first, second in zip(found.full, found.full[1:], strict=False):
        if second.start - first.end < 30 and _LIST_JOINT.fullmatch(text, first.end, second.start):
            for one, other in ((first, second), (second, first)):
                if weights[one.words] > 0 >= weights[other.words]:
                    other.signs.append("listed-beside")
                    weights[other.words] += evidence.WEIGHTS["listed-beside"]
    return weights


def _document_signs(
    candidate: Candidate, titled: set[str], alone: Counter[str], count: Counter[tuple[str, ...]]
) -> Iterator[str]:
    first, last = candidate.words[0], candidate.words[-1]
    if last in titled:
        yield "repeated-titled"
    elif alone[last] or (alone[first] and "family-first" in candidate.signs):
        yield "repeated-alone"
    elif alone[first]:
        yield "first-alone"
    if count[candidate.words] > 1:
        yield "repeated"
