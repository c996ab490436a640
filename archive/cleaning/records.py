"""Cleaning for records outside the archive: one JSON object in, one out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.cleaning.cleaner import clean
from archive.cleaning.furniture import Furniture
from archive.documents import CleanDocument, Declared, MediaType, RawDocument, UnreadableDocument


def clean_record(record: Mapping[str, Any], furniture: Furniture | None = None) -> dict[str, Any]:
    """Clean one record, with what is known of its source's lines where anything is.

    Given ``{"id", "text" or "html", "url"?}`` gives ``{"id", "title", "byline", "published", "text",
    "removed": [{"category", "rule", "text"}]}``. ``text`` is the article without its title, paragraphs
    parted by an empty line; ``published`` is ISO 8601 as far as it is known ("2024-02-13", "2024-02",
    "2024") or empty. A record in which no article is found comes out with empty text, so that records in and out
    pair up.

    Raises:
        UnreadableDocument: the record has neither text nor html.

    """
    page = page_of(record)
    try:
        article = clean(page)
    except UnreadableDocument:
        article = CleanDocument()
    if furniture:
        article = furniture.without(article)
    on = article.published.on
    digits = {"day": 10, "month": 7, "year": 4, "none": 0}[article.published.precision]
    return {
        "id": record.get("id", ""),
        "title": article.title,
        "byline": article.byline,
        "published": on.isoformat()[:digits] if on else "",
        "text": article.text,
        "removed": [{"category": str(r.category), "rule": r.rule, "text": r.text} for r in article.removals],
    }


def page_of(record: Mapping[str, Any]) -> RawDocument:
    """A record as a page. Raises `UnreadableDocument` where it has neither text nor html."""
    markup = record.get("html")
    content = markup if isinstance(markup, str) and markup else record.get("text")
    if not isinstance(content, str):
        raise UnreadableDocument("the record has neither text nor html")
    declared = Declared(
        title=_text(record, "title"),
        byline=_text(record, "byline"),
        published=_text(record, "published"),
        source=_text(record, "source"),
    )
    return RawDocument(
        origin=str(record.get("id", "")),
        payload=b"",
        media_type=MediaType.JSON,
        content=content,
        is_markup=content is markup,
        url=_text(record, "url"),
        declared=declared,
    )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
