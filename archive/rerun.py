"""Stages run again over what the archive holds: cleaning from the kept bytes, tagging from the clean text.

What curators decided stays; articles whose result is the same are not touched.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from archive.cleaning import clean
from archive.documents import (
    ArchiveError,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    Declared,
    MediaType,
    PublicationDate,
    RawDocument,
)
from archive.holdings import Holdings
from archive.models import Article, Capture
from archive.models.authority import actor_records
from archive.models.keeping import holdings
from archive.models.storing import fill, store_mentions, store_removals
from archive.readers import interpret
from archive.search.indexing import index_waiting
from archive.tagging import Authority, tag

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Rerun:
    """How many articles changed and how many came out as they were; failures with their reasons."""

    changed: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)


def reclean(each: Callable[[], None] | None = None) -> Rerun:
    """Clean every article again from its newest capture, tag what changed and index it."""
    kept, authority = holdings(), Authority(actor_records())

    def again(article: Article) -> bool:
        capture = article.captures.order_by("-kept_at", "-pk").first()
        if capture is None:
            raise ArchiveError("no capture is kept of it")
        cleaned = clean(interpret_capture(capture, kept))
        if not cleaned.text.strip():
            raise ArchiveError("cleaning left nothing of it; it stays as it was")
        before = _cleaned_state(article)
        fill(article, cleaned)
        store_removals(article, cleaned)
        store_mentions(article, tag(as_clean_document(article), authority))
        changed = _cleaned_state(article) != before
        article.save()
        return changed

    return _run(again, each)


def retag(each: Callable[[], None] | None = None) -> Rerun:
    """Tag every article again with the actors as they are known now, and index what changed."""
    authority = Authority(actor_records())

    def again(article: Article) -> bool:
        before = _tagged_state(article)
        store_mentions(article, tag(as_clean_document(article), authority))
        changed = _tagged_state(article) != before
        if changed:
            article.needs_index = True
            article.save(update_fields=["needs_index", "changed_at"])
        return changed

    return _run(again, each)


def interpret_capture(capture: Capture, holdings: Holdings) -> RawDocument:
    """The page of a capture, as it was read the first time; raises ArchiveError where it is damaged."""
    payload = holdings.read(capture.warc_file, capture.warc_offset, capture.warc_length)
    declared = Declared(**{key: value for key, value in capture.declared.items() if key in Declared.__slots__})
    return interpret(payload, capture.origin, MediaType(capture.media_type), capture.url, declared)


def as_clean_document(article: Article) -> CleanDocument:
    """A stored article as the cleaning stage gave it, with the curators' changes."""
    return CleanDocument(
        title=article.title,
        byline=article.byline,
        published=PublicationDate(
            article.published_on, DatePrecision(article.date_precision), DateOrigin(article.date_origin)
        ),
        language=article.language,
        blocks=tuple(article.text_blocks()),
        url=article.url,
    )


def _run(again: Callable[[Article], bool], each: Callable[[], None] | None) -> Rerun:
    rerun = Rerun()
    for batch in _batches():
        with transaction.atomic():
            for article in batch:
                try:
                    with transaction.atomic():
                        changed = again(article)
                except ArchiveError as error:
                    rerun.failures.append(f"article {article.pk}: {error}")
                except Exception:
                    # One article must never stop the run; the fault is logged whole and the article named.
                    logger.exception("article %s could not be done again", article.pk)
                    rerun.failures.append(f"article {article.pk}: a fault of this program, please report it")
                else:
                    rerun.changed += changed
                    rerun.unchanged += not changed
                if each:
                    each()
    index_waiting()
    return rerun


def _batches() -> Iterator[list[Article]]:
    """All articles by id, a batch at a time, so that memory doesn't grow with the archive."""
    last = 0
    while batch := list(Article.objects.filter(pk__gt=last).order_by("pk")[: settings.ARCHIVE_BATCH]):
        yield batch
        last = batch[-1].pk


def _cleaned_state(article: Article) -> tuple[object, ...]:
    taken = tuple(article.removals.order_by("position").values_list("position", "category", "rule", "text"))
    return (article.title, article.byline, article.published_on, article.text, repr(article.blocks), taken)


def _tagged_state(article: Article) -> list[tuple[object, ...]]:
    return [
        (mention.actor_id, repr(mention.spans), mention.prominence) for mention in article.mentions.order_by("actor_id")
    ]
