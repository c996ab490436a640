"""The publication date of a page of markup, the surest statement first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from archive.cleaning import dates
from archive.cleaning.headers import Header
from archive.cleaning.page_metadata import PageMetadata
from archive.cleaning.rules import Rule
from archive.documents import (
    UNDATED,
    Block,
    BlockKind,
    DateOrigin,
    DatePrecision,
    PublicationDate,
    Removal,
    RemovalCategory,
)

_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_COMPACT_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_HYPHENS_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)")
_NAMED_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?:/|-|$)", re.IGNORECASE)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])/")
_YEAR_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/")
MOST_ELEMENTS = 20_000
"""Larger trees are not searched by htmldate, whose patterns cost more than linear time there."""
PLACE_AND_DAY = re.compile(
    r"^[^a-z\d]{2,40},?\s+(?:\([^)]{2,30}\)\s*,?\s*)?([^\W\d_]{3,12}\.?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,12})\b"
)
"""A dateline without a year: "GENEVA, March 3 (Agency) -"."""
OLD_PICTURE = re.compile(r"\b(?:file|archiv\w*|undated|library|handout|stock|arquivo|archivo)\b", re.IGNORECASE)
"""Says that a picture is older than the article."""


_DATING_RULES = frozenset({Rule.DATE_LINE.rule_name, Rule.BYLINE_LINE.rule_name})
_DOUBLED = Rule.DOUBLED_CAPTION.rule_name


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of its date besides the header: its date lines, captions, and first paragraph."""

    lines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    opening: str = ""

    @classmethod
    def of(cls, blocks: Sequence[Block], removals: Sequence[Removal]) -> Shown:
        """From a page's blocks and removals."""
        pictures = [block.text for block in blocks if block.kind is BlockKind.CAPTION]
        pictures += [one.text for one in removals if one.category is RemovalCategory.CAPTION or one.rule == _DOUBLED]
        paragraphs = (block.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
        dated = tuple(one.text for one in removals if one.rule in _DATING_RULES)
        return cls(dated, tuple(pictures), next(paragraphs, ""))


def choose(
    root: HtmlElement | None, stated: PageMetadata, header: Header, shown: Shown, *, url: str, latest: date | None
) -> PublicationDate:
    """The day stated for machines, else in the address, else in the text's header, else as htmldate finds it.

    Where none of them gives a day: the month or year that one of them gives, then what a caption or
    the page's last change says of it.
    """
    if stated.published.precision is DatePrecision.DAY:
        return stated.published
    addressed = date_in_address(stated.url or url, latest)
    printed = _in_order(header.published, shown, stated.order, latest)
    if addressed.precision is DatePrecision.DAY:
        return printed if printed.on == addressed.on and printed.precision is DatePrecision.DAY else addressed
    if printed.precision is DatePrecision.DAY:
        return printed
    opening = _without_year(shown.opening, stated.url or url, latest)
    coarse = [one for one in (opening, stated.published, printed, addressed) if one.on is not None]
    found = _searched(root, url, latest) if root is not None else UNDATED
    if found.on is not None and found.on != stated.modified.on and not _is_made_up(found.on, coarse):
        return found
    return coarse[0] if coarse else infer(shown, stated.modified, latest)


def choose_for_text(
    printed: PublicationDate, shown: Shown, *, language: str, url: str, latest: date | None
) -> PublicationDate:
    """The date of a plain text: as its header prints it, else in its address, else what a caption says of it."""
    printed = _in_order(printed, shown, dates.order_of(language), latest)
    addressed = date_in_address(url, latest)
    if printed.precision is DatePrecision.DAY or addressed.on is None:
        return printed if printed.on else infer(shown, UNDATED, latest)
    if addressed.precision is DatePrecision.DAY:
        return addressed
    opening = _without_year(shown.opening, url, latest)
    return next(one for one in (opening, printed, addressed) if one.on is not None)


def _is_made_up(on: date, coarse: Sequence[PublicationDate]) -> bool:
    """Whether a day only fills up a month that the page gives: htmldate puts the first, or today's day, there."""
    months = {(one.on.year, one.on.month) for one in coarse if one.on}
    return (on.year, on.month) in months and on.day in {1, date.today().day}


def infer(shown: Shown, modified: PublicationDate, latest: date | None) -> PublicationDate:
    """A date from what is dated beside the article: a picture's month, or the day of the page's last change."""
    for caption in shown.captions:
        if OLD_PICTURE.search(caption):
            continue
        for one in dates.find_dates(caption):
            if dates.is_plausible(one.on, latest) and one.precision is not DatePrecision.YEAR:
                return PublicationDate(one.on.replace(day=1), DatePrecision.MONTH, DateOrigin.INFERRED)
    if modified.on is None:
        return UNDATED
    return PublicationDate(modified.on, modified.precision, DateOrigin.INFERRED)


def date_in_address(url: str, latest: date | None) -> PublicationDate:
    """The date in an address such as ``/2021/03/04/title``, ``/2021/mar/04/`` or ``/2021/03/``, else undated."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return UNDATED
    for pattern in (_DAY_IN_ADDRESS, _NAMED_IN_ADDRESS, _HYPHENS_IN_ADDRESS, _COMPACT_IN_ADDRESS):
        match = pattern.search(path)
        found = _made(match[1], match[2], match[3]) if match else None
        if found and dates.is_plausible(found, latest):
            return PublicationDate(found, DatePrecision.DAY, DateOrigin.INFERRED)
    match = _MONTH_IN_ADDRESS.search(path)
    found = _made(match[1], match[2], "1") if match else None
    if found and dates.is_plausible(found, latest):
        return PublicationDate(found, DatePrecision.MONTH, DateOrigin.INFERRED)
    return UNDATED


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else dates.month_number(month), int(day))
    except ValueError:
        return None


def _in_order(printed: PublicationDate, shown: Shown, order: dates.Order, latest: date | None) -> PublicationDate:
    """The header's date, read again where only the page's language tells whether 3/4/2021 is in March."""
    if printed.precision is not DatePrecision.YEAR or order is dates.Order.UNKNOWN:
        return printed
    for line in shown.lines:
        for one in dates.find_dates(line, order):
            if one.precision is DatePrecision.DAY and dates.is_plausible(one.on, latest):
                return PublicationDate(one.on, one.precision, DateOrigin.TEXT)
    return printed


def _without_year(opening: str, url: str, latest: date | None) -> PublicationDate:
    """A dateline's day with the year that the page's address states."""
    match = PLACE_AND_DAY.match(opening)
    try:
        year = _YEAR_IN_ADDRESS.search(urlsplit(url).path)
    except ValueError:
        return UNDATED
    if match is None or year is None:
        return UNDATED
    for one in dates.find_dates(f"{match[1]} {year[1]}"):
        if one.precision is DatePrecision.DAY and dates.is_plausible(one.on, latest):
            return PublicationDate(one.on, one.precision, DateOrigin.INFERRED)
    return UNDATED


@cache
def _today_text() -> str:
    return date.today().isoformat()


def _searched(root: HtmlElement, url: str, latest: date | None) -> PublicationDate:
    """What htmldate makes of the tree without guessing from loose text."""
    limit = latest.isoformat() if latest else _today_text()
    try:
        text = find_date(root, extensive_search=False, original_date=True, url=url or None, max_date=limit)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return UNDATED
    for found in dates.find_dates(text or ""):
        if dates.is_plausible(found.on, latest):
            return PublicationDate(found.on, DatePrecision.DAY, DateOrigin.METADATA)
    return UNDATED
