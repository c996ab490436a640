"""A page as it was captured, for showing: text or source code, never anything a browser would run."""

from __future__ import annotations

import json
from dataclasses import dataclass

from archive.documents import ArchiveError, MediaType
from archive.models import Capture
from archive.models.keeping import holdings

SHOWN = 400_000
"""Characters of a capture that are shown: about two hundred printed pages; the rest is in the holdings."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What was captured, as text; ``problem`` says why there is none."""

    text: str = ""
    cut: int = 0
    """Characters left out at the end."""
    is_markup: bool = False
    problem: str = ""


def captured_text(capture: Capture) -> Captured:
    """The capture's payload from the holdings, decoded for reading; a broken or missing one says so."""
    try:
        payload = holdings().read(capture.warc_file, capture.warc_offset, capture.warc_length)
    except (ArchiveError, OSError) as error:
        return Captured(problem=str(error) or type(error).__name__)
    text, is_markup = _decoded(payload, capture)
    return Captured(text[:SHOWN], max(len(text) - SHOWN, 0), is_markup)


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
