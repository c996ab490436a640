"""Title, byline and date out of a plain text: found near the start of the article, moved into their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.cleaning import bylines, characters, dates
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.judging import Judgement
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.sites import Site
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue
from archive.documents import UNDATED, DateOrigin, DatePrecision, PublicationDate

PARAGRAPH_SIZE = 80
"""The article has begun where a kept line with a sentence is at least this long."""
TITLE_REACH = 30
"""A headline stands at most this many lines above the first paragraph; share bars and pictures lie between."""
KICKER_WORDS = 3
"""A line this short above a headline is its kicker; a longer one is the headline, and what follows its standfirst."""
LONG_KICKER_WORDS = 5
KICKER_LEAD = 0.4
"""A line a little longer is one only if the line after it is better by this much."""
TITLE_SIZE = range(8, 221)
DISTANCE_COST = 0.12
"""What each line between a headline and the first paragraph costs it."""
OVERLAP_WORTH = 3.0
"""What it is worth that all its words come again in the article."""
WORDS_WORTH = 8
"""A headline of so many words is worth one more than one without any; more words add nothing."""
SIGNED_WORTH = 1.2
"""What it is worth that a byline or date follows within `SIGNED_REACH` lines."""
SIGNED_REACH = 3
TRAIL_WORTH = 1.5
"""What it is worth that a line before ends in it: that line is the trail of sections that leads to the article."""
TRAIL_REACH = 3
DECLARED_WORTH = 3.0
"""What it is worth to be, word for word, the title that the page states."""
LABEL_COST = 1.0
"""What it costs to be in capitals and of `KICKER_WORDS` at most: a kicker, a section, a site's name."""
LEAST_TITLE_SCORE = 1.0
EXTRACTED_TITLE_SCORE = 2.1
EXTRACTED_TITLE_REACH = 8
"""Of a page that was extracted before only a line among the first is taken for its headline, and only a clear one:
others are sentences and items of the text."""
EXTRACTED_TITLE_PLACES = range(2)
EXTRACTED_HEADER_REACH = 3
"""Where no title is stated and nothing signs it, it is one of the first two lines with a paragraph within so many
lines after it, and only lines as near are byline and date: farther ones are data of lists, offers and forums."""
COVERED = 0.5
"""A line half made of menu, share or consent phrases is no headline."""
CAPTION_COVERED = 0.1
"""A headline has no credit in it."""
STANDFIRST_SIZE = range(40, 301)
STANDFIRST_WORDS = 6
STANDFIRST_COVERED = 0.2
"""Of 13 such lines on the measuring pages that the tables had dropped 2 were other text."""
DATE_LIKE = 0.5
"""Share of figures, months and weekdays from which a line is a date line."""
HEADER_REACH = 6
"""Lines above the headline, and below the last paragraph, in which a date or byline is still the article's."""
DATELINE_REACH = 70
"""A dateline's date ends before this character of the first paragraph, and a dash follows."""
DATE_LINE_SIZE = 140
BODY_SAMPLE = 4000
"""Characters of the article in which a headline's words are looked for."""

_ITEM_SIGNS = "-–—•*|·"
_DATELINE_END = re.compile(r"^[\s,.]*(?:\([^)]{2,40}\)\s*)?[-–—:]")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]\.){2,}$")
"""A headline may end in "U.S."."""
SHOUTING = 0.9
_NOT_TITLE = [
    Cue.CONSENT, Cue.SHARING, Cue.SUBSCRIPTION, Cue.FORM, Cue.NAVIGATION, Cue.FOOTER, Cue.COMMENTS_HEAD, Cue.RELATED,
    Cue.ADVERTISING, Cue.BYLINE,
]  # fmt: skip


NO_SITE = Site()


@dataclass(slots=True)
class Header:
    """What was found, and the lines it was found in."""

    title: str = ""
    byline: str = ""
    published: PublicationDate = UNDATED
    rules: dict[int, Rule] = field(default_factory=dict)
    standfirst: int | None = None
    """The line between headline and byline that sums the article up: it is of the article."""


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
    pieces: Sequence[Piece],
    judged: Judgement,
    declared: str = "",
    site: Site = NO_SITE,
) -> int | None:
    """The line that is the headline, or None where the text has none."""
    keep, seen = judged.keep, judged.seen
    start = body_start(keep, seen)
    body = lexicon.telling(_sample(start, keep, seen))
    least = EXTRACTED_TITLE_SCORE if judged.extracted else LEAST_TITLE_SCORE
    last = min(start + 1, len(pieces), EXTRACTED_TITLE_REACH if judged.extracted else len(pieces))
    best, best_score, best_words, between = None, least, 0, 0
    unexplained = {start: 0}
    for index in range(start - 1, max(0, start - TITLE_REACH) - 1, -1):
        between += index not in judged.fixed
        unexplained[index] = between
    for index in range(max(0, start - TITLE_REACH), last):
        if index in judged.fixed or not _can_be_title(index, pieces, seen, site):
            continue
        if index == start and (seen.columns["sentences"][index] or best is not None):
            continue
        if judged.extracted and not declared and not _heads_paragraph(index, pieces, seen):
            continue
        words = lexicon.telling(seen.folded[index])
        overlap = len(words & body) / max(len(words), 1) if index != start else 1.0
        score = OVERLAP_WORTH * overlap - DISTANCE_COST * unexplained[index]
        score += _shape_worth(index, pieces, seen) + _declared_worth(words, seen.folded[index], declared)
        kicker = best_words <= KICKER_WORDS or (best_words <= LONG_KICKER_WORDS and score > best_score + KICKER_LEAD)
        if best is not None and index - best <= 2 and best_score > 1.5 and not kicker:
            continue
        if score > best_score:
            best, best_score, best_words = index, score, len(seen.folded[index].split())
    return best


def _heads_paragraph(index: int, pieces: Sequence[Piece], seen: PageEvidence) -> bool:
    """Whether a byline or date follows a line, or it is one of the first, no item, and a paragraph follows soon."""
    if _is_signed(index, pieces, seen):
        return True
    after = slice(index + 1, index + 1 + EXTRACTED_HEADER_REACH)
    paragraphs = (seen.columns["size"][after] >= PARAGRAPH_SIZE) & (seen.columns["sentences"][after] > 0)
    return index in EXTRACTED_TITLE_PLACES and pieces[index].text[0] not in _ITEM_SIGNS and bool(paragraphs.any())


def _shape_worth(index: int, pieces: Sequence[Piece], seen: PageEvidence) -> float:
    """What a line's length and the lines about it say for its being the headline."""
    columns = seen.columns
    worth = min(float(columns["words"][index]), WORDS_WORTH) / WORDS_WORTH
    if columns["shouting"][index] > SHOUTING and columns["words"][index] <= KICKER_WORDS:
        worth -= LABEL_COST
    if any(_trails(pieces[before].text, pieces[index].text) for before in range(max(0, index - TRAIL_REACH), index)):
        worth += TRAIL_WORTH
    return worth + SIGNED_WORTH if _is_signed(index, pieces, seen) else worth


def _is_signed(index: int, pieces: Sequence[Piece], seen: PageEvidence) -> bool:
    """Whether a byline or date follows within `SIGNED_REACH` lines."""
    return any(
        bylines.read_byline(pieces[after].text) or _is_date_line(after, pieces[after].text, seen)
        for after in range(index + 1, min(index + 1 + SIGNED_REACH, len(pieces)))
    )


def _declared_worth(words: set[str], folded: str, declared: str) -> float:
    wanted = lexicon.content_words(declared)
    if not wanted:
        return 0.0
    same = folded.split() == characters.fold(declared).split()
    return OVERLAP_WORTH * len(words & wanted) / len(words | wanted) + (DECLARED_WORTH if same else 0.0)


def _trails(trail: str, headline: str) -> bool:
    """Whether a line is a trail of sections that ends in the headline: "Home » World » ..."."""
    return len(trail) > len(headline) and trail.endswith(headline) and not trail[-len(headline) - 1].isalnum()


def _can_be_title(index: int, pieces: Sequence[Piece], seen: PageEvidence, site: Site) -> bool:
    columns, text = seen.columns, pieces[index].text
    if len(text) not in TITLE_SIZE or columns["words"][index] < 2 or columns["date"][index] >= DATE_LIKE:
        return False
    ending = columns["ending"][index]
    if ending == 1 or (ending == 3 and not _ABBREVIATED.search(text)):
        return False
    if columns["separators"][index] > 0.15 or columns["marks"][index]:
        return False
    if seen.cues[index, Cue.CAPTION] >= CAPTION_COVERED or seen.cues[index, _NOT_TITLE].max() >= COVERED:
        return False
    after = pieces[index + 1 : index + 1 + TRAIL_REACH]
    if site.is_named(text) or any(_trails(text, one.text) for one in after if len(one.text) in TITLE_SIZE):
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


def read_header(
    pieces: Sequence[Piece], judged: Judgement, latest: date | None, declared: str, site: Site = NO_SITE
) -> Header:
    """Title, byline and date as the text states them, with a rule for each line that states them.

    ``latest`` is the day of the capture, where known; ``declared`` a title known from elsewhere.
    """
    keep, seen, taken = judged.keep, judged.seen, judged.fixed
    header = Header()
    title = find_title(pieces, judged, declared, site)
    start = body_start(keep, seen)
    if title is not None:
        header.title = pieces[title].text
        header.rules[title] = Rule.TITLE_LINE
        for index in range(max(0, title - TRAIL_REACH), title):
            if _trails(pieces[index].text, header.title):
                header.rules[index] = Rule.MENU_LINE
    top = max(0, (title if title is not None else start) - HEADER_REACH)
    last = max((index for index, kept in enumerate(keep) if kept), default=-1)
    places = [*range(title or 0, min(start + 2, len(pieces))), *range(top, title or 0)]
    places += range(last + 1, min(last + 1 + HEADER_REACH, len(pieces)))
    if judged.extracted and not declared:
        places = [*range(title or 0, min((title or 0) + 1 + EXTRACTED_HEADER_REACH, len(pieces)))]
    header.rules.update((index, Rule.MENU_LINE) for index in range(start) if site.is_named(pieces[index].text))
    for index in dict.fromkeys(places):
        if index in taken or index in header.rules:
            continue
        text = pieces[index].text
        names = _without_site(bylines.read_byline(text), site)
        if names and index not in taken:
            header.byline = header.byline or names
            header.rules[index] = Rule.BYLINE_LINE
        if names or _is_date_line(index, text, seen):
            _take_date(header, text, latest)
            header.rules.setdefault(index, Rule.DATE_LINE)
    if title is not None and _is_standfirst(title + 1, pieces, judged, header):
        header.standfirst = title + 1
    if not header.byline:
        _take_bare_name(header, pieces, places, site, seen)
    if header.published is UNDATED and start < len(pieces):
        _take_dateline(header, pieces[start].text, latest)
    return header


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
