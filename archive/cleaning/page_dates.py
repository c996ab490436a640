"""The publication date of a page of markup, the surest statement first."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from archive.cleaning import dates
from archive.cleaning.headers import Header
from archive.cleaning.page_metadata import PageMetadata
from archive.documents import UNDATED, DateOrigin, DatePrecision, PublicationDate

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
MOST_ELEMENTS = 20_000
"""Larger trees are not searched by htmldate, whose patterns cost more than linear time there."""


def choose(
    root: HtmlElement | None, stated: PageMetadata, header: Header, url: str, latest: date | None
) -> PublicationDate:
    """The date stated for machines, else in the address, else in the text's header, else found by htmldate."""
    if stated.published.on is not None:
        return stated.published
    addressed = date_in_address(stated.url or url, latest)
    if addressed is not None:
        return PublicationDate(addressed, DatePrecision.DAY, DateOrigin.METADATA)
    if header.published.precision is DatePrecision.DAY:
        return header.published
    found = _searched(root, url, latest) if root is not None else UNDATED
    return found if found.on is not None else header.published


def date_in_address(url: str, latest: date | None) -> date | None:
    """The date in an address such as ``/2021/03/04/title``."""
    try:
        match = _IN_ADDRESS.search(urlsplit(url).path)
        if match is None:
            return None
        on = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return on if dates.is_plausible(on, latest) else None


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
