"""Records of other programs in our words: trafilatura, news-please, Media Cloud and the plain names scrapers use.

Only keys that are missing are filled; a record that speaks our words stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": ("maintext", "text_content", "article_text", "full_text", "body", "content"),
    "html": ("raw_html", "article_html"),
    "title": ("headline", "article_title", "title_page", "title_rss"),
    "byline": ("author", "authors"),
    "published": ("date_publish", "publish_date", "publication_date", "pubdate", "date_published", "date"),
    "source": ("sitename", "media_name", "source_domain", "source-hostname", "publisher", "publication", "hostname"),
    "url": ("original_url", "link", "canonical_url", "source-url"),
    "captured_at": ("date_download", "crawl_date", "fetched_at"),
}
"""Keys that mean the same as one of ours, the surest first."""


def translated(record: dict[str, Any]) -> dict[str, Any]:
    """The record with our keys filled from those of other programs, where ours are missing or empty."""
    found = dict(record)
    source = record.get("source")
    if isinstance(source, str) and source.startswith(("http://", "https://")):  # trafilatura: the page's address
        del found["source"]
        found.setdefault("url", source)
    for key, names in ALIASES.items():
        if not found.get(key):
            other = next((record[name] for name in names if _usable(record.get(name))), None)
            if other is not None:
                found[key] = other
    return found


def _usable(value: Any) -> bool:
    return bool(value) and (
        isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))
    )
