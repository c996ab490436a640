"""JSON Lines: a record a line with ``url``, ``title``, ``byline``, ``published``, ``source``, ``text`` or ``html``.

Records of trafilatura, news-please and Media Cloud are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.dialects import translated
from archive.readers.found import storable

_DECLARED = ("title", "byline", "published", "source")


def read_record(payload: bytes, origin: str, host: str = "") -> RawDocument:
    """One page out of the bytes of one record; raises UnreadableDocument saying what is wrong with it."""
    try:
        record = json.loads(payload.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"not UTF-8 at byte {error.start + 1} of the record; JSON Lines must be UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"not JSON: {error.msg} at character {error.pos + 1} of the record") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("not usable JSON: nested too deeply or with a number too long") from error
    if not isinstance(record, dict):
        raise UnreadableDocument("not a JSON object: each line must be one record in braces")
    record = translated(record)
    html, text = _content(record, "html"), _content(record, "text")
    content = html if html.strip() else text
    if not content.strip():
        raise UnreadableDocument('empty: the record has neither "text" nor "html"')
    return RawDocument(
        origin=origin,
        payload=payload,
        media_type=MediaType.JSON,
        content=storable(content),
        is_markup=bool(html.strip()),
        url=storable(_string(record, "url").strip()),
        declared=Declared(**{key: storable(_string(record, key).strip()) for key in _DECLARED}, host=host),
        captured_at=_moment(_string(record, "captured_at")),
    )


def split_array(text: str) -> Iterator[str]:
    """The elements of a JSON array, each as it is written; raises UnreadableDocument where the array breaks off."""
    decoder, place = json.JSONDecoder(), text.index("[") + 1
    while True:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        if place >= len(text):
            raise UnreadableDocument("not JSON: the list has no end")
        if text[place] == "]":
            return
        try:
            _, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise UnreadableDocument(f"not JSON at character {place + 1} of the file") from error
        yield text[place:end]
        place = end


def _content(record: dict[str, Any], key: str) -> str:
    """A page's text; some scrapers keep it as a list of paragraphs. A number is no page."""
    value = record.get(key)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if value is None or isinstance(value, str):
        return value or ""
    raise UnreadableDocument(f'"{key}" must be text, not {type(value).__name__}')


def _string(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    raise UnreadableDocument(f'"{key}" must be text, not {type(value).__name__}')


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
