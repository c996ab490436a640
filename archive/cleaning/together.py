"""Records outside the archive cleaned with what the other pages of their hosts teach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from archive.cleaning.cutting import pieces_of
from archive.cleaning.furniture import LEAST_PAGES, Furniture
from archive.cleaning.records import page_of
from archive.cleaning.recurring import PageLines, SourceLines
from archive.documents import UnreadableDocument

MOST_SKETCHES = 2_000
"""Pages of a host that are remembered to compare later ones with."""
Records = Callable[[], Iterable[Mapping[str, Any]]]


def host_of(record: Mapping[str, Any]) -> str:
    """The host of a record's address without its ``www``; empty where it has none."""
    url = record.get("url")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if isinstance(url, str) else ""
    except ValueError:
        return ""


def furniture_of_hosts(records: Records) -> dict[str, Furniture]:
    """What recurs over the pages of each host that has pages enough to tell; ``records`` is gone through twice.

    Records that cannot be read are left to cleaning, which says what is wrong with them.
    """
    pages = Counter(host for record in records() if (host := host_of(record)))
    learned = {host: SourceLines() for host, number in pages.items() if number > LEAST_PAGES}
    if not learned:
        return {}
    seen: set[str] = set()
    for number, record in enumerate(records()):
        lines, url = learned.get(host_of(record)), str(record.get("url"))
        if lines is None or url in seen:
            continue
        seen.add(url)
        try:
            lines.add(number, PageLines.of(piece.text for piece in pieces_of(page_of(record))), lambda _: {})
        except UnreadableDocument:
            continue
        lines.forget(MOST_SKETCHES)
    return {host: lines.furniture() for host, lines in learned.items()}
