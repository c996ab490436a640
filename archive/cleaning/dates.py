"""Dates as people write them, in every language that has a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import lru_cache

from archive.cleaning import characters
from archive.cleaning.vocabulary import lexicon
from archive.documents import DatePrecision

EARLIEST_YEAR = 1800
"""No article of an archive of news is older."""
CLOCK_SLACK = timedelta(days=1)
"""A page can be dated tomorrow in the time zone of its readers, not later."""

REMEMBERED = 300
"""Characters of a text whose dates are remembered: the lines about a headline are asked for them several times."""
_DIGIT = re.compile(r"\d")
_WORD = r"[^\W\d_]+"
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_KOREAN_DOTS = re.compile(r"(?<!\d)(\d{4})\.\s+(\d{1,2})\.\s+(\d{1,2})")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.ºª])?[\s-]+(?:(?:de|of|di|d')\s*)?({_WORD})\.?,?[\s-]+(?:(?:de|del|do)\s+)?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_MONTH_ONLY = re.compile(rf"(?<!\d\s)({_WORD})\.?,?\s+(?:(?:de|del|do)\s+)?(\d{{4}})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_TWELVE_HOURS = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
SHORT_YEAR_PIVOT = 70
"""Two-digit years from here on are of the twentieth century."""


class Order(Enum):
    """How a page writes a date of figures with slashes."""

    UNKNOWN = auto()
    DAY_FIRST = auto()
    MONTH_FIRST = auto()


MONTH_FIRST_PLACES = frozenset({"us", "ph", "fm", "mh", "pw", "pr", "gu", "as", "vi", "mp"})
"""Countries and territories that write the month first (Unicode CLDR, short date formats of English)."""
EITHER_PLACES = frozenset({"ca"})


def order_of(language: str) -> Order:
    """How pages in a language write dates of figures: "fr", "en-GB", "en_US"; English alone doesn't say.

    Source: short date formats of Unicode CLDR. Languages that write the year first are not asked for the order.
    """
    name, _, place = language.lower().replace("_", "-").partition("-")
    if not name or place in EITHER_PLACES:
        return Order.UNKNOWN
    if name == "en":
        return (Order.MONTH_FIRST if place in MONTH_FIRST_PLACES else Order.DAY_FIRST) if place else Order.UNKNOWN
    return Order.DAY_FIRST


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where in the text it stood."""

    on: date
    precision: DatePrecision
    start: int
    end: int


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int:
    """The number of the month that a word names in any language, else 0."""
    return lexicon.month_numbers().get(characters.fold(word).strip(), 0)


def _numeric(match: re.Match[str], text: str, order: Order) -> tuple[date | None, DatePrecision]:
    """A date of figures: in the order known, else the day first, unless that is impossible or the clock American."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year < 100:
        year += 1900 if year >= SHORT_YEAR_PIVOT else 2000
    day, month = first, second
    if match[2] == "/" and order is not Order.UNKNOWN and max(first, second) <= 12:
        return _made(year, second, first) if order is Order.DAY_FIRST else _made(year, first, second), DatePrecision.DAY
    if second > 12 or (match[2] == "/" and first <= 12 and _TWELVE_HOURS.search(text)):
        day, month = second, first
    elif match[2] == "/" and first <= 12 and first != second:
        return _made(year, 1, 1), DatePrecision.YEAR
    return _made(year, month, day), DatePrecision.DAY


def find_dates(text: str, order: Order = Order.UNKNOWN) -> list[FoundDate]:
    """Every date in a text, in reading order; a part of one already found is not found again.

    ``order`` is that of dates such as 3/4/2021, where the page's country is known.
    """
    if _DIGIT.search(text) is None:
        return []
    return list(_read_once(text, order) if len(text) <= REMEMBERED else _found_dates(text, order))


@lru_cache(maxsize=1024)
def _read_once(text: str, order: Order) -> tuple[FoundDate, ...]:
    return _found_dates(text, order)


def _found_dates(text: str, order: Order) -> tuple[FoundDate, ...]:
    found: list[FoundDate] = []

    def add(match: re.Match[str], on: date | None, precision: DatePrecision = DatePrecision.DAY) -> None:
        if on is None or on.year < EARLIEST_YEAR:
            return
        if all(match.end() <= other.start or match.start() >= other.end for other in found):
            found.append(FoundDate(on, precision, match.start(), match.end()))

    for match in _ISO.finditer(text):
        add(match, _made(int(match[1]), int(match[2]), int(match[3])))
    for match in _EASTERN.finditer(text):
        precision = DatePrecision.DAY if match[3] else DatePrecision.MONTH
        add(match, _made(int(match[1]), int(match[2]), int(match[3] or 1)), precision)
    for match in _KOREAN_DOTS.finditer(text):
        add(match, _made(int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY_FIRST.finditer(text):
        add(match, _made(int(match[3]), month_number(match[2]), int(match[1])))
    for match in _MONTH_FIRST.finditer(text):
        add(match, _made(int(match[3]), month_number(match[1]), int(match[2])))
    for match in _NUMERIC.finditer(text):
        add(match, *_numeric(match, text, order))
    for match in _MONTH_ONLY.finditer(text):
        add(match, _made(int(match[2]), month_number(match[1]), 1), DatePrecision.MONTH)
    return tuple(sorted(found, key=lambda one: one.start))


def find_compact_date(text: str) -> date | None:
    """A date written as eight figures, as addresses and some meta tags do."""
    match = _COMPACT.search(text)
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def is_plausible(on: date, latest: date | None) -> bool:
    """Whether an article can have been published then; ``latest`` is the day of the capture, else it is today."""
    return on.year >= EARLIEST_YEAR and on <= (latest or date.today()) + CLOCK_SLACK
