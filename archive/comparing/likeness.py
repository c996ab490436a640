"""Near copies: a sketch of a text that near copies share a part of, and the likeness of two texts that decides.

The sketch is the bottom-k sketch of Broder, "On the resemblance and containment of documents" (1997), over
runs of three content words; the likeness is the longest common subsequence of the content words, which
follows a text through cuts, insertions and replaced words where shared shingles fade with the third power.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from rapidfuzz.distance import LCSseq

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
    words: list[str] = []
    names: set[str] = set()
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)):
        folded = token.casefold()
        if _UNSPACED.match(token):
            words += [folded[at : at + 2] for at in range(max(1, len(folded) - 1))]
        elif len(token) >= SHORTEST_WORD or token.isdigit():
            words.append(folded)
            if not token[0].islower():
                names.add(folded)
        if len(words) >= MOST_WORDS:
            break
    return Words(tuple(words[:MOST_WORDS]), frozenset(names))


def sketch(words: Words) -> tuple[int, ...]:
    """Up to `SKETCH` keys of 63 bits by which near copies find each other; none for a text too short.

    The keys are the smallest hashes of all runs of three content words, so that two texts share about as
    large a part of their sketches as they share runs.
    """
    content = words.content
    if len(content) < FEWEST_WORDS:
        return ()
    runs = {" ".join(content[at : at + RUN]) for at in range(len(content) - RUN + 1)}
    hashes = sorted(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") >> 1 for run in runs)
    return tuple(hashes[:SKETCH])


def likeness(one: Words, other: Words) -> Likeness:
    """How much of two texts stands in both."""
    if not one.content or not other.content:
        return Likeness(0.0, 0.0, 0.0)
    common = LCSseq.similarity(one.content, other.content)
    shorter, longer = sorted((len(one.content), len(other.content)))
    fewer = min(len(one.names), len(other.names))
    of_names = len(one.names & other.names) / fewer if fewer >= FEWEST_NAMES else 1.0
    return Likeness(common / shorter, common / longer, of_names)


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
