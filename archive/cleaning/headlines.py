"""The headline of a plain text or of a page of markup: the line above the article that says what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from archive.cleaning import bylines, characters
from archive.cleaning.date_lines import DATE_LIKE, is_date_line
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.judging import Judgement
from archive.cleaning.pieces import Piece
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

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
BODY_SAMPLE = 4000
"""Characters of the article in which a headline's words are looked for."""

_ITEM_SIGNS = "-–—•*|·"
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]\.){2,}$")
"""A headline may end in "U.S."."""
LOST_SIGN = "\ufffd"
_DAMAGED = re.compile(rf"\S*{LOST_SIGN}\S*")
SHOUTING = 0.9
_NOT_TITLE = [
    Cue.CONSENT, Cue.SHARING, Cue.SUBSCRIPTION, Cue.FORM, Cue.NAVIGATION, Cue.FOOTER, Cue.COMMENTS_HEAD, Cue.RELATED,
    Cue.ADVERTISING, Cue.BYLINE,
]  # fmt: skip

_SHAPE = ("words", "date", "ending", "separators", "marks")
MOST_SEPARATORS = 0.15
"""Signs between links for each word of a headline."""


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
    named: Set[int] = frozenset(),
) -> int | None:
    """The line that is the headline, or None where the text has none; ``named`` are the lines with the site's name."""
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
    wanted, folded = lexicon.content_words(declared), characters.fold(declared).split()
    for index in _shaped_as_title(max(0, start - TITLE_REACH), last, seen):
        if index in judged.fixed or index in named or not _can_be_title(index, pieces, seen):
            continue
        if index == start and (seen.columns["sentences"][index] or best is not None):
            continue
        if judged.extracted and not declared and not _heads_paragraph(index, pieces, seen):
            continue
        words = lexicon.telling(_undamaged(pieces[index].text, seen.folded[index]))
        overlap = len(words & body) / max(len(words), 1) if index != start else 1.0
        score = OVERLAP_WORTH * overlap - DISTANCE_COST * unexplained[index]
        score += _shape_worth(index, pieces, seen) + _declared_worth(words, seen.folded[index], wanted, folded)
        kicker = best_words <= KICKER_WORDS or (best_words <= LONG_KICKER_WORDS and score > best_score + KICKER_LEAD)
        if best is not None and index - best <= 2 and best_score > 1.5 and not kicker:
            continue
        if score > best_score:
            best, best_score, best_words = index, score, len(seen.folded[index].split())
    return best


def _undamaged(text: str, folded: str) -> str:
    """The folded line without words that hold the sign for a lost letter: nothing else in the page is spelled so."""
    return characters.fold(_DAMAGED.sub(" ", text)) if LOST_SIGN in text else folded


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
    if any(trails(pieces[before].text, pieces[index].text) for before in range(max(0, index - TRAIL_REACH), index)):
        worth += TRAIL_WORTH
    return worth + SIGNED_WORTH if _is_signed(index, pieces, seen) else worth


def _is_signed(index: int, pieces: Sequence[Piece], seen: PageEvidence) -> bool:
    """Whether a byline or date follows within `SIGNED_REACH` lines."""
    return any(
        bylines.read_byline(pieces[after].text) or is_date_line(after, pieces[after].text, seen)
        for after in range(index + 1, min(index + 1 + SIGNED_REACH, len(pieces)))
    )


def _declared_worth(words: set[str], folded: str, wanted: set[str], declared: list[str]) -> float:
    """What likeness to the title that is stated is worth; ``wanted`` are its telling words, ``declared`` all."""
    if not wanted:
        return 0.0
    same = folded.split() == declared
    return OVERLAP_WORTH * len(words & wanted) / len(words | wanted) + (DECLARED_WORTH if same else 0.0)


def trails(trail: str, headline: str) -> bool:
    """Whether a line is a trail of sections that ends in the headline: "Home » World » ..."."""
    return len(trail) > len(headline) and trail.endswith(headline) and not trail[-len(headline) - 1].isalnum()


def _shaped_as_title(first: int, last: int, seen: PageEvidence) -> list[int]:
    """Lines of a stretch that by their evidence may be a headline."""
    if first >= last:
        return []
    part = slice(first, last)
    words, date, ending, separators, marks = (seen.columns[name][part] for name in _SHAPE)
    cues = seen.cues[part]
    fit = (words >= 2) & (date < DATE_LIKE) & (ending != 1) & (separators <= MOST_SEPARATORS) & (marks == 0)
    fit &= (cues[:, Cue.CAPTION] < CAPTION_COVERED) & (cues[:, _NOT_TITLE].max(axis=1) < COVERED)
    found: list[int] = (fit.nonzero()[0] + first).tolist()
    return found


def _can_be_title(index: int, pieces: Sequence[Piece], seen: PageEvidence) -> bool:
    text = pieces[index].text
    if len(text) not in TITLE_SIZE or (seen.columns["ending"][index] == 3 and not _ABBREVIATED.search(text)):
        return False
    after = pieces[index + 1 : index + 1 + TRAIL_REACH]
    if any(trails(text, one.text) for one in after if len(one.text) in TITLE_SIZE):
        return False
    return not bylines.read_byline(text) and not is_date_line(index, text, seen)
