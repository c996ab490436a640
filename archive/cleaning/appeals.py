"""Certain rules about lines that ask the reader for something, point him elsewhere or file the page under something.

Each was counted on every second of the measuring pages before it was taken in; the counts stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import PageEvidence
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.shapes import POINTER_SIGN, STOP_SIGN
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import CALLING, POINTING

APPEAL_SIZE = 220
APPEAL_PERSON = 0.05
"""An appeal speaks to you of us."""
APPEAL_COVERAGE = 0.15
"""140 lines of other text, 5 of articles."""
FORM_COVERAGE = 0.35
"""Of phrases of subscribing and of forms together: 302 to 2."""
CALL_SIZE = 160
"""A line that ends in a call, without a stop: 118 to 1; whose last sentence is one: 65 to 2."""
CALL_REACH = 80
"""A call is no longer than this."""
FILED_SIZE = 200
"""13 to 0."""
SHARE_SIZE = 80
SHARE_COVERAGE = 0.6
"""Share bars on one line, parted by signs: 23 to 0."""
CONSENT_COVERAGE = 0.6
"""A notice on one line: 219 to 1."""
LABEL_SIZE = 60
LABEL_COVERAGE = 0.9
"""Made of words for related items and pictures together: 982 to 1."""
POINTER_SIZE = 200
"""Begins with two or more words that point elsewhere, then a headline: 30 to 1."""

_CALL = re.compile(
    rf"[.!?…][\"”»]?\s+(?:please )?(?:{'|'.join(lexicon.CALLS)})\b[^.!?]{{0,30}}[.!]?$",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|related topics?|schlagworte|schlagwörter|themen|stichworte|mots[ -]clés"
    r"|thèmes|etiquetas|temas|palabras clave|argomenti|palavras-chave|trefwoorden|tagi|ämnen|avainsanat|теги"
    r"|ключевые слова)\s*:\s*\S",
    re.IGNORECASE,
)


def appeal_rules(pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    """For each line that such a rule takes out, the rule."""
    size, ending = seen.columns["size"], seen.columns["ending"]
    small = size <= APPEAL_SIZE
    for rows, rule in _covered(seen, small):
        for index in rows.nonzero()[0].tolist():
            yield index, rule
    open_ended = ending != 3
    filed = open_ended & ((seen.signs & POINTER_SIGN) > 0)
    points = open_ended & ((seen.opening & POINTING) > 0)
    calls = ((seen.signs & STOP_SIGN) > 0) & (seen.words.per_line(seen.words.are(CALLING)) > 0)
    asks = (seen.cues[:, Cue.SUBSCRIPTION] > 0) & (size <= CALL_SIZE) & (ending == 0)
    asked = asks.tolist()
    for index in (small & (filed | points | calls | asks)).nonzero()[0].tolist():
        text = pieces[index].text
        if filed[index] and len(text) <= FILED_SIZE and _FILED.match(text):
            yield index, Rule.FOOTER_LINE
        elif points[index] and len(text) <= POINTER_SIZE and _points(text):
            yield index, Rule.READ_ALSO
        elif (calls[index] and _calls(text)) or (asked[index] and _tail().search(text)):
            yield index, Rule.SUBSCRIBE_BOX


def _covered(seen: PageEvidence, small: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.bool_], Rule]]:
    """Lines of which phrases make up enough, with the rule for them; kinds that the page has none of are not asked."""
    columns, cues, met = seen.columns, seen.cues, seen.met
    if met[Cue.SUBSCRIPTION] or met[Cue.FORM]:
        asked = cues[:, Cue.SUBSCRIPTION]
        enough = (asked >= APPEAL_COVERAGE) | (asked + cues[:, Cue.FORM] >= FORM_COVERAGE)
        yield small & (columns["person"] >= APPEAL_PERSON) & enough, Rule.SUBSCRIBE_BOX
    short = columns["size"] <= SHARE_SIZE
    if met[Cue.SHARING]:
        yield short & (columns["separators"] > 0) & (cues[:, Cue.SHARING] >= SHARE_COVERAGE), Rule.SHARE_BAR
    if met[Cue.CONSENT]:
        yield short & (columns["ending"] == 0) & (cues[:, Cue.CONSENT] >= CONSENT_COVERAGE), Rule.CONSENT_TEXT
    if met[Cue.RELATED] or met[Cue.CAPTION]:
        label = cues[:, Cue.RELATED] + cues[:, Cue.CAPTION] >= LABEL_COVERAGE
        yield label & (columns["size"] <= LABEL_SIZE), Rule.RELATED_LIST


def _calls(text: str) -> bool:
    return _CALL.search(text, max(0, len(text) - CALL_REACH)) is not None


@cache
def _tail() -> re.Pattern[str]:
    """Ends in a phrase of subscribing that has several words."""
    phrases = sorted(
        (phrase for table in lexicon.tables() for phrase in table.phrases.get(Cue.SUBSCRIPTION, ()) if " " in phrase),
        key=lambda phrase: (-len(phrase), phrase),
    )
    return re.compile(
        rf"(?:^|\s)(?:{'|'.join(map(re.escape, phrases))})(?: (?:here|now|today|hier|jetzt))?$", re.IGNORECASE
    )


def _points(text: str) -> bool:
    """Whether a line begins as `_pointer` says; only one that begins with the first word of a pointer is looked at."""
    first, _, rest = text.partition(" ")
    return bool(rest) and first.lower() in _pointer_starts() and _pointer().match(text) is not None


@cache
def _pointer_starts() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in lexicon.pointers() if " " in words)


@cache
def _pointer() -> re.Pattern[str]:
    """Begins with several words that point elsewhere, and a capital follows."""
    pointers = sorted((words for words in lexicon.pointers() if " " in words), key=lambda words: (-len(words), words))
    return re.compile(rf"(?i:{'|'.join(map(re.escape, pointers))})\s+(?=[^\W\d_a-zß-öø-ÿ])")
