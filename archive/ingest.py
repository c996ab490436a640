"""The spine: pages are read, kept, cleaned, tagged, stored and indexed.

`ingest` is that list in order. Work that needs no database is done before the transaction of its
batch; the index is written after it.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from archive.cleaning import clean
from archive.documents import ArchiveError, CleanDocument, RawDocument, TaggedDocument, UnreadableDocument
from archive.holdings import KeepingRun
from archive.models import Capture, Source
from archive.models.authority import actor_records
from archive.models.capturing import known, same_capture
from archive.models.keeping import Keep, holdings, keep_in, keep_nowhere
from archive.models.storing import Outcome, store_page
from archive.readers import Found, Rejection, read
from archive.readers.files import SOURCES_FILE
from archive.readers.sources import read_sources
from archive.search.indexing import index_waiting
from archive.tagging import Authority, tag

UNKNOWN_SOURCE = "Unknown source"
BATCH_BYTES = 20_000_000
"""Bytes of pages held at once, before the page that goes over them."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one page; ``reason`` says why it was rejected or what it is a copy of."""

    origin: str
    outcome: Outcome
    reason: str = ""
    article_id: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page cleaned and tagged, not yet stored."""

    raw: RawDocument
    sha256: str
    clean: CleanDocument
    tagged: TaggedDocument


@dataclass(slots=True)
class Tally:
    """Results of a run, counted by outcome."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    rejections: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one result; rejections are remembered with their reasons."""
        self.counts[result.outcome] += 1
        if result.outcome is Outcome.REJECTED:
            self.rejections.append(result)


class _Undone(Exception):
    """Rolls a dry run's batch back."""


def ingest(
    paths: Iterable[Path],
    *,
    source: str = "",
    dry_run: bool = False,
    each: Callable[[Result], None] | None = None,
) -> Tally:
    """Take every page below the paths into the archive and index what changed.

    ``source`` names the publisher of all of them. A dry run finds out what would happen and changes
    nothing. ``each`` is told of every page as soon as its batch is stored.
    """
    tally, authority = Tally(), Authority(actor_records())
    with holdings().run() as run:
        for batch in _batches(chain.from_iterable(_found(path, dry_run) for path in paths)):
            prepared = [prepare(found, authority, source) for found in batch]
            for result in _settle(prepared, run, source, dry_run):
                tally.add(result)
                if each:
                    each(result)
    if not dry_run:
        index_waiting()
    return tally


def prepare(found: Found, authority: Authority, source: str = "") -> Prepared | Result:
    """Clean and tag a page, or say at once that it is rejected or unchanged; writes nothing."""
    if isinstance(found, Rejection):
        return Result(found.origin, Outcome.REJECTED, found.reason)
    try:
        sha256 = hashlib.sha256(found.payload).hexdigest()
        capture = known(found, sha256, source)
        if capture:
            return Result(found.origin, Outcome.UNCHANGED, article_id=capture.article_id)
        cleaned = clean(found)
        if not cleaned.text.strip():
            raise UnreadableDocument("no article: nothing but boilerplate is in it")
        return Prepared(found, sha256, cleaned, tag(cleaned, authority))
    except ArchiveError as error:
        return Result(found.origin, Outcome.REJECTED, str(error))
    except Exception:
        # One page must never stop the run; the fault is logged whole and the page named in the report.
        logger.exception("%s could not be prepared", found.origin)
        return Result(
            found.origin, Outcome.REJECTED, "a fault of this program, please report it (the log has the details)"
        )


def _settle(batch: list[Prepared | Result], run: KeepingRun, source: str, dry_run: bool) -> list[Result]:
    """Keep and store a batch in one transaction; a dry run rolls it back."""
    results: list[Result] = []
    keep = keep_nowhere if dry_run else keep_in(run, source)
    try:
        with transaction.atomic():
            results += [page if isinstance(page, Result) else store(page, keep, source) for page in batch]
            if dry_run:
                raise _Undone
            run.flush()
    except _Undone:
        pass
    return results


def store(page: Prepared, keep: Keep, source: str = "", publisher: Source | None = None) -> Result:
    """Keep a prepared page and store it; ``publisher`` is who published it where that is settled already."""
    again = known(page.raw, page.sha256, source)
    if again:
        return _same_bytes(page, again)
    with transaction.atomic():
        publisher = publisher or source_of(page.raw, page.clean, source)
        again = same_capture(page.raw, page.sha256, publisher)
        if again:
            return _same_bytes(page, again)
        outcome, article = store_page(keep(page.raw, page.sha256, publisher), page.clean, page.tagged, publisher)
    reason = ""
    if outcome is Outcome.DUPLICATE:
        reason = f"the same text as article {article.copy_of_id or article.pk}"
    return Result(page.raw.origin, outcome, reason, article.pk, article.title)


def _same_bytes(page: Prepared, capture: Capture) -> Result:
    return Result(page.raw.origin, Outcome.DUPLICATE, f"the same bytes as {capture.origin}", capture.article_id)


def source_of(raw: RawDocument, cleaned: CleanDocument, given: str = "") -> Source:
    """The publisher: as given, else as the record, the page, its address or its folder names it."""
    host = host_of_address(raw.url or cleaned.url) or raw.declared.host
    if given:
        return Source.objects.named(given)
    name = raw.declared.source or cleaned.source
    if not name and not host:
        name = UNKNOWN_SOURCE
    return Source.objects.named(name, host)


def host_of_address(url: str) -> str:
    """The host name of a web address without its ``www``; empty where there is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:253] if parts.scheme in {"http", "https"} else ""


def _found(path: Path, dry_run: bool) -> Iterator[Found]:
    """Every page below a path; what a folder's sources file says is taken over first."""
    file = path / SOURCES_FILE
    try:
        if file.is_file() and not dry_run:
            _learn_sources(file)
    except UnreadableDocument as error:
        yield Rejection(str(file), str(error))
    yield from read(path, settings.ARCHIVE_MAX_PAGE_MB * 1_000_000)


def _learn_sources(file: Path) -> None:
    """Take over the names that a sources file gives to hosts."""
    for record in read_sources(file):
        found = Source.objects.named(record.name, record.host)
        Source.objects.filter(pk=found.pk).update(
            language=record.language or found.language,
            description=record.description or found.description,
            is_sample=record.is_sample,
        )


def _batches(found: Iterator[Found]) -> Iterator[list[Found]]:
    """Pages that are stored together: ARCHIVE_BATCH of them, or fewer large ones, so that memory stays bounded."""
    batch: list[Found] = []
    size = 0
    for page in found:
        batch.append(page)
        size += len(page.payload) if isinstance(page, RawDocument) else 0
        if len(batch) >= settings.ARCHIVE_BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
