"""Plain text files and loose HTML pages: one file, one page."""

from __future__ import annotations

import re

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.encodings import decode

_HTML_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_HTML_WITHIN = 2048


def looks_like_html(payload: bytes) -> bool:
    """Whether the bytes start as an HTML page does, whatever the file is called."""
    return bool(_HTML_START.match(payload[:_HTML_WITHIN]))


def read_page(
    payload: bytes, origin: str, media_type: MediaType, url: str = "", declared: Declared | None = None
) -> RawDocument:
    """One page out of its bytes; raises UnreadableDocument for an empty or binary one."""
    if not payload.strip(b"\x00\t\n\r\x0c \xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument("empty: the file holds no text")
    markup = media_type is MediaType.HTML
    text, encoding = decode(payload, markup=markup)
    if not text.strip():
        raise UnreadableDocument("empty: the file holds no text")
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=media_type,
        content=text,
        is_markup=markup,
        encoding=encoding,
        url=url,
        declared=declared or Declared(),
    )
