"""What a crawl brought along that is no article, on its way into the holdings; and pages that a revisit stands for."""

from __future__ import annotations

from datetime import UTC, datetime

from archive.documents import RawDocument
from archive.holdings import DamagedHolding, Earlier, KeepingRun
from archive.models.captures import Capture
from archive.models.capturing import earlier_of
from archive.models.keeping import holdings
from archive.models.others import OtherCapture
from archive.readers.warc import same_digest

ASKED = 20
"""Captures of one address that are compared with a revisit's digest, the newest first."""


def keep_aside(raw: RawDocument, sha256: str, run: KeepingRun | None, source: str = "") -> bool:
    """Keep a page that is no article, unless these bytes are kept from its address; whether it was new.

    Without a run nothing is written. ``raw.kind`` says what it is.
    """
    if OtherCapture.objects.filter(url=raw.url, payload_sha256=sha256).exists():
        return False
    if run is None:
        return True
    aside_row(raw, sha256, run, source, earlier_of(sha256)).save()
    return True


def aside_row(
    raw: RawDocument, sha256: str, run: KeepingRun, source: str = "", earlier: Earlier | None = None
) -> OtherCapture:
    """Keep a page that is no article, and give the row that says so, not yet stored; for `earlier` see `KeepingRun`."""
    now = datetime.now(UTC)
    kept = run.keep(raw, now, said={"given": source}, earlier=earlier)
    return OtherCapture(
        url=raw.url,
        kind=raw.kind.value,
        origin=raw.origin,
        media_type=(raw.exchange.media_type if raw.exchange else raw.media_type.value)[:100],
        payload_sha256=sha256,
        captured_at=raw.captured_at,
        kept_at=now,
        warc_file=kept.file,
        warc_offset=kept.offset,
        warc_length=kept.length,
    )


def recall_page(url: str, digest: str) -> bytes | None:
    """The page that a WARC revisit of another crawl stands for, by its address and digest; None where none is kept."""
    kept = holdings()
    for model in (Capture, OtherCapture):
        places = model.objects.filter(url=url).order_by("-kept_at", "-pk").values_list("warc_file", "warc_offset")
        for file, offset in places[:ASKED]:
            try:
                payload = kept.read(file, offset)
            except DamagedHolding:
                continue
            if same_digest(digest, payload):
                return payload
    return None
