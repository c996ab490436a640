"""Near copies: a sketch of a text that near copies share a part of, and the likeness of two texts that decides.

The sketch is the bottom-k sketch of Broder, "On the resemblance and containment of documents" (1997), over
runs of three content words; the likeness is the longest common subsequence of the content words, which
follows a text through cuts, insertions and replaced words where shared shingles fade with the third power.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from archive.comparing.folding import plain

SKETCH = 24
"""Keys a text. Texts of which 40 words in 100 were replaced still share three of them on average."""
RUN = 3
"""Content words that stand together in one key: two are in every report of an event ("White House")."""
SHORTEST_WORD = 4
"""Letters of a content word: the shorter ones are mostly grammar, and in every text."""
MOST_WORDS = 20_000
"""Content words that are compared; a longer text is a book, and its first part says whose copy it is."""
FEWEST_WORDS = 20
"""Content words below which a text is no copy of a like one: two lines of weather are alike without being copied."""

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+|[^\W_]+")
_SPACED_TOKEN = re.compile(r"[^\W_]+")
_BLANKED = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, each a share from 0 to 1.

    ``of_shorter`` and ``of_longer`` are shares of their content words that stand in both in one order;
    ``of_names`` is the share of the names and figures of the one with fewer that the other has too.
    """

    of_shorter: float
    of_longer: float
    of_names: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: its content words in reading order, and which of them are names or figures."""

    content: tuple[str, ...]
    names: frozenset[str]


def content_words(text: str) -> Words:
    """The words that say what a text is about, folded.

    Words of four letters and more and all figures; scripts without spaces give their runs of two letters.
    """
    simple = plain(text)
    if simple is not None:
        return _as_words(_of_content(simple.translate(_BLANKED).split()))
    normal = unicodedata.normalize("NFKC", text)
    if not _UNSPACED.search(normal):
        return _as_words(_of_content(_SPACED_TOKEN.findall(normal)))
    tokens = _unspaced_tokens(normal)
    return _as_words(tokens, {token for token in tokens if _UNSPACED.match(token)})


def _of_content(tokens: Iterable[str]) -> list[str]:
    return [token for token in tokens if len(token) >= SHORTEST_WORD or token.isdecimal()]


def _as_words(tokens: Sequence[str], without_case: Container[str] = ()) -> Words:
    tokens = tokens[:MOST_WORDS]
    names = [token.casefold() for token in tokens if not token[0].islower() and token not in without_case]
    return Words(tuple([token.casefold() for token in tokens]), frozenset(names))


def _unspaced_tokens(text: str) -> list[str]:
    """The same where scripts without spaces stand in the text."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if _UNSPACED.match(token):
            tokens += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        elif len(token) >= SHORTEST_WORD or token.isdigit():
            tokens.append(token)
    return tokens


_ONE, _FIRST_SHIFT, _SECOND_SHIFT, _LAST_SHIFT = map(np.uint64, (1, 30, 27, 31))
_GAMMA, _FIRST_FACTOR, _SECOND_FACTOR = map(np.uint64, (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def sketch(words: Words) -> tuple[int, ...]:
    """Up to `SKETCH` keys of 63 bits by which near copies find each other; none for a text too short.

    The keys are the smallest hashes of all runs of three content words, so that two texts share about as
    large a part of their sketches as they share runs.
    """
    content = words.content
    if len(content) < FEWEST_WORDS:
        return ()
    hashes = np.fromiter(map(_hash, content), np.uint64, len(content))
    count = len(content) - RUN + 1
    runs = hashes[:count]
    for at in range(1, RUN):
        runs = _mixed(runs) ^ hashes[at : at + count]
    ordered = np.sort(_mixed(runs) >> _ONE)
    # One pass of a dictionary over the smallest is quicker than numpy's search for equal ones among all.
    smallest = dict.fromkeys(ordered[: 2 * SKETCH].tolist())
    if len(smallest) < SKETCH:
        smallest = dict.fromkeys(ordered.tolist())
    return tuple(islice(smallest, SKETCH))


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): each bit moves half of the others."""
    values = values + _GAMMA
    values = (values ^ (values >> _FIRST_SHIFT)) * _FIRST_FACTOR
    values = (values ^ (values >> _SECOND_SHIFT)) * _SECOND_FACTOR
    return values ^ (values >> _LAST_SHIFT)


def likeness(one: Words, other: Words) -> Likeness:
    """How much of two texts stands in both."""
    if not one.content or not other.content:
        return Likeness(0.0, 0.0, 0.0)
    common = LCSseq.similarity(one.content, other.content)
    shorter, longer = sorted((len(one.content), len(other.content)))
    return Likeness(common / shorter, common / longer, _of_names(one, other))


def _of_names(one: Words, other: Words) -> float:
    fewer = min(len(one.names), len(other.names))
    return len(one.names & other.names) / fewer if fewer >= FEWEST_NAMES else 1.0


COPIED_OF_SHORTER = 0.5
"""Of the shorter text half must stand in the other in order; reports of one event by two hands reach 0.3."""
COPIED_OF_LONGER = 0.3
"""Of the longer one less will do, since papers cut agency copy by half; a quoted paragraph stays below."""
COPIED_OF_NAMES = 0.4
"""Reports by form (prices, results, issues of bonds, the weather) share half their words, but other names and figures
stand in them; a copy of which 40 words in 100 were changed still has six names in ten."""
COPIED_UNLIKELY = 0.8
"""Of the shorter text, where a copy is unlikely: from one publisher, or published weeks apart, reports by form look
like edited copies, and copies that papers make of each other or repeat later are hardly edited."""
FEWEST_NAMES = 5
"""Names and figures below which their share says nothing, as in scripts without capital letters."""


def are_copies(alike: Likeness, unlikely: bool = False) -> bool:
    """Whether two texts of that likeness are one text, edited or cut.

    ``unlikely`` is true where publisher or dates speak against it; then they must be nearly the same.
    """
    return (
        alike.of_shorter >= (COPIED_UNLIKELY if unlikely else COPIED_OF_SHORTER)
        and alike.of_longer >= COPIED_OF_LONGER
        and alike.of_names >= COPIED_OF_NAMES
    )


def is_copy(one: Words, other: Words, unlikely: bool = False) -> bool:
    """Whether two texts are `are_copies` by their `likeness`; the order of words is looked at only where it decides."""
    shorter, longer = sorted((len(one.content), len(other.content)))
    if not shorter or shorter / longer < COPIED_OF_LONGER or _of_names(one, other) < COPIED_OF_NAMES:
        return False
    return are_copies(likeness(one, other), unlikely)
