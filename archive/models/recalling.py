"""Pages out of the holdings again: as the reader gave them, with the publisher that was settled on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archive.documents import Declared, Exchange, MediaType, PageKind, RawDocument
from archive.holdings import DamagedHolding, Holdings, KeptRecord, kept_at
from archive.http_bodies import headers_of
from archive.models.captures import Capture
from archive.models.capturing import DECLARED, KeptPage
from archive.models.keeping import SOURCE_FIELDS, Keep
from archive.models.others import OtherCapture
from archive.models.sources import Source
from archive.readers import interpret


def page_of(kept: KeptRecord, holdings: Holdings) -> RawDocument:
    """The page as it was read when it came in; raises ArchiveError where its record is damaged or says too little."""
    record, said = kept.record, kept.said
    place = f"{kept.file} at {record.offset}"
    if not kept.whole:
        raise DamagedHolding(f"{place}: the record says nothing of where the page came from")
    payload = holdings.payload(record, kept.file)
    try:
        media_type = MediaType(said.get("media_type") or record.headers.get("content-type", ""))
        kind = PageKind(said.get("kind", PageKind.PAGE.value))
    except ValueError as error:
        raise DamagedHolding(f"{place}: {error}") from error
    declared = said.get("declared") or {}
    raw = interpret(
        payload,
        str(said.get("origin", "")),
        media_type,
        str(said.get("url", "")),
        Declared(**{key: str(declared[key]) for key in DECLARED if declared.get(key)}),
        head=record.http_head,
    )
    captured_at = datetime.fromisoformat(said["captured_at"]) if said.get("captured_at") else raw.captured_at
    return replace(raw, captured_at=captured_at, kind=kind, exchange=_exchange(kept))


def publisher_of(kept: KeptRecord) -> Source | None:
    """Who published it, as it was settled when it came in; made where the archive has lost it."""
    said: dict[str, Any] = kept.said.get("source") or {}
    if not said.get("slug"):
        return None  # written before sources were kept beside pages: settled anew
    found = Source.objects.filter(slug=said["slug"]).first()
    if found is None and said.get("host"):
        found = Source.objects.filter(host=said["host"]).first()
    return found or Source.objects.create(**{field: said[field] for field in SOURCE_FIELDS if field in said})


def keep_as(kept: KeptRecord) -> Keep:
    """Says that a page lies where it does already."""

    def keep(raw: RawDocument, sha256: str, publisher: Source) -> KeptPage:  # noqa: ARG001 - as `Keep` asks
        record = kept.record
        at = kept_at(kept) or datetime.now(UTC)
        return KeptPage(raw, sha256, kept.file, record.offset, record.length, at, record.kind == "revisit")

    return keep


def places_in(file: str) -> set[int]:
    """Where in a file the records lie that the database knows."""
    places = Capture.objects.filter(warc_file=file).values_list("warc_offset", flat=True)
    others = OtherCapture.objects.filter(warc_file=file).values_list("warc_offset", flat=True)
    return {*places.iterator(), *others.iterator()}


def _exchange(kept: KeptRecord) -> Exchange | None:
    head = kept.record.http_head
    if not head:
        return None
    status = head.split(maxsplit=2)[1:2]
    number = int(status[0]) if status and status[0].isascii() and status[0].isdigit() else 0
    media_type = headers_of(head).get("content-type", "").partition(";")[0].strip().lower()
    return Exchange(head, kept.record.body, number, media_type)
