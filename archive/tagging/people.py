"""People whom no list needs to know: full names found by title, attribution, apposition and given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.tagging import evidence
from archive.tagging.divisions import Cut
from archive.tagging.vocabulary import joining_words, particles

KIN_WORDS = 2
"""Words of a name that is taken for that of kin: given name and surname."""

_NO_KIN = frozenset(("unknown-opening", "ordinary-first"))
"""Signs with which the word before a known surname is none of a name ("Noting Trump")."""

_LIST_JOINT = re.compile(r"(?: \([^()\n]{1,24}\))?,? (?:and |& )?|(?: \([^()\n]{1,24}\))?[,;] ?")
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
    bodies: list[tuple[int, Cut]] = field(default_factory=list)
    """Pieces that hold a word for a body, each with where its run begins."""
    words_alone: list[str] = field(default_factory=list)
    """The last words of names that stand alone, but for those in headlines."""
    titled: set[str] = field(default_factory=set)


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
    alone = set(found.words_alone)
    seen: set[tuple[str, ...]] = set()
    repeated: set[tuple[str, ...]] = set()
    for candidate in found.full:
        (repeated if candidate.words in seen else seen).add(candidate.words)
    for candidate in found.full:
        candidate.signs += _document_signs(candidate, found.titled, alone, repeated)
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
    candidate: Candidate, titled: set[str], alone: set[str], repeated: set[tuple[str, ...]]
) -> Iterator[str]:
    first, last = candidate.words[0], candidate.words[-1]
    if last in titled:
        yield "repeated-titled"
    elif last in alone or (first in alone and "family-first" in candidate.signs):
        yield "repeated-alone"
    elif first in alone:
        yield "first-alone"
    if candidate.words in repeated:
        yield "repeated"
