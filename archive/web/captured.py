"""A page as it was captured, for showing: as text, or as a page that can neither run nor load anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.http import HttpResponse

from archive.documents import ArchiveError, MediaType
from archive.models import Capture
from archive.models.keeping import holdings
from archive.readers import interpret
from archive.rerun import interpret_capture

SHOWN = 400_000
"""Characters of a capture that are shown as text: about two hundred printed pages; the rest is in the holdings."""

POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'self'"
)
"""Content-Security-Policy of a captured page: no script, form, plug-in, pop-up or frame; styles within the page and
pictures within the page only; an origin of its own, without the archive's cookies."""

_CONNECTING = re.compile(r"<(link|/?iframe|/?frame)(?=[\s/>])", re.I)
_INSTEAD = {"link": "meta", "iframe": "xframe", "/iframe": "/xframe", "frame": "xrame", "/frame": "/xrame"}
"""Elements for which browsers open connections before they ask the page's policy, and what is shown instead of them:
`link` says `preconnect` even with its letters escaped, and frames are connected to ahead of being refused."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What was captured, as text; ``problem`` says why there is none."""

    text: str = ""
    cut: int = 0
    """Characters left out at the end."""
    is_markup: bool = False
    is_page: bool = False
    """Whether it can be shown as a page: markup, or a record, message or entry with markup in it."""
    problem: str = ""


def captured_text(capture: Capture) -> Captured:
    """The capture's payload from the holdings, decoded for reading; a broken or missing one says so."""
    try:
        payload = payload_of(capture)
    except (ArchiveError, OSError) as error:
        return Captured(problem=str(error) or type(error).__name__)
    text, is_markup = _decoded(payload, capture)
    is_page = is_markup or (capture.media_type != MediaType.TEXT and _holds_markup(payload, capture))
    return Captured(text[:SHOWN], max(len(text) - SHOWN, 0), is_markup, is_page)


def _holds_markup(payload: bytes, capture: Capture) -> bool:
    try:
        return interpret(payload, capture.origin, MediaType(capture.media_type), capture.url).is_markup
    except ArchiveError:
        return False


def payload_of(capture: Capture) -> bytes:
    """The page's bytes; raises ArchiveError where they are damaged."""
    return holdings().read(capture.warc_file, capture.warc_offset, capture.warc_length)


def captured_page(capture: Capture) -> HttpResponse:
    """The page as a browser shows it, harmless: markup as HTML, all else as plain text; in UTF-8.

    Markup within a record, a message or a feed entry is shown without what is around it. Raises
    ArchiveError where the capture is damaged.
    """
    content, media_type = _shown(capture)
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    return harmless(response)


def harmless(response: HttpResponse) -> HttpResponse:
    """The response with all that keeps its content from running, loading, being guessed at or being indexed."""
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-DNS-Prefetch-Control"] = "off"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _shown(capture: Capture) -> tuple[bytes, str]:
    if capture.media_type == MediaType.TEXT:
        return _text(payload_of(capture), capture.encoding).encode("utf-8", "replace"), "text/plain"
    if capture.media_type == MediaType.HTML:
        markup = _text(payload_of(capture), capture.encoding)
    else:
        raw = interpret_capture(capture, holdings())
        if not raw.is_markup:
            return _decoded(raw.payload, capture)[0].encode("utf-8", "replace"), "text/plain"
        markup = raw.content
    return _without_connections(markup).encode("utf-8", "replace"), "text/html"


def _without_connections(markup: str) -> str:
    """Markup without the elements that open connections; the kept bytes stay as they are."""
    return _CONNECTING.sub(lambda tag: f"<{_INSTEAD[tag[1].lower()]}", markup)


def _decoded(payload: bytes, capture: Capture) -> tuple[str, bool]:
    """The payload as text; of a JSON record its text or HTML, as it lies in the record."""
    text = _text(payload, capture.encoding).replace("\x00", "\N{SYMBOL FOR NULL}")
    if capture.media_type == MediaType.JSON:
        return _indented(text), False
    return text, capture.media_type == MediaType.HTML


def _indented(record: str) -> str:
    """A JSON record with a line for each of its fields; one that is no JSON as it is.

    Escapes may stand for half a character, which cannot be sent; it stays an escape.
    """
    try:
        indented = json.dumps(json.loads(record), ensure_ascii=False, indent=2)
        return indented.encode("utf-8", "backslashreplace").decode("utf-8")
    except (ValueError, RecursionError):
        return record


def _text(payload: bytes, encoding: str) -> str:
    """The payload in its encoding, or as UTF-8 where Python reads no text in it."""
    try:
        return payload.decode(encoding or "utf-8", errors="replace")
    except (LookupError, UnicodeError):
        return payload.decode("utf-8", errors="replace")
