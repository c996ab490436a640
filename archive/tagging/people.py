"""People whom no list needs to know: full names found by title, attribution, apposition and given names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.tagging import evidence
from archive.tagging.matching import Match
from archive.tagging.pieces import LONGEST_NAME, Piece, divide, is_acronym
from archive.tagging.reading import Reading
from archive.tagging.runs import Run, Token
from archive.tagging.vocabulary import NAME_LIKE, TITLE, Sense, joining_words, particles

_PERSONAL, _COMMON = int(Sense.PERSONAL), int(Sense.COMMON)
_NAMED = int(NAME_LIKE)
_BODY = int(Sense.ORGANISATION | Sense.COMPANY)
_SPLITTERS = _COMMON | _BODY | int(TITLE | Sense.PLACE | Sense.COUNTRY | Sense.TOWN)
_LEADS = int(Sense.GIVEN | Sense.FAMILY_FIRST)
_UNSHOUTED = _COMMON | int(Sense.ORDINARY)
KIN_WORDS = 2
"""Words of a name that is taken for that of kin: given name and surname."""

_NO_KIN = frozenset(("unknown-opening", "ordinary-first"))
"""Signs with which the word before a known surname is none of a name ("Noting Trump")."""

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
    alone_count: Counter[str] = field(default_factory=Counter)
    titled: set[str] = field(default_factory=set)


def survey(reading: Reading, runs: list[Run], masked: list[Match], senses: dict[str, int]) -> Survey:
    """Divide every run, leaving out what ``masked`` covers, and sort the pieces."""
    found = Survey()
    for part in _unmasked(runs, masked):
        if len(part.tokens) == 1:
            _sort_single(part.tokens[0], senses, found)
            continue
        opens = reading.opens_sentence(part.start)
        second = part.tokens[1].start if opens and len(part.tokens) > 1 else part.start
        for piece in divide(part, senses, opens):
            _sort(reading, piece, opens, senses, found)
            if found.alone and found.alone[-1].start == piece.start > second:
                found.alone[-1].behind = True
    return found


def _unmasked(runs: list[Run], masked: list[Match]) -> Iterator[Run]:
    """Give the stretches of the runs that no mask covers."""
    index, count = 0, len(masked)
    for run in runs:
        while index < count and masked[index].end <= run.start:
            index += 1
        if index >= count or masked[index].start >= run.end:
            yield run
            continue
        current: list[Token] = []
        for token in run.tokens:
            while index < count and masked[index].end <= token.start:
                index += 1
            if index < count and masked[index].start < token.end:
                if current:
                    yield Run(current[0].start, current[-1].end, tuple(current))
                current = []
            else:
                current.append(token)
        if current:
            yield Run(current[0].start, current[-1].end, tuple(current))


def _sort(reading: Reading, piece: Piece, opens: bool, senses: dict[str, int], found: Survey) -> None:
    if piece.body:
        found.bodies.append(piece)
        return
    if piece.tokens[0].shouted:
        _sort_shouted(piece, senses, found)
        return
    piece = _without_ordinary_lead(reading, piece, senses)
    words = tuple(token.word for token in piece.tokens)
    candidate = Candidate(words, piece.start, piece.end, piece.title)
    names = [word for word in words if not word.islower() and word not in joining_words()]
    if len(names) < 2:
        if len(words) > 1 or piece.title or not senses.get(words[0], 0) & _COMMON:
            found.alone.append(candidate)
            found.alone_count[words[-1]] += 1
            if piece.title and senses.get(piece.title, 0) & _PERSONAL:
                found.titled.add(words[-1])
        return
    last = names[-1]
    if (
        len(names) > LONGEST_NAME
        or piece.tokens[0].shouted
        or (len(last.rstrip(".")) < 2)
        or words[-1] in joining_words()
    ):
        return
    candidate.signs = _signs(reading, piece, candidate, opens and piece.first, senses)
    found.full.append(candidate)


def _sort_shouted(piece: Piece, senses: dict[str, int], found: Survey) -> None:
    """Sort the words of a line in capitals, where nothing tells a name but that it is known from elsewhere."""
    for index, token in enumerate(piece.tokens):
        if not senses.get(token.word, 0) & _UNSHOUTED and len(token.word) >= SHORTEST_SHOUTED:
            found.alone.append(Candidate((token.word,), token.start, token.end, piece.title if index == 0 else ""))


def _sort_single(token: Token, senses: dict[str, int], found: Survey) -> None:
    """Sort a word that stands alone: most of a text's capitals do, so they take a short way."""
    sense = senses.get(token.word, 0)
    if sense & _SPLITTERS:
        if sense & _BODY:
            found.bodies.append(Piece((token,), "", body=True, after_country=False, first=True))
        return
    first = senses.get(token.word.split("-")[0], 0) if "-" in token.word else 0
    if is_acronym(token) or (first & _SPLITTERS and not first & _NAMED):
        return
    found.alone.append(Candidate((token.word,), token.start, token.end))
    found.alone_count[token.word] += 1


def _without_ordinary_lead(reading: Reading, piece: Piece, senses: dict[str, int]) -> Piece:
    """Take words from before a name that end a title ("Minister of Planning Suharso Monoarfa")."""
    tokens = piece.tokens
    if reading.language == "fr" and tokens[0].word == "M." and len(tokens) > 1:
        return piece._replace(tokens=tokens[1:], title="Monsieur", first=False)
    titled = _TITLE_GOES_ON.search(reading.folded, max(0, piece.start - 12), piece.start) is not None
    while len(tokens) > 2 and senses.get(tokens[1].word, 0) & _LEADS:
        first = senses.get(tokens[0].word, 0)
        if not (evidence.is_ordinary(tokens[0].word, senses) or (titled and not first & _LEADS)):
            break
        tokens = tokens[1:]
    return piece._replace(tokens=tokens, first=piece.first and tokens is piece.tokens)


def _signs(reading: Reading, piece: Piece, candidate: Candidate, opens: bool, senses: dict[str, int]) -> list[str]:
    """Give the signs of a full name: its own words, and the words around it."""
    text, words = reading.folded, candidate.words
    signs = evidence.signs_of_words(words, opens, senses)
    if piece.title:
        signs.append("title" if senses.get(piece.title, 0) & _PERSONAL else "office")
    elif piece.first:
        signs += evidence.signs_before(text, candidate.start)
    signs += evidence.signs_after(text, candidate.end, senses)
    if piece.after_country:
        signs.append("demonym-before")
    if "given-first" not in signs and any(f" {word.lower()} " in text for word in words if len(word) > 3):
        signs.append("small-in-text")
    if reading.language in ("de", "fr", "es") and "family-first" in signs and "joined-given" not in signs:
        signs.remove("family-first")  # "Im Konflikt": their small words look like family names of East Asia
    if reading.language == "de":
        signs.append("german")
    elif reading.language in ("fr", "es"):
        signs.append("romance")
    return signs


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
    count = Counter(candidate.words for candidate in found.full)
    weights: dict[tuple[str, ...], float] = {}
    for candidate in found.full:
        candidate.signs += _document_signs(candidate, found, count)
        weight = evidence.weigh(candidate.signs)
        weights[candidate.words] = max(weights.get(candidate.words, weight), weight)
    for first, second in zip(found.full, found.full[1:], strict=False):
        if second.start - first.end < 30 and _LIST_JOINT.fullmatch(text, first.end, second.start):
            for one, other in ((first, second), (second, first)):
                if weights[one.words] > 0 >= weights[other.words]:
                    other.signs.append("listed-beside")
                    weights[other.words] += evidence.WEIGHTS["listed-beside"]
    return weights


def _document_signs(candidate: Candidate, found: Survey, count: Counter[tuple[str, ...]]) -> Iterator[str]:
    first, last = candidate.words[0], candidate.words[-1]
    if last in found.titled:
        yield "repeated-titled"
    elif found.alone_count[last] or (found.alone_count[first] and "family-first" in candidate.signs):
        yield "repeated-alone"
    elif found.alone_count[first]:
        yield "first-alone"
    if count[candidate.words] > 1:
        yield "repeated"
