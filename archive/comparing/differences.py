"""What differs between two states of a text, word by word, and what of it a reader should have been told.

Paragraphs are aligned first and words within what remains, so that a long text costs little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz.distance import Indel, LCSseq

MOST_PRODUCT = 40_000_000
"""Words times words that are aligned; beyond that a passage is shown as taken out and put in whole."""
ALIGNED_PARAGRAPHS = 3_000
"""Paragraphs of a text up to which they are aligned one by one; a longer text is aligned from its two ends."""
REMNANT = 2
"""Words that stay between two changes each so many times as long are shown as changed too: what they would leave of the
old sentence within the new one is no sentence."""
SAME_SENTENCE = 0.5
"""Two sentences are one sentence reworded when half their words stand in both, in order."""

_TOKEN = re.compile(r"\n+|[^\S\n]+|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+|\n+|(?<=[。！？])")
_WORD = re.compile(r"\w+")
_NOTE = re.compile(
    r"\b(corrections?|corrected|clarifications?|clarified|editor['’]?s note|erratum"
    r"|(article|story|report|version|headline|page)\s+(was|has been|is)\s+(\w+\s+)?"
    r"(amended|updated|changed|revised|edited)"
    r"|(updated?|amended|last modified)\s*:|korrektur|berichtigung|anmerkung der redaktion|in einer früheren version"
    r"|correctif|rectificatif|mise? à jour|une version précédente|correcci[oó]n|fe de erratas|actualizad[oa]"
    r"|una versi[oó]n anterior|correzione|aggiornat[oa]|correção|atualizad[oa]|rectificatie|gecorrigeerd|rättelse"
    r"|korjaus|sprostowanie|aktualizacja|исправлен\w*|уточнен\w*|поправка)\b|訂正|更正|정정",
    re.IGNORECASE,
)


class Change(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edit did to headline and sentences; ``explained`` where the new text says that it was changed."""

    headline: bool = False
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    """Sentences before and after."""
    explained: bool = False

    @property
    def silent(self) -> bool:
        """Whether a reader of the first state would be misled: headline or sentences changed, and no note says so."""
        return bool(self.headline or self.removed or self.reworded) and not self.explained


def compare(before: str, after: str) -> list[Piece]:
    """The two texts as one run of pieces: without the added ones ``before``, without the removed ones ``after``."""
    one, other = _paragraphs(before), _paragraphs(after)
    pieces: list[Piece] = []
    for same, old, new in _aligned(one, other):
        if same:
            pieces.append(Piece(Change.SAME, "".join(old)))
        else:
            pieces += _compare_words("".join(old), "".join(new))
    return _joined(pieces)


def edits_between(title: str, text: str, new_title: str, new_text: str) -> Edits:
    """What was done to an article, sentence by sentence; case, quotes and punctuation alone are no change."""
    old, new = _sentences(text), _sentences(new_text)
    before, after = {_folded(sentence) for sentence in old}, {_folded(sentence) for sentence in new}
    removed = [sentence for sentence in old if _folded(sentence) not in after]
    added = [sentence for sentence in new if _folded(sentence) not in before]
    reworded = []
    for sentence in list(removed):
        match = _nearest(sentence, added)
        if match is not None:
            removed.remove(sentence)
            added.remove(match)
            reworded.append((sentence, match))
    explained = any(_NOTE.search(sentence) for sentence in [*added, *(new for _, new in reworded)])
    headline = _folded(title) != _folded(new_title)
    return Edits(headline, tuple(removed), tuple(added), tuple(reworded), explained)


def _paragraphs(text: str) -> list[str]:
    """The text's paragraphs and the empty lines between them, nothing lost."""
    return [piece for piece in re.split(r"(\n\n+)", text) if piece]


def _aligned(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Paragraphs that are the same, and those between them, before and after."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    if start:
        yield True, one[:start], other[:start]
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(left), len(right)) > ALIGNED_PARAGRAPHS:
        yield False, left, right
    elif left or right:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield tag == "equal", left[i1:i2], right[j1:j2]
    if end:
        yield True, one[len(one) - end :], other[len(other) - end :]


def _compare_words(before: str, after: str) -> list[Piece]:
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(one) * len(other) > MOST_PRODUCT:
        return [Piece(Change.REMOVED, before), Piece(Change.ADDED, after)]
    pieces: list[Piece] = []
    for step in LCSseq.opcodes(one, other):
        if step.tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(one[step.src_start : step.src_end])))
        else:
            pieces.append(Piece(Change.REMOVED, "".join(one[step.src_start : step.src_end])))
            pieces.append(Piece(Change.ADDED, "".join(other[step.dest_start : step.dest_end])))
    return _settled(pieces)


@dataclass(slots=True)
class _Passage:
    """What went and what came at one place, and what stays behind it; each with its number of words."""

    gone: str = ""
    come: str = ""
    stays: str = ""
    sizes: tuple[int, int, int] = (0, 0, 0)

    @property
    def change(self) -> int:
        """Words of the change."""
        return max(self.sizes[:2])


def _settled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with what came and went at one place gathered, and with no remnant that two long changes share."""
    passages = [_Passage()]
    for piece in pieces:
        if piece.change is not Change.SAME and passages[-1].stays:
            passages.append(_Passage())
        last, (gone, come, stays) = passages[-1], passages[-1].sizes
        size = sum(token[0].isalnum() for token in _TOKEN.findall(piece.text))
        match piece.change:
            case Change.SAME:
                last.stays, last.sizes = last.stays + piece.text, (gone, come, stays + size)
            case Change.REMOVED:
                last.gone, last.sizes = last.gone + piece.text, (gone + size, come, stays)
            case Change.ADDED:
                last.come, last.sizes = last.come + piece.text, (gone, come + size, stays)
    settled: list[_Passage] = []
    for passage in passages:
        settled.append(passage)
        while len(settled) > 1 and _is_remnant(*settled[-2:]):
            settled[-2:] = [_merged(*settled[-2:])]
    return [
        piece
        for each in settled
        for piece in (Piece(Change.REMOVED, each.gone), Piece(Change.ADDED, each.come), Piece(Change.SAME, each.stays))
    ]


def _is_remnant(one: _Passage, other: _Passage) -> bool:
    """Whether what stays between two changes is a space, or chance words of two sentences that say different things."""
    if "\n" in one.stays or not (one.gone or one.come) or not (other.gone or other.come):
        return False
    return one.stays.isspace() or REMNANT * max(1, one.sizes[2]) <= min(one.change, other.change)


def _merged(one: _Passage, other: _Passage) -> _Passage:
    (gone, come, stays), (later_gone, later_come, after) = one.sizes, other.sizes
    return _Passage(
        one.gone + one.stays + other.gone,
        one.come + one.stays + other.come,
        other.stays,
        (gone + stays + later_gone, come + stays + later_come, after),
    )


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without empty ones, neighbours of one kind made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].change is piece.change:
            joined[-1] = Piece(piece.change, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE.split(text) if sentence and _WORD.search(sentence)]


def _folded(sentence: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", sentence).casefold()))


def _nearest(sentence: str, others: Sequence[str]) -> str | None:
    """The sentence most like that one, where half the words stand in both."""
    words = _words(sentence)
    best, likeness = None, SAME_SENTENCE
    for other in others[:ALIGNED_PARAGRAPHS]:
        alike = Indel.normalized_similarity(words, _words(other), score_cutoff=likeness)
        if alike >= likeness and alike > 0:
            best, likeness = other, alike
    return best


def _words(sentence: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", sentence).casefold())
