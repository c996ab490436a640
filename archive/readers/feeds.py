"""RSS and Atom files: an entry that carries its full text is a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.found import Found, Rejection, storable

FEED_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+(?:rss|feed)[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:rss|feed|(?:[A-Za-z]+:)?RDF)\b",
    re.S,
)
SUMMARY_WORDS = 100
"""Words from which a description is taken for the text itself: teasers have 20 to 60."""
MOST_ENTRIES = 100_000


def read_feed(payload: bytes, origin: str, host: str = "") -> Iterator[Found]:
    """Each entry of a feed as a page; entries without their full text are rejected. Raises UnreadableDocument."""
    root = _parsed(payload)
    if root is None:
        raise UnreadableDocument("not XML: the feed cannot be read")
    title, site = _feed_about(root)
    number = 0
    for entry in root.iter("{*}item", "{*}entry"):
        number += 1
        place = f"{origin}#{number}"
        if number > MOST_ENTRIES:
            yield Rejection(place, f"given up after {MOST_ENTRIES:,} entries")
            return
        kept = etree.tostring(entry, encoding="utf-8", with_tail=False)
        try:
            yield read_entry(kept, place, declared=Declared(source=title, host=host or site))
        except UnreadableDocument as error:
            yield Rejection(place, str(error))
    if not number:
        raise UnreadableDocument("empty: the feed has no entries")


def read_entry(payload: bytes, origin: str, url: str = "", declared: Declared | None = None) -> RawDocument:
    """One entry, as its own XML, as a page; raises UnreadableDocument where it holds no full text."""
    entry = _parsed(payload)
    if entry is None:
        raise UnreadableDocument("not XML: the entry cannot be read")
    known = declared or Declared()
    content = _text_of(entry)
    published = _moment(_first(entry, "pubDate", "published", "date", "updated"))
    address = _link(entry)
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=MediaType.ENTRY,
        content=content,
        is_markup=True,
        url=url or (address if address.startswith(("http://", "https://")) else ""),
        declared=Declared(
            title=known.title or _plain(_first(entry, "title")),
            byline=known.byline or _plain(_byline(entry)),
            published=known.published or (published.date().isoformat() if published else ""),
            source=known.source,
            host=known.host,
        ),
        captured_at=None,
    )


def entry_links(payload: bytes, address: str = "") -> list[str]:
    """The addresses that a feed's entries name, each once, in their order; raises UnreadableDocument.

    Those that are written from the feed on, as "/2024/story", stand beside the feed's own ``address`` and `xml:base`.
    """
    root = _parsed(payload)
    if root is None:
        raise UnreadableDocument("not XML: the feed cannot be read")
    links = [_absolute(_link(entry), entry.base or "", address) for entry in root.iter("{*}item", "{*}entry")]
    return list(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))


def _absolute(link: str, base: str, address: str) -> str:
    try:
        return urljoin(urljoin(address, base), link) if link else ""
    except ValueError:
        return ""


def _parsed(payload: bytes) -> Any:
    """The root element, or None; nothing outside the file is loaded and no entity is put in."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _feed_about(root: Any) -> tuple[str, str]:
    """The feed's own title and the host of its site."""
    channel = next(root.iter("{*}channel"), root)
    title = next((_said(child) for child in channel.iterchildren("{*}title")), "")
    links = [child.get("href") or _said(child) for child in channel.iterchildren("{*}link")]
    for link in links:
        try:
            host = (urlsplit(link).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if host:
            return _plain(title)[:200], host[:253]
    return _plain(title)[:200], ""


def _text_of(entry: Any) -> str:
    """The entry's text as markup."""
    for name in ("encoded", "content"):
        for child in entry.iterchildren(f"{{*}}{name}"):
            if text := _markup(child):
                return text
    summary = next((text for name in ("description", "summary") if (text := _markup_of_first(entry, name))), "")
    words = len(_plain(summary).split())
    if not words:
        raise UnreadableDocument("empty: the entry holds no text")
    if words < SUMMARY_WORDS:
        raise UnreadableDocument(f"no full text: the entry has a summary of {words} words; fetch its address instead")
    return summary


def _markup_of_first(entry: Any, name: str) -> str:
    return next((_markup(child) for child in entry.iterchildren(f"{{*}}{name}")), "")


def _markup(element: Any) -> str:
    """What an element holds as HTML: escaped HTML, inline XHTML, or plain text."""
    if (len(element) and element.get("type", "") == "xhtml") or any(isinstance(c.tag, str) for c in element):
        parts = [storable(element.text or "")]
        parts += [etree.tostring(child, encoding="unicode") for child in element if isinstance(child.tag, str)]
        return storable("".join(parts)).strip()
    text = storable(_said(element)).strip()
    return text.replace("<", "&lt;") if element.get("type") == "text" else text


def _said(element: Any) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _first(entry: Any, *names: str) -> str:
    for name in names:
        for child in entry.iterchildren(f"{{*}}{name}"):
            if text := _said(child).strip():
                return storable(text)
    return ""


def _byline(entry: Any) -> str:
    for author in entry.iterchildren("{*}author"):
        if name := next((_said(child) for child in author.iterchildren("{*}name")), ""):
            return storable(name)
    return _first(entry, "creator", "author")


def _link(entry: Any) -> str:
    for link in entry.iterchildren("{*}link"):
        if link.get("rel", "alternate") == "alternate" and (address := (link.get("href") or _said(link)).strip()):
            return storable(address)
    for guid in entry.iterchildren("{*}guid"):
        if guid.get("isPermaLink", "true") == "true":
            return storable(_said(guid).strip())
    return ""


def _plain(text: str) -> str:
    """Text without the markup that feeds put into titles."""
    return " ".join(unescape(re.sub(r"<[^<>]{0,2000}>", " ", text)).split())


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
