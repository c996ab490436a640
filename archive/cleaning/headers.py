"""Title, byline and date out of a plain text: found near the start of the article, moved into their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.cleaning import bylines, characters, dates
from archive.cleaning.date_lines import is_date_line
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.headlines import (
    CAPTION_COVERED,
    EXTRACTED_HEADER_REACH,
    TRAIL_REACH,
    body_start,
    find_title,
    trails,
)
from archive.cleaning.judging import Judgement
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.sites import Site
from archive.cleaning.vocabulary.cues import Cue
from archive.documents import UNDATED, BlockKind, DateOrigin, DatePrecision, PublicationDate

RUN_ON_SIZE = range(4, 91)
"""The second line of a headline is no longer than a line of a telex."""
STANDFIRST_SIZE = range(40, 301)
STANDFIRST_WORDS = 6
STANDFIRST_COVERED = 0.2
"""Of 13 such lines on the measuring pages that the tables had dropped 2 were other text."""
NO_SITE = Site()
HEADER_REACH = 6
"""Lines above the headline, and below the last paragraph, in which a date or byline is still the article's."""
DATELINE_REACH = 70
"""A dateline's date ends before this character of the first paragraph, and a dash follows."""

_DATELINE_END = re.compile(r"^[\s,.]*(?:\([^)]{2,40}\)\s*)?[-–—:]")


@dataclass(slots=True)
class Header:
    """What was found, and the lines it was found in."""

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    rules: dict[int, Rule] = field(default_factory=dict)
    standfirst: int | None = None
    """The line between headline and byline that sums the article up: it is of the article."""


def read_header(
    pieces: Sequence[Piece], judged: Judgement, latest: date | None, declared: str, site: Site = NO_SITE
) -> Header:
    """Title, byline and date as the text states them, with a rule for each line that states them.

    ``latest`` is the day of the capture, where known; ``declared`` a title known from elsewhere.
    """
    keep, seen, taken = judged.keep, judged.seen, judged.fixed
    header = Header()
    start = body_start(keep, seen)
    named = site.named_among([piece.text for piece in pieces[: start + 1]], seen.folded[: start + 1])
    title = find_title(pieces, judged, declared, named)
    if title is not None:
        _take_title(header, title, pieces, judged)
    top = max(0, (title if title is not None else start) - HEADER_REACH)
    last = max((index for index, kept in enumerate(keep) if kept), default=-1)
    places = [*range(title or 0, min(start + 2, len(pieces))), *range(top, title or 0)]
    places += range(last + 1, min(last + 1 + HEADER_REACH, len(pieces)))
    if judged.extracted and not declared:
        places = [*range(title or 0, min((title or 0) + 1 + EXTRACTED_HEADER_REACH, len(pieces)))]
    header.rules.update((index, Rule.MENU_LINE) for index in named if index < start)
    for index in dict.fromkeys(places):
        if index in taken or index in header.rules:
            continue
        text = pieces[index].text
        names = _without_site(bylines.read_byline(text), site)
        if names and index not in taken:
            header.byline = header.byline or names
            header.rules[index] = Rule.BYLINE_LINE
        if names or is_date_line(index, text, seen):
            _take_date(header, text, latest)
            header.rules.setdefault(index, Rule.DATE_LINE)
    if title is not None and _is_standfirst(title + 1, pieces, judged, header):
        header.standfirst = title + 1
    if not header.byline:
        _take_bare_name(header, pieces, places, site, seen)
    if header.published is UNDATED and start < len(pieces):
        _take_dateline(header, pieces[start].text, latest)
    return header


def _take_title(header: Header, title: int, pieces: Sequence[Piece], judged: Judgement) -> None:
    """The headline, its second line, and the trails of sections that lead to it."""
    header.title = pieces[title].text
    header.rules[title] = Rule.TITLE_LINE
    for index in range(max(0, title - TRAIL_REACH), title):
        if trails(pieces[index].text, header.title):
            header.rules[index] = Rule.MENU_LINE
    if _runs_on(title + 1, pieces, judged):
        header.title = f"{header.title} {pieces[title + 1].text}"
        header.rules[title + 1] = Rule.TITLE_LINE


def _runs_on(index: int, pieces: Sequence[Piece], judged: Judgement) -> bool:
    """Whether the line right after the headline is its second: it begins in the midst of a sentence and ends none."""
    if index >= len(pieces) or index in judged.fixed or pieces[index].gap:
        return False
    columns, text, before = judged.seen.columns, pieces[index].text, pieces[index - 1]
    midst = text[0].islower() and before.text[-1] not in characters.TERMINALS + characters.COMMAS
    if not midst or len(text) not in RUN_ON_SIZE or before.kind is not BlockKind.PARAGRAPH:
        return False
    if columns["ending"][index] or columns["sentences"][index]:
        return False
    return not bylines.read_byline(text) and not is_date_line(index, text, judged.seen)


def _is_standfirst(index: int, pieces: Sequence[Piece], judged: Judgement, header: Header) -> bool:
    """Whether a line right after the headline says more than a label, with a byline or date within two lines."""
    if index >= len(pieces) or index in judged.fixed or index in header.rules:
        return False
    if len(pieces[index].text) not in STANDFIRST_SIZE or judged.seen.columns["words"][index] < STANDFIRST_WORDS:
        return False
    cues = judged.seen.cues[index]
    signed = any(after in header.rules for after in range(index + 1, index + 3))
    return bool(signed and cues[Cue.CAPTION] < CAPTION_COVERED and cues.max() <= STANDFIRST_COVERED)


def _without_site(names: str, site: Site) -> str:
    """A byline without the site's own name; a byline of nothing else stays."""
    parts = names.split(", ")
    return ", ".join(part for part in parts if not site.is_named(part)) if len(parts) > 1 else names


def _take_bare_name(
    header: Header, pieces: Sequence[Piece], places: Sequence[int], site: Site, seen: PageEvidence
) -> None:
    """A name alone on the line beside the article's date or the writer's office is the writer's."""
    signed = seen.cues[:, Cue.BYLINE] > 0
    offices = [index for index in places if signed[index] and bylines.is_office_line(pieces[index].text)]
    dated = [index for index, rule in header.rules.items() if rule is Rule.DATE_LINE]
    for index, steps in [*((index, (-1, 1)) for index in dated), *((index, (-1,)) for index in offices)]:
        for beside in (index + step for step in steps):
            if not 0 <= beside < len(pieces) or beside in header.rules or site.is_named(pieces[beside].text):
                continue
            name = bylines.in_usual_case(pieces[beside].text)
            if bylines.is_full_name(name):
                header.byline = name
                header.rules[beside] = Rule.BYLINE_LINE
                header.rules.setdefault(index, Rule.BYLINE_LINE)
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
