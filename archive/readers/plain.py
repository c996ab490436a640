"""Plain text files and loose HTML pages: one file, one page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.encodings import decode

_HTML_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_WITHIN = 2048
_SAVED_WITHIN = 4096
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(https?://[^\s<>]{1,4000})\s*-->", re.I)
"""What browsers write at the head of a page that was saved."""
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\b.{0,200}?\burl:\s*(https?://[^\s<>]{1,4000})"
    r"(?:.{0,200}?\bsaved date:\s*(\w{3} \w{3} \d{1,2} \d{4} \d{2}:\d{2}:\d{2})(?: GMT([+-]\d{4}))?)?",
    re.S,
)


def looks_like_html(payload: bytes) -> bool:
    """Whether the bytes start as an HTML page does, whatever the file is called."""
    return bool(_HTML_START.match(payload[:_HTML_WITHIN]))


def read_page(
    payload: bytes,
    origin: str,
    media_type: MediaType,
    url: str = "",
    declared: Declared | None = None,
    *,
    named: str = "",
) -> RawDocument:
    """One page out of its bytes; ``named`` is the encoding that its server named. Raises UnreadableDocument.

    An empty and a binary one are refused.
    """
    if not payload.strip(b"\x00\t\n\r\x0c \xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument("empty: the file holds no text")
    markup = media_type is MediaType.HTML
    text, encoding = decode(payload, markup=markup, named=named)
    if not text.strip():
        raise UnreadableDocument("empty: the file holds no text")
    saved_from, saved_at = _saved(text) if markup else ("", None)
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=media_type,
        content=text,
        is_markup=markup,
        encoding=encoding,
        url=url or saved_from,
        declared=declared or Declared(),
        captured_at=saved_at,
    )


def _saved(text: str) -> tuple[str, datetime | None]:
    """Where and when a browser or SingleFile saved the page, as its first comment says."""
    head = text[:_SAVED_WITHIN]
    single = _SINGLE_FILE.search(head)
    if single is None:
        found = _SAVED_FROM.search(head)
        return (found[1] if found else ""), None
    if single[2] is None:
        return single[1], None
    try:
        moment = datetime.strptime(f"{single[2]} {single[3] or '+0000'}", "%a %b %d %Y %H:%M:%S %z")
    except ValueError:
        return single[1], None
    return single[1], moment.astimezone(UTC)
