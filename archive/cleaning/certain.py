"""Rules that are certain of a single line, whatever the tables say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, zip_longest
from operator import eq

import numpy as np

from archive.cleaning import characters
from archive.cleaning.appeals import appeal_rules
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.naming import CUE_RULES
from archive.cleaning.pieces import Piece, is_hollow
from archive.cleaning.rules import Rule
from archive.cleaning.shapes import AT_SIGN, DASH_SIGN, POINTER_SIGN
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import POINTING

LONGEST_POINTER_LINE = 220
"""A pointer to another article is a label and a headline."""
CAPTION_SIZE = 25
CREDIT_SIZE = 90
"""A caption given again is longer by the credit only."""
CAPTION_REACH = 2
"""A doubled caption comes at once or after one line."""
DATED = 0.5
"""A date given again with the writer's name behind it is the article's, no caption."""
HEADLINE_WORDS = range(8, 19)
HEADLINE_SIZE = range(45, 120)
"""A stray headline is a whole clause on one line; subheadings of articles are mostly shorter."""
PARAGRAPH_SIZE = 150
"""Its neighbours are paragraphs at least this long."""
CONSENT_HITS = 3
"""A line that speaks of consent three times, and of us or you, is part of a dialog."""
CONSENT_PERSON = 0.02
CONSENT_SHARE = 0.12

_SITE_SUFFIX = re.compile(r"^.{25,200}?((?:\s[-–—|]\s[^-–—|.?!]{2,30}){2})$")
_BRACKETED = re.compile(r"[\[(【]([^\])】]{2,40})[\])】]")
_POINTER_SIGN = re.compile(r"[:：»>|\[(【]")
_SITE_SIGN = re.compile(r"\s[-–—|]\s")
_MAIL = re.compile(r"[(\[<]?(?:e-?mail:?\s*)?\S+@\S+\.\w+[)\]>]?", re.IGNORECASE)
_CREDITS = re.compile(r"^[(\[].{0,20}\b(?:reporting|writing|editing) by\b.{0,200}[)\]]$", re.IGNORECASE)
LABEL_SIZE = 60
LABEL_COVERAGE = 0.9
"""Of some 9,000 short lines that were at least this share a phrase of these kinds, 30 were of an article."""
LABEL_CUES = [
    Cue.CONSENT, Cue.SHARING, Cue.COMMENT_ITEM, Cue.FORM, Cue.SUBSCRIPTION, Cue.RELATED, Cue.ADVERTISING,
    Cue.COMMENTS_HEAD, Cue.CAPTION, Cue.BYLINE,
]  # fmt: skip
_LABELS = np.asarray(LABEL_CUES)
HEADLINE_CAPITALS = 0.65
"""Subheadings in capitals each word are the article's own; a stray headline in a sentence's case is not."""
SAMPLE_MARKER = "sample article of the"


def certain_rules(pieces: list[Piece], seen: PageEvidence) -> dict[int, Rule]:
    """For each line that a certain rule takes out, the rule."""
    found: dict[int, Rule] = {}
    for finder in FINDERS:
        for index, rule in finder(pieces, seen):
            found.setdefault(index, rule)
    return found


def _hollow(pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    for index in (seen.columns["capitals"] < 0).nonzero()[0].tolist():  # no letter with a case
        if is_hollow(pieces[index].text):
            yield index, Rule.NO_WORDS


def _doubled_captions(pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    """A caption that comes again with its credit behind it: both are the picture's."""
    begins = [piece.text[:CAPTION_SIZE] for piece in pieces]
    long = [begin for begin in begins if len(begin) == CAPTION_SIZE]
    if len(set(long)) == len(long):
        return
    near = zip_longest(map(eq, begins, begins[1:]), map(eq, begins, begins[2:]), fillvalue=False)
    for index in compress(range(len(begins)), map(any, near)):
        start = pieces[index].text.rstrip(" .")
        if len(start) < CAPTION_SIZE or seen.columns["date"][index] >= DATED:
            continue
        for later in pieces[index + 1 : index + 1 + CAPTION_REACH]:
            extra = len(later.text) - len(start)
            if 3 < extra <= CREDIT_SIZE and later.text.startswith(start):
                yield index, Rule.DOUBLED_CAPTION
                yield pieces.index(later, index), Rule.DOUBLED_CAPTION


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(rf"[\s\W]*([^:：»>|]{{2,{lexicon.longest_pointer()}}}?)\s*[:：»>|]")


def points_elsewhere(text: str, folded: str) -> bool:
    """Whether a line is a label such as "Also read", a colon or arrow, and a headline."""
    if len(text) > LONGEST_POINTER_LINE or _POINTER_SIGN.search(text) is None:
        return False
    bracketed = _BRACKETED.match(text)
    if bracketed and " ".join(characters.fold(bracketed[1]).split()) in lexicon.pointers():
        return True
    head = _pointer().match(text)
    if head is None:
        return False
    start = 1 if folded.startswith(" ") and len(folded) > len(text) else 0
    return " ".join(folded[start + head.start(1) : start + head.end(1)].split()) in lexicon.pointers()


def _single_lines(pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    cover = seen.cues.take(_LABELS, axis=1)
    labels = (cover.max(axis=1) >= LABEL_COVERAGE) & (seen.columns["size"] <= LABEL_SIZE)
    signed = (seen.signs & (AT_SIGN | POINTER_SIGN | DASH_SIGN)) > 0
    points = (((seen.signs & POINTER_SIGN) > 0) & ((seen.opening & POINTING) > 0)).tolist()
    is_label, signs = labels.tolist(), seen.signs.tolist()
    marked = [index for index, line in enumerate(seen.folded) if SAMPLE_MARKER in line]
    yield from ((index, Rule.SAMPLE_MARKER) for index in marked)
    for index in (labels | signed).nonzero()[0].tolist():
        text = pieces[index].text
        if signs[index] & AT_SIGN and _MAIL.fullmatch(text):
            yield index, Rule.FOOTER_LINE
        elif is_label[index]:
            yield index, CUE_RULES[LABEL_CUES[int(cover[index].argmax())]]
        elif text[0] in "([" and _CREDITS.match(text):
            yield index, Rule.BYLINE_LINE
        elif points[index] and points_elsewhere(text, seen.folded[index]):
            yield index, Rule.READ_ALSO
        elif signs[index] & DASH_SIGN and text[-1] not in characters.TERMINALS and _is_site_titled(text):
            yield index, Rule.ALT_TEXT


def _is_site_titled(text: str) -> bool:
    """Whether a headline ends in the names of a section and a site: "... - Pacific - Stripes"."""
    if _SITE_SIGN.search(text) is None:
        return False
    match = _SITE_SUFFIX.match(text)
    return match is not None and not any(character.isdigit() for character in match[1]) and text.count("|") <= 2


def _consent(_pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    """Consent dialogs say we, our, you and your; news about cookies does not."""
    if not seen.met[Cue.CONSENT]:
        return
    speaks = (seen.columns["consent_hits"] >= CONSENT_HITS) & (seen.columns["person"] >= CONSENT_PERSON)
    for index in (speaks & (seen.cues[:, Cue.CONSENT] >= CONSENT_SHARE)).nonzero()[0].tolist():
        yield index, Rule.CONSENT_TEXT


def _stray_headline(pieces: list[Piece], seen: PageEvidence) -> Iterator[tuple[int, Rule]]:
    """A single line that reads as a headline, alone between long paragraphs."""
    columns = seen.columns
    paragraph = columns["size"] >= PARAGRAPH_SIZE
    plain = (columns["ending"] == 0) & (columns["sentences"] == 0) & (columns["size"] < PARAGRAPH_SIZE)
    headings = ((plain[1:-1] & paragraph[:-2] & paragraph[2:]).nonzero()[0] + 1).tolist()
    candidates = [
        index
        for index in headings
        if int(columns["words"][index]) in HEADLINE_WORDS
        and len(pieces[index].text) in HEADLINE_SIZE
        and columns["beginning"][index] == 0
        and columns["capitals"][index] <= HEADLINE_CAPITALS
    ]
    if len(candidates) == len(headings) == 1:
        yield candidates[0], Rule.STRAY_HEADLINE


FINDERS = (_hollow, _doubled_captions, _single_lines, appeal_rules, _consent, _stray_headline)
