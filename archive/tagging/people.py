"""People whom no list needs to know: full names found by title, attribution, apposition and given names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from archive.tagging import evidence
from archive.tagging.matching import Match
from archive.tagging.pieces import LONGEST_NAME, Piece, divide, is_acronym, is_initial
from archive.tagging.reading import Reading
from archive.tagging.runs import Run, Token
from archive.tagging.vocabulary import NAME_LIKE, PARTICLES, Sense

_SURNAME_ENDINGS = re.compile(
    r"[A-Z][a-z']+(?:ov|ova|ev|eva|in|ina|sky|ski|ska|skiy|skyi|enko|chuk|yuk|vic|vich|wicz|vych|sson|sen|dottir|son|oglu|ides|idis|"
    r"poulos|akis|akos|escu|eanu|shvili|adze|dze|yan|ian|zadeh|pour|nejad|wala|swamy|murthy|nathan|appa|aiah|rajah|singhe|nayake|"
    r"ez|etti|elli|ini|ucci|berg|stein|mann|baum|feld|man|ford|ton|ley|worth|wood|well|field|moto|mura|kawa|shima|zaki|yama|"
    r"uddin|ullah|allah|zai|khel|bekov|bayev|wu|yi|sing)"
)
_GIVEN, _SURNAME, _FAMILY = int(Sense.GIVEN), int(Sense.SURNAME), int(Sense.FAMILY_FIRST)
_PERSONAL, _TOWN = int(Sense.PERSONAL), int(Sense.TOWN | Sense.COUNTRY)
_NAME_LIKE = int(NAME_LIKE)


@dataclass(slots=True)
class Candidate:
    """A name that may be a person's, with all that its document says about it."""

    words: tuple[str, ...]
    start: int
    end: int
    title: str = ""
    rule: str = ""
    weight: float = 0.0

    @property
    def name(self) -> str:
        return " ".join(self.words)


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
    masks = iter([*masked, Match(len(reading.folded) + 1, len(reading.folded) + 1, (), False)])
    mask = next(masks)
    for run in runs:
        while mask.end <= run.start:
            mask = next(masks)
        if mask.start < run.end:
            parts, mask = _unmasked(run, mask, masks)
        else:
            parts = [run]
        for part in parts:
            opens = reading.opens_sentence(part.start)
            for piece in divide(part, senses, opens):
                _sort(reading, piece, opens, senses, found)
    return found


def _unmasked(run: Run, mask: Match, masks: object) -> tuple[list[Run], Match]:
    """Give the stretches of a run that no mask covers, and the first mask that is not behind it."""
    parts: list[Run] = []
    current: list[Token] = []
    for token in run.tokens:
        while mask.end <= token.start:
            mask = next(masks)  # type: ignore[call-overload]
        if mask.start < token.end:
            if current:
                parts.append(Run(current[0].start, current[-1].end, tuple(current)))
            current = []
        else:
            current.append(token)
    if current:
        parts.append(Run(current[0].start, current[-1].end, tuple(current)))
    return parts, mask


def _sort(reading: Reading, piece: Piece, opens: bool, senses: dict[str, int], found: Survey) -> None:
    if piece.body:
        found.bodies.append(piece)
        return
    words = tuple(token.word for token in piece.tokens)
    candidate = Candidate(words, piece.start, piece.end, piece.title)
    names = [word for word in words if word[0].isupper()]
    if len(names) == 1 and len(words) == 1:
        found.alone.append(candidate)
        found.alone_count[words[0]] += 1
        if piece.title and senses.get(piece.title, 0) & _PERSONAL:
            found.titled.add(words[0])
        return
    if len(names) > LONGEST_NAME or piece.tokens[0].shouted:
        return
    if len(names) == 1:  # "von der Leyen"
        found.alone.append(candidate)
        return
    candidate.weight, candidate.rule = _weigh(reading, piece, candidate, opens, senses)
    found.full.append(candidate)


def _weigh(reading: Reading, piece: Piece, candidate: Candidate, opens: bool, senses: dict[str, int]) -> tuple[float, str]:
    """Weigh a full name by itself and by the words around it; gives the weight and the strongest rule."""
    signs: list[tuple[float, str]] = [(_weigh_words(candidate.words, opens and piece.first, senses), "given-name")]
    if piece.title:
        personal = senses.get(piece.title, 0) & _PERSONAL
        signs.append((evidence.TITLED, "title") if personal else (evidence.OFFICE_BEFORE, "title"))
    elif piece.first:
        signs.append(evidence.weigh_before(reading.folded, candidate.start))
    signs.append(evidence.weigh_after(reading.folded, candidate.end, senses))
    if piece.after_country:
        signs.append((evidence.DEMONYM_BEFORE, ""))
    ruled = max((sign for sign in signs if sign[1]), default=(0.0, "given-name"))
    return sum(weight for weight, _ in signs), ruled[1]


def _weigh_words(words: tuple[str, ...], opens: bool, senses: dict[str, int]) -> float:
    """Weigh the words of a name by themselves."""
    first, last = words[0], words[-1]
    senses_of = [senses.get(word, 0) for word in words]
    weight = 0.0 if opens else evidence.IN_SENTENCE
    first_part = senses.get(first.split("-")[0], 0)
    known = True
    if (senses_of[0] | first_part) & _GIVEN:
        weight += evidence.GIVEN_FIRST
    elif senses_of[0] & _FAMILY and len(words) <= 3:
        weight += evidence.FAMILY_FIRST
    elif any(sense & _GIVEN for sense in senses_of[1:]):
        weight += evidence.GIVEN_LATER
    else:
        known = False
    if re.fullmatch(r"[A-Z][a-z]+-[a-z]+", last) and len(words) <= 3:
        weight += evidence.JOINED_GIVEN
    if senses_of[-1] & _SURNAME or _SURNAME_ENDINGS.fullmatch(last):
        weight += evidence.SURNAME_LAST
        known = True
    if any(is_initial(word) for word in words):
        weight += evidence.INITIAL_INSIDE
    elif any(word in PARTICLES for word in words[1:-1]) or "-" in last and last.split("-")[0].lower() in PARTICLES:
        weight += evidence.PARTICLE_INSIDE
    if opens and not senses_of[0] & _NAME_LIKE and not first_part & _GIVEN:
        weight += evidence.UNKNOWN_OPENING
    if not known:
        weight += evidence.UNKNOWN_ALL
    return weight


def accept(found: Survey) -> list[Candidate]:
    """Give the full names that are persons', in their order, after weighing what the whole document says."""
    by_name: dict[tuple[str, ...], float] = {}
    for candidate in found.full:
        weight = candidate.weight
        last = candidate.words[-1]
        if found.alone_count[last]:
            weight += evidence.REPEATED_ALONE
        if last in found.titled:
            weight += evidence.REPEATED_TITLED
        by_name[candidate.words] = max(by_name.get(candidate.words, weight), weight)
    return [candidate for candidate in found.full if by_name[candidate.words] >= evidence.PERSON]


__all__ = ["Candidate", "Survey", "accept", "is_acronym", "survey"]
