"""What a statistical recogniser found, made ready for the same resolution as every other name.

A dictionary's match is never overridden: what touches one is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.documents import ActorKind
from archive.slugs import slug_of
from archive.tagging.alliances import AllianceMention
from archive.tagging.matching import Match
from archive.tagging.people import Candidate
from archive.tagging.reading import Reading
from archive.tagging.recogniser import Found
from archive.tagging.senses import Senses
from archive.tagging.vocabulary import TITLE

LONGEST_NAME = 6
"""Words; what is longer is no name of a person."""

_TITLE = int(TITLE)


def recognised_persons(
    reading: Reading, found: Iterable[Found], matches: list[Match], senses: Senses
) -> Iterator[Candidate]:
    """Give the persons' names, without titles before and genitives behind them."""
    for begin, end in _free(reading, found, ActorKind.PERSON, matches):
        words, title = reading.folded[begin:end].split(" "), ""
        while len(words) > 1 and senses[words[0].rstrip(".")] & _TITLE:
            title = words.pop(0).rstrip(".")
        start = end - len(" ".join(words))
        if len(words) <= LONGEST_NAME and all(words) and words[0][0].isalpha() and words[-1][0].isupper():
            yield Candidate(tuple(words), start, end, title, named_by="ner")


def recognised_bodies(
    reading: Reading, found: Iterable[Found], matches: list[Match], taken: set[int]
) -> Iterator[AllianceMention]:
    """Give the organisations that stand where nobody and nothing else is named; ``taken`` are those characters."""
    for begin, end in _free(reading, found, ActorKind.ORGANISATION, matches):
        start = begin + 4 * (reading.folded[begin : begin + 4].lower() == "the ")
        name = " ".join(reading.written[start:end].split())
        if slug_of(name) and taken.isdisjoint(range(start, end)):
            yield AllianceMention(start, end, ActorKind.ORGANISATION, slug_of(name), name, "ner", name, ())


def _free(reading: Reading, found: Iterable[Found], kind: ActorKind, matches: list[Match]) -> Iterator[tuple[int, int]]:
    """Give the spans of a kind that touch no match of the dictionary, without space and genitive around them."""
    covered = {position for match in matches for position in range(match.start, match.end)}
    for one in found:
        if one.kind is not kind or not covered.isdisjoint(range(one.start, one.end)):
            continue
        text = reading.folded[one.start : one.end]
        start = one.start + len(text) - len(text.lstrip(" \n\"'("))
        bare = text.strip(" \n\"'(),;:").removesuffix("'s")
        if bare and "\n" not in bare and any(letter.isupper() for letter in bare):
            yield start, start + len(bare)
