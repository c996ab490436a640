"""The spine: pages are read, kept, cleaned, tagged, stored and indexed.

`ingest` is that list in order. Work that needs no database is done before the transaction of its
batch; the index is written after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from archive.documents import RawDocument, UnreadableDocument
from archive.filing import Filing
from archive.furniture import Learning
from archive.handling import CLEANED_KINDS
from archive.looking import look_at_all
from archive.models import Article, Source
from archive.models.aside import recall_page
from archive.models.authority import actor_records
from archive.models.keeping import holdings
from archive.models.storing import CHANGING, Outcome, store_mentions
from archive.preparing import Prepared, Preparing, Readied, Result, prepare
from archive.readers import Found, Reading, Rejection, read
from archive.readers.files import SOURCES_FILE, Position
from archive.readers.sources import read_sources
from archive.rerun import clean_edited
from archive.search.indexing import index_waiting
from archive.settling import settle, store
from archive.spooling import Spool
from archive.tagging import tag
from archive.tagging.collecting import collector_seldom
from archive.working import Workers

__all__ = ["Prepared", "Result", "Tally", "ingest", "prepare", "store", "take_in"]

BATCH_BYTES = 20_000_000
"""Bytes of pages held at once, before the page that goes over them."""


@dataclass(slots=True)
class Tally:
    """Results of a run, counted by outcome."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    """Pages kept that are no articles, by kind."""
    rejections: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one result; rejections are remembered with their reasons."""
        self.counts[result.outcome] += 1
        if result.outcome is Outcome.KEPT:
            self.others[result.reason] += 1
        if result.outcome is Outcome.REJECTED:
            self.rejections.append(result)


def ingest(
    paths: Iterable[Path],
    *,
    source: str = "",
    dry_run: bool = False,
    each: Callable[[Result], None] | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    position: Position | None = None,
) -> Tally:
    """Take every page below the paths into the archive and index what changed.

    ``source`` names the publisher of all of them, ``columns`` those of a CSV file. A dry run finds out what would
    happen and changes nothing. ``each`` is told of every page as soon as its batch is stored. With more than one
    worker pages are cleaned and tagged by as many processes, with the same outcome. ``position`` is told how far
    reading is; all is read twice.
    """
    paths = list(paths)
    reading = Reading(
        settings.ARCHIVE_MAX_PAGE_MB * 1_000_000, columns or {}, recall_page, position=position or Position()
    )

    def found() -> Iterator[Found]:
        return chain.from_iterable(_found(path, dry_run, reading) for path in paths)

    return take_in(found, source=source, dry_run=dry_run, each=each, workers=workers)


def take_in(
    found: Callable[[], Iterator[Found]],
    *,
    source: str = "",
    dry_run: bool = False,
    each: Callable[[Result], None] | None = None,
    workers: int = 1,
) -> Tally:
    """Take in pages that ``found`` gives, the same each time it is called; as `ingest` does."""
    tally, learning = Tally(), Learning()
    with (
        collector_seldom(),  # most of what a batch makes is kept until it is stored
        Workers(workers, actor_records()) as busy,
        Spool(Path(settings.ARCHIVE_DATA)) as spool,
        holdings().run() as run,
        Filing(busy) as filing,
    ):
        pages = (page for page in found() if isinstance(page, RawDocument) and _has_lines(page))
        look_at_all(pages, busy, learning, spool, source)
        for prepared in Preparing(busy, learning, source, spool).batches(_batches(found())):
            results = settle(prepared, run, source, dry_run)
            if not dry_run:
                _learn(learning, prepared, results, source)
                _tag_decided(prepared, results, busy)
                filing.add(result.article_id for result in results if result.article_id and result.outcome in CHANGING)
            for result in results:
                tally.add(result)
                if each:
                    each(result)
    if not dry_run:
        learning.save()
        clean_edited(lambda: busy.authority)
        index_waiting()
    return tally


def _has_lines(page: RawDocument) -> bool:
    """Whether a page has text that may be an article's."""
    return bool(page.content) and page.kind in CLEANED_KINDS


def _learn(learning: Learning, pages: list[Readied], results: list[Result], source: str) -> None:
    """Note what the stored pages of a batch teach of their sources."""
    learning.note_all(
        (
            (page.raw, page.clean, result.article_id)
            for page, result in zip(pages, results, strict=True)
            if isinstance(page, Prepared) and result.article_id
        ),
        source,
    )


def _tag_decided(pages: list[Readied], results: list[Result], workers: Workers) -> None:
    """Tag articles of the batch again whose title or blocks curators decided on: they are not the page's."""
    updated = {
        result.article_id: page
        for page, result in zip(pages, results, strict=True)
        if isinstance(page, Prepared) and result.article_id and result.outcome is Outcome.UPDATED
    }
    decided = Q(block_decisions__isnull=False) | ~Q(curated_fields=[])
    for article in Article.objects.filter(decided, pk__in=list(updated)).distinct():
        document = replace(updated[article.pk].clean, title=article.title, blocks=tuple(article.text_blocks()))
        store_mentions(article, tag(document, workers.authority))


def _found(path: Path, dry_run: bool, reading: Reading) -> Iterator[Found]:
    """Every page below a path; what a folder's sources file says is taken over first."""
    file = path / SOURCES_FILE
    try:
        if file.is_file() and not dry_run:
            _learn_sources(file)
    except UnreadableDocument as error:
        yield Rejection(str(file), str(error))
    yield from read(path, reading)


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
