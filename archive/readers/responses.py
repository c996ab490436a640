"""HTTP answers as crawls keep them: head and body, and what kind of page they hold."""

from __future__ import annotations

import re

from archive.documents import Exchange, MediaType, PageKind
from archive.http_bodies import headers_of
from archive.readers.plain import looks_like_html

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_CHARSET = re.compile(r";[ \t]*charset[ \t]*=[ \t]*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
HEAD_MOST = 1_000_000
"""Bytes in which a head must end; servers send a few kilobytes."""

_HTML = {"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"}
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_KINDS = (
    (re.compile(r"image/"), PageKind.IMAGE),
    (re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma)script"), PageKind.SCRIPT),
    (re.compile(r"text/css"), PageKind.STYLE),
    (re.compile(r"font/|application/(?:x-)?font|application/vnd\.ms-fontobject"), PageKind.FONT),
    (re.compile(r"(?:audio|video)/|application/(?:vnd\.apple\.mpegurl|dash\+xml|ogg)"), PageKind.MEDIA),
    (
        re.compile(r"application/(?:pdf|msword|rtf|epub\+zip|vnd\.(?:ms-|openxmlformats|oasis))"),
        PageKind.DOCUMENT,
    ),
    (re.compile(r"(?:application|text)/(?:[a-z0-9.-]+\+)?json|(?:application|text)/xml|text/csv"), PageKind.DATA),
)
_IMAGES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x00\x00\x01\x00")
_FEED_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.S)
_NO_PAGES = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt$")


def split_response(block: bytes) -> tuple[bytes, bytes]:
    """Head, with the empty line that ends it, and body of an HTTP message; a message without one is all body."""
    if not block.startswith(b"HTTP/"):
        return b"", block
    end = _HEAD_END.search(block, 0, HEAD_MOST)
    if end is None:
        return (block, b"") if len(block) < HEAD_MOST else (b"", block)
    return block[: end.end()], block[end.end() :]


def exchange_of(head: bytes, body: bytes) -> Exchange:
    """Head and body with the status and the type that the head names; a missing head is a plain success."""
    status = _STATUS.match(head)
    named = headers_of(head).get("content-type", "").partition(";")[0].strip().lower()
    return Exchange(head, body, int(status[1]) if status else 200, named[:100])


def encoding_named(head: bytes) -> str:
    """The encoding that an answer's head names for its body, as it stands there; empty where it names none."""
    found = _CHARSET.search(headers_of(head).get("content-type", ""))
    return found[1] if found else ""


def kind_of(  # noqa: PLR0911 - a table, one line a kind
    exchange: Exchange, payload: bytes, url: str
) -> tuple[PageKind, MediaType]:
    """What an answer holds, by status, named type and first bytes; HTML and text are still to be judged."""
    if 300 <= exchange.status < 400:
        return PageKind.REDIRECT, MediaType.OTHER
    if not 200 <= exchange.status < 300:
        return PageKind.ERROR, MediaType.OTHER
    named = exchange.media_type
    if payload.startswith(_IMAGES):
        return PageKind.IMAGE, MediaType.OTHER
    if named in _HTML or (named in {"", "text/plain", "application/xml", "text/xml"} and looks_like_html(payload)):
        return PageKind.CRAWLED, MediaType.HTML
    if named in _FEEDS or (named.endswith("xml") and _FEED_START.match(payload[:4096])):
        return PageKind.FEED, MediaType.OTHER
    if named == "text/plain" and payload.strip():
        return (PageKind.DATA, MediaType.OTHER) if _NO_PAGES.search(url) else (PageKind.CRAWLED, MediaType.TEXT)
    for pattern, kind in _KINDS:
        if pattern.match(named):
            return kind, MediaType.OTHER
    return PageKind.OTHER, MediaType.OTHER
