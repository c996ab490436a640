"""Title, byline and date out of a plain text: found near the start of the article, moved into their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.cleaning import bylines, dates
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.judging import Judgement
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue
from archive.documents import UNDATED, DateOrigin, DatePrecision, PublicationDate

PARAGRAPH_SIZE = 80
"""The article has begun where a kept line with a sentence is at least this long."""
TITLE_REACH = 30
"""A headline stands at most this many lines above the first paragraph; share bars and pictures lie between."""
KICKER_WORDS = 3
"""A line this short above a headline is its kicker; a longer one is the headline, and what follows its standfirst."""
TITLE_SIZE = range(8, 221)
DISTANCE_COST = 0.12
"""What each line between a headline and the first paragraph costs it."""
OVERLAP_WORTH = 3.0
"""What it is worth that all its words come again in the article."""
LEAST_TITLE_SCORE = 0.5
COVERED = 0.5
"""A line half made of menu, share or consent phrases is no headline."""
CAPTION_COVERED = 0.1
"""A headline has no credit in it."""
DATE_LIKE = 0.5
"""Share of figures, months and weekdays from which a line is a date line."""
HEADER_REACH = 6
"""Lines above the headline, and below the last paragraph, in which a date or byline is still the article's."""
DATELINE_REACH = 70
"""A dateline's date ends before this character of the first paragraph, and a dash follows."""
DATE_LINE_SIZE = 140
BODY_SAMPLE = 4000
"""Characters of the article in which a headline's words are looked for."""

_DATELINE_END = re.compile(r"^[\s,.]*(?:\([^)]{2,40}\)\s*)?[-–—:]")
_NOT_TITLE = (
    Cue.CONSENT, Cue.SHARING, Cue.SUBSCRIPTION, Cue.FORM, Cue.NAVIGATION, Cue.FOOTER, Cue.COMMENTS_HEAD, Cue.RELATED,
    Cue.ADVERTISING,
)  # fmt: skip


@dataclass(slots=True)
class Header:
    """What was found, and the lines it was found in."""

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    rules: dict[int, Rule] = field(default_factory=dict)


def _sample(start: int, keep: Sequence[bool], seen: PageEvidence) -> str:
    """The beginning of the article, folded."""
    parts: list[str] = []
    size = 0
    for index in range(start, len(keep)):
        if keep[index]:
            parts.append(seen.folded[index])
            size += len(seen.folded[index])
            if size >= BODY_SAMPLE:
                break
    return " ".join(parts)


def body_start(keep: Sequence[bool], seen: PageEvidence) -> int:
    """The first kept line that reads as a paragraph, else the first kept line, else the end."""
    size, sentences = seen.columns["size"], seen.columns["sentences"]
    kept = [index for index, kept in enumerate(keep) if kept]
    for index in kept:
        if size[index] >= PARAGRAPH_SIZE and sentences[index]:
            return index
    return kept[0] if kept else len(keep)


def find_title(
    pieces: Sequence[Piece], keep: Sequence[bool], seen: PageEvidence, taken: dict[int, Rule], declared: str = ""
) -> int | None:
    """The line that is the headline, or None where the text has none."""
    start = body_start(keep, seen)
    body = lexicon.telling(_sample(start, keep, seen))
    wanted = lexicon.content_words(declared)
    best, best_score, best_words = None, LEAST_TITLE_SCORE, 0
    for index in range(max(0, start - TITLE_REACH), min(start + 1, len(pieces))):
        words = lexicon.telling(seen.folded[index])
        if index in taken or not words or not _can_be_title(index, pieces[index].text, seen):
            continue
        overlap = len(words & body) / len(words) if index != start else 1.0
        score = OVERLAP_WORTH * overlap - DISTANCE_COST * (start - index) + min(len(words), 6) / 6
        if wanted:
            score += OVERLAP_WORTH * len(words & wanted) / len(words | wanted)
        if index == start and (seen.columns["sentences"][index] or best is not None):
            continue
        if best is not None and index - best <= 2 and best_score > 1.5 and best_words > KICKER_WORDS:
            continue
        if score > best_score:
            best, best_score, best_words = index, score, len(seen.folded[index].split())
    return best


def _can_be_title(index: int, text: str, seen: PageEvidence) -> bool:
    columns = seen.columns
    if len(text) not in TITLE_SIZE or columns["words"][index] < 2 or columns["date"][index] >= DATE_LIKE:
        return False
    if columns["ending"][index] in (1, 3) or columns["separators"][index] > 0.15 or columns["marks"][index]:
        return False
    if seen.cues[index, Cue.CAPTION] >= CAPTION_COVERED:
        return False
    if any(seen.cues[index, cue] >= COVERED for cue in _NOT_TITLE):
        return False
    return not bylines.read_byline(text) and not _is_date_line(index, text, seen)


def _is_date_line(index: int, text: str, seen: PageEvidence) -> bool:
    if len(text) > DATE_LINE_SIZE or not seen.columns["digits"][index]:
        return False
    found = dates.find_dates(text)
    if not found:
        return bool(seen.columns["date"][index] >= DATE_LIKE)
    left = text
    for one in reversed(found):
        left = left[: one.start] + " " + left[one.end :]
    labels = seen.cues[index, Cue.DATING] * len(text)
    letters = sum(character.isalpha() for character in left)
    return letters - labels <= 12 or bool(seen.columns["date"][index] >= DATE_LIKE)


def read_header(pieces: Sequence[Piece], judged: Judgement, latest: date | None, declared: str) -> Header:
    """Title, byline and date as the text states them, with a rule for each line that states them.

    ``latest`` is the day of the capture, where known; ``declared`` a title known from elsewhere.
    """
    keep, seen, taken = judged.keep, judged.seen, judged.fixed
    header = Header()
    title = find_title(pieces, keep, seen, taken, declared)
    start = body_start(keep, seen)
    if title is not None:
        header.title = pieces[title].text
        header.rules[title] = Rule.TITLE_LINE
    top = max(0, (title if title is not None else start) - HEADER_REACH)
    last = max((index for index, kept in enumerate(keep) if kept), default=-1)
    places = [*range(title or 0, min(start + 2, len(pieces))), *range(top, title or 0)]
    places += range(last + 1, min(last + 1 + HEADER_REACH, len(pieces)))
    for index in dict.fromkeys(places):
        if index in taken or index in header.rules:
            continue
        text = pieces[index].text
        names = bylines.read_byline(text)
        if names and index not in taken:
            header.byline = header.byline or names
            header.rules[index] = Rule.BYLINE_LINE
        if names or _is_date_line(index, text, seen):
            _take_date(header, text, latest)
            header.rules.setdefault(index, Rule.DATE_LINE)
    if not header.byline:
        _take_bare_name(header, pieces)
    if header.published is UNDATED and start < len(pieces):
        _take_dateline(header, pieces[start].text, latest)
    return header


def _take_bare_name(header: Header, pieces: Sequence[Piece]) -> None:
    """A name of two or three words alone on the line beside the article's date is the writer's."""
    for index in [index for index, rule in header.rules.items() if rule is Rule.DATE_LINE]:
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(pieces) and beside not in header.rules and bylines.is_full_name(pieces[beside].text):
                header.byline = pieces[beside].text
                header.rules[beside] = Rule.BYLINE_LINE
                return


def _take_date(header: Header, text: str, latest: date | None) -> None:
    """The first plausible date of a line, unless a finer one is known."""
    if header.published.precision is DatePrecision.DAY:
        return
    for found in dates.find_dates(text):
        if dates.is_plausible(found.on, latest):
            if header.published is UNDATED or found.precision is DatePrecision.DAY:
                header.published = PublicationDate(found.on, found.precision, DateOrigin.TEXT)
            return


def _take_dateline(header: Header, paragraph: str, latest: date | None) -> None:
    """A date between place and dash at the start of the first paragraph: "GENEVA, 3 March 2021 (Agency) -"."""
    for found in dates.find_dates(paragraph[: DATELINE_REACH + 30]):
        closes = _DATELINE_END.match(paragraph[found.end :])
        if found.end <= DATELINE_REACH and closes and dates.is_plausible(found.on, latest):
            header.published = PublicationDate(found.on, found.precision, DateOrigin.TEXT)
            return
