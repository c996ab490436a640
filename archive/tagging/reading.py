"""A reading: one document made ready for tagging.

Title and text are read as one string, the title first, so that what one explains the other may use;
`Reading.locate` gives each span back as an offset into the one it belongs to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from archive.documents import Place
from archive.tagging.folding import fold
from archive.tagging.members import IN_BODY, IN_CAPTION, IN_LEAD, IN_TITLE
from archive.tagging.vocabulary import word_list

GAP = "\n\n"
LEAD_LENGTH = 600
"""Characters of the text that count as its lead where it has no short first paragraphs."""

LEAD_PARAGRAPHS = 2
"""Paragraphs that make the lead: news says who and where in its first two."""

WRAPPED_LINE = 45
"""A line at least this long, with no empty line after it, was broken by its writer's screen, not by sense."""

LONE_ABBREVIATION = 8
"""Letters; a line of no more in capitals is a lone abbreviation, not a headline."""

LANGUAGE_SAMPLE = 2000
"""Characters from which the language is told where the page does not state it."""

_WRAP = re.compile(rf"\n(?<=[^\n]{{{WRAPPED_LINE}}}\n)(?=[^\n\s])")
_CAPITALISED, _SMALL_WORD = re.compile(r"(?<![\w'-])[A-Z][\w'-]*"), re.compile(r"(?<![\w'-])[a-z][a-z'-]*")
_YEARS = re.compile(r"20[0-4]\d(?<!\w....)(?!\w)"), re.compile(r"19[4-9]\d(?<!\w....)(?!\w)")
"""Years in the lifetime of the archive, by century; no boundary before them, so that the engine leaps to digits."""

ENGLISH, APART = 3, 333
"""Times that "the" stands in the sample, at least once in so many characters: the other words need not be counted."""

_OPENERS = "\"'([{*•-"

HEADLINE_CAPITALS, HEADLINE_LENGTH = 3, 160
"""Capitalised words from which a title is in title case, and its longest line in characters."""

_HEADLINE_SMALL = frozenset(word_list("headline_small")[""])
_FUNCTION_WORDS = {code: frozenset(words) for code, words in word_list("languages").items() if code}
_LANGUAGES_OF = {
    word: " ".join(code for code, words in _FUNCTION_WORDS.items() if word in words)
    for word in frozenset().union(*_FUNCTION_WORDS.values())
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, folded, with what its layout says."""

    written: str
    """Title, a gap and the text, as given."""
    folded: str
    """The same with accents, quotes, dashes, spaces and screen line breaks folded; every offset is the same."""
    text_start: int
    title_length: int
    lead_end: int
    captions: tuple[tuple[int, int], ...]
    capitals: tuple[tuple[int, int], ...]
    """Spans of the lines that are written in capitals."""
    title_case: bool
    """The title writes every word of weight with a capital, so that its capitals say nothing."""
    language: str
    year: int | None
    """The year of the article; where it has no date, the latest year that its text names."""
    published: date | None

    def locate(self, start: int, end: int) -> tuple[Place, int, int]:
        """Give the place of a span, and its offsets into the title or into the text."""
        if end <= self.title_length:
            return IN_TITLE, start, end
        begin, finish = start - self.text_start, end - self.text_start
        if self.captions and any(first <= begin < last for first, last in self.captions):
            return IN_CAPTION, begin, finish
        return (IN_LEAD if begin < self.lead_end else IN_BODY), begin, finish

    @property
    def headlines(self) -> tuple[tuple[int, int], ...]:
        """Spans in which every word has a capital, in their order: see `in_headline`."""
        if not self.title_case:
            return self.capitals
        length = self.title_length
        return (0, length), *(span for span in self.capitals if span[0] >= length)

    def in_capitals(self, position: int) -> bool:
        """Tell whether a position is in a line written in capitals."""
        place = bisect_right(self.capitals, (position, len(self.folded) + 1)) - 1
        return place >= 0 and position < self.capitals[place][1]

    def in_headline(self, position: int) -> bool:
        """Tell whether a position is where every word has a capital: a line in capitals, a title in title case."""
        return (self.title_case and position < self.title_length) or self.in_capitals(position)

    def opens_sentence(self, position: int) -> bool:
        """Tell whether the word at a position is the first of a sentence, so that its capital says nothing."""
        text, before = self.folded, position - 1
        while before >= 0 and (text[before] == " " or text[before] in _OPENERS):
            before -= 1
        return before < 0 or text[before] in ".!?:;\n|>"


def read_document(
    title: str,
    text: str,
    published: date | None = None,
    captions: tuple[tuple[int, int], ...] = (),
    language: str = "",
) -> Reading:
    """Make a reading; ``captions`` are spans of the text, ``language`` an ISO 639-1 code or empty."""
    written = title + GAP + text
    folded = fold(written)
    unwrapped = _WRAP.sub(" ", folded)
    start = len(title) + len(GAP)
    year = published.year if published else _latest_year(unwrapped)
    return Reading(
        written=written,
        folded=unwrapped,
        text_start=start,
        title_length=len(title),
        lead_end=_lead_end(text),
        captions=captions,
        capitals=tuple(_lines_in_capitals(folded)),
        title_case=_in_title_case(folded[: len(title)]),
        language=language[:2].lower() or _language(folded[:LANGUAGE_SAMPLE]),
        year=year,
        published=published,
    )


def _latest_year(text: str) -> int | None:
    years = next(filter(None, (century.findall(text) for century in _YEARS)), [])
    return int(max(years)) if years else None


def _lead_end(text: str) -> int:
    """Give where the lead ends: after its paragraphs, or after so many characters in an unbroken text."""
    position = 0
    for _ in range(LEAD_PARAGRAPHS):
        position = text.find("\n", position + 1)
        if position < 0 or position > LEAD_LENGTH:
            return min(LEAD_LENGTH, len(text))
    return max(position, min(LEAD_LENGTH // 2, len(text)))


def _lines_in_capitals(text: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for line in text.split("\n"):
        if line.isupper() and sum(map(str.isalpha, line)) > LONE_ABBREVIATION:
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


def _in_title_case(title: str) -> bool:
    """Tell a headline that writes its verbs and nouns with capitals ("Trump Claims Win") from a sentence."""
    if len(_CAPITALISED.findall(title)) < HEADLINE_CAPITALS or len(title) > HEADLINE_LENGTH:
        return False
    return all(word in _HEADLINE_SMALL for word in _SMALL_WORD.findall(title))


def _language(text: str) -> str:
    if (articles := text.count(" the ")) >= ENGLISH and articles * APART >= len(text):
        return "en"
    known = filter(_LANGUAGES_OF.__contains__, text.lower().split())
    codes = " ".join(map(_LANGUAGES_OF.__getitem__, known))
    best = max(_FUNCTION_WORDS, key=codes.count)
    return best if best in codes else ""
