"""Captures on their way in: which page is known already, where its bytes lie, and the row that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from archive.canonical import page_key
from archive.documents import RawDocument
from archive.holdings import Earlier, target_of
from archive.holdings.addresses import address_key
from archive.models.articles import Article
from archive.models.captures import Capture
from archive.models.inserting import Insert
from archive.models.others import OtherCapture
from archive.models.sources import Source

DECLARED = ("title", "byline", "published", "source", "host")
"""What the surroundings of a page say of it that its capture keeps."""
_PAGE = (
    "url",
    "page_key",
    "address_key",
    "payload_sha256",
    "origin",
    "media_type",
    "encoding",
    "captured_at",
    "kept_at",
)
_SAID = (*_PAGE, "declared", "http_status", "is_revisit", "warc_file", "warc_offset", "warc_length")
_CAPTURES = Insert(Capture, ("article_id", "source_id", *_SAID))


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page on its way into the database, with where its bytes are kept."""

    raw: RawDocument
    sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    kept_at: datetime
    is_revisit: bool = False
    """The record says only that bytes kept before were found again."""


def known(raw: RawDocument, sha256: str, source: str = "") -> Capture | None:
    """The capture that this page is, if the archive has it.

    A page with a time is known by address, bytes and time: fetched again it is one more capture. One
    without is known where its bytes are the state that its file or address was in last. ``source`` is a
    publisher's name given by the curator: then it must be that one's. Loose files without one must come
    from folders of the same host.
    """
    same = Capture.objects.filter(payload_sha256=sha256, url=raw.url).select_related("source")
    if raw.captured_at:
        same = same.filter(captured_at=raw.captured_at)
    asked: set[int] = set()
    for capture in same.order_by("-kept_at", "-pk"):
        if capture.source_id in asked:
            continue  # its newest capture of these bytes was asked already
        asked.add(capture.source_id)
        same_host = raw.url or capture.declared.get("host", "") == raw.declared.host
        if (capture.source.is_named(source) if source else same_host) and not superseded(capture, raw):
            return capture
    return None


def superseded(capture: Capture, raw: RawDocument) -> bool:
    """Whether the page was something else since that capture: then it has gone back, and its article has to.

    What counts is the file or line that it comes from. Bytes that come from elsewhere have gone back where the
    archive never saw them there and the address has been something else since; so a folder that holds two
    states of one address says the same each time it is read.
    """
    if raw.captured_at:
        return False
    here = _states(raw, capture)
    if here is None:
        return False
    last = here.filter(origin=raw.origin).last()
    if raw.url and not here.filter(origin=raw.origin, payload_sha256=capture.payload_sha256).exists():
        last = here.last()
    return last is not None and last.payload_sha256 != capture.payload_sha256


def _states(raw: RawDocument, capture: Capture) -> QuerySet[Capture] | None:
    """The captures among which the last one counts; None where the page has no identity but its bytes."""
    if raw.url:
        found = Capture.objects.filter(source=capture.source_id, url=raw.url)
    elif "#" in raw.origin or capture.origin != raw.origin:
        return None  # a line number is no identity, and the same bytes are never taken in twice
    else:
        found = Capture.objects.filter(article=capture.article_id, origin=raw.origin)
    return found.order_by("kept_at", "pk")


def same_capture(raw: RawDocument, sha256: str, source: Source) -> Capture | None:
    """The capture of that source that this page is: asked again when the publisher is known."""
    same = source.captures.filter(payload_sha256=sha256, url=raw.url)
    if raw.captured_at:
        same = same.filter(captured_at=raw.captured_at)
    found = same.order_by("kept_at", "pk").last()
    return None if found is None or superseded(found, raw) else found


def earlier_of(sha256: str) -> Earlier | None:
    """Where these very bytes are kept already, or None."""
    first = Capture.objects.filter(payload_sha256=sha256, is_revisit=False).order_by("pk").first()
    kept = first or OtherCapture.objects.filter(payload_sha256=sha256).order_by("pk").first()
    if kept is None:
        return None
    at = kept.captured_at or kept.kept_at
    return Earlier(kept.warc_file, kept.warc_offset, target_of(kept.url, kept.origin), at)


def store_capture(page: KeptPage, article: Article, source: Source, address: str = "") -> Capture:
    """Note where the page's bytes lie; ``address`` is the one the page states, for pages that came without."""
    said = dict(zip(_SAID, _said_by(page, address), strict=True))
    return Capture.objects.create(article=article, source=source, **said)


def store_captures(captures: Iterable[tuple[KeptPage, int, int, str]]) -> None:
    """As `store_capture`, many at once: each page with the ids of its article and its source, and its address."""
    _CAPTURES.rows((article, source, *_said_by(page, address)) for page, article, source, address in captures)


def _said_by(page: KeptPage, address: str) -> tuple[Any, ...]:
    """What a capture's row says of its page, by `_SAID`."""
    raw = page.raw
    return (
        raw.url,
        page_key(raw.url),
        address_key(raw.url or address) if raw.url or address else "",
        page.sha256,
        raw.origin,
        raw.media_type.value,
        raw.encoding,
        raw.captured_at,
        page.kept_at,
        {key: value for key in DECLARED if (value := getattr(raw.declared, key))},
        raw.exchange.status if raw.exchange else None,
        page.is_revisit,
        page.warc_file,
        page.warc_offset,
        page.warc_length,
    )
