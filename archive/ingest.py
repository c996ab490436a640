"""The spine: pages are read, kept, cleaned, tagged, stored and indexed.

`ingest` is that list in order. Work that needs no database is done before the transaction of its
batch; the index is written after it.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.cleaning import clean
from archive.documents import ArchiveError, CleanDocument, RawDocument, TaggedDocument, UnreadableDocument
from archive.furniture import Learning, host_of_address
from archive.holdings import KeepingRun
from archive.models import Article, Capture, Source
from archive.models.authority import actor_records
from archive.models.capturing import known, same_capture
from archive.models.keeping import Keep, holdings, keep_in, keep_nowhere
from archive.models.sources import UNKNOWN_NAME
from archive.models.stories import group_copies
from archive.models.storing import CHANGING, Outcome, store_mentions, store_page
from archive.readers import Found, Rejection, read
from archive.readers.files import SOURCES_FILE
from archive.readers.sources import read_sources
from archive.search.indexing import index_waiting
from archive.tagging import Authority, tag

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
    tally, authority, learning, paths = Tally(), Authority(actor_records()), Learning(), list(paths)
    found = chain.from_iterable(_found(path, dry_run) for path in paths)
    learning.look_at_all((page for page in found if isinstance(page, RawDocument)), source)
    with holdings().run() as run:
        for batch in _batches(chain.from_iterable(_found(path, dry_run) for path in paths)):
            prepared = [prepare(found, authority, source, learning) for found in batch]
            results = _settle(prepared, run, source, dry_run)
            if not dry_run:
                _learn(learning, prepared, results, source)
                _tag_decided(prepared, results, authority)
            for result in results:
                tally.add(result)
                if each:
                    each(result)
    if not dry_run:
        learning.save()
        index_waiting()
    return tally


def _learn(learning: Learning, pages: list[Prepared | Result], results: list[Result], source: str) -> None:
    """Note what the stored pages of a batch teach of their sources."""
    for page, result in zip(pages, results, strict=True):
        if isinstance(page, Prepared) and result.article_id:
            learning.note(page.raw, page.clean, source, result.article_id)


def _tag_decided(pages: list[Prepared | Result], results: list[Result], authority: Authority) -> None:
    """Tag articles of the batch again whose curators restored or took out blocks: their text is not the page's."""
    updated = {
        result.article_id: page
        for page, result in zip(pages, results, strict=True)
        if isinstance(page, Prepared) and result.article_id and result.outcome is Outcome.UPDATED
    }
    for article in Article.objects.filter(pk__in=list(updated), block_decisions__isnull=False).distinct():
        document = replace(updated[article.pk].clean, title=article.title, blocks=tuple(article.text_blocks()))
        store_mentions(article, tag(document, authority))


def prepare(
    found: Found, authority: Authority, source: str = "", learning: Learning | None = None
) -> Prepared | Result:
    """Clean and tag a page, or say at once that it is rejected or unchanged; writes nothing.

    ``learning`` knows the furniture of the page's source.
    """
    if isinstance(found, Rejection):
        return Result(found.origin, Outcome.REJECTED, found.reason)
    try:
        sha256 = hashlib.sha256(found.payload).hexdigest()
        capture = known(found, sha256, source)
        if capture:
            return Result(found.origin, Outcome.UNCHANGED, article_id=capture.article_id)
        cleaned = clean(found)
        if learning:
            cleaned = learning.clean_of(found, cleaned, source)
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
            group_copies(result.article_id for result in results if result.outcome in CHANGING)
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
        name = UNKNOWN_NAME
    return Source.objects.named(name, host)


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
