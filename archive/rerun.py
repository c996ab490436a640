"""Stages run again over what the archive holds: cleaning from the kept bytes, tagging from the clean text.

What curators decided stays; articles whose result is the same are not touched.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from archive.cleaning import Furniture, clean
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
from archive.models.articles import ArticleQuerySet
from archive.models.authority import actor_records
from archive.models.blocks import overruled
from archive.models.keeping import holdings
from archive.models.learning import furniture_of, relearn
from archive.models.stories import group_copies
from archive.models.storing import fill, state_in, store_mentions, store_removals
from archive.models.versioning import seen_at, set_states
from archive.readers import interpret
from archive.search.indexing import index_waiting
from archive.tagging import Authority, tag

logger = logging.getLogger(__name__)
SOURCES_AT_HAND = 500
"""Sources whose furniture is held in memory."""


@dataclass(slots=True)
class Rerun:
    """How many articles changed and how many came out as they were; failures with their reasons."""

    changed: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)


def reclean(each: Callable[[], None] | None = None) -> Rerun:
    """Learn each source's furniture anew, clean every article again, tag what changed and index it."""
    kept, authority, furniture = holdings(), Authority(actor_records()), lru_cache(SOURCES_AT_HAND)(furniture_of)
    relearn()
    return _run(lambda article: clean_article(article, kept, authority, furniture(article.source_id)), each)


def clean_article(article: Article, kept: Holdings, authority: Authority, furniture: Furniture | None = None) -> bool:
    """Clean an article again from its captures and tag it; gives whether that changed it.

    Raises ArchiveError where no capture can be read or nothing would be left.
    """
    pages = _cleaned_captures(article, kept, furniture or furniture_of(article.source_id))
    if not pages:
        raise ArchiveError("no capture is kept of it")
    cleaned = pages[-1][1]
    if not cleaned.text.strip():
        raise ArchiveError("cleaning left nothing of it; it stays as it was")
    before = _cleaned_state(article)
    if len(pages) > 1:
        set_states(article, [(capture, state_in(capture, page)) for capture, page in pages if page.text.strip()])
    fill(article, cleaned)
    store_removals(article, cleaned)
    store_mentions(article, tag(as_clean_document(article), authority))
    changed = _cleaned_state(article) != before
    article.needs_cleaning = False
    article.save()
    return changed


def clean_edited(authority: Callable[[], Authority]) -> Rerun:
    """Clean articles again of which a new state came in, each capture with what is known of its source by now.

    So what the publisher edited is told from what cleaning has learned between two captures. Those that an
    interrupted run left waiting are among them. ``authority`` is asked for where there are any.
    """
    kept, actors, furniture = holdings(), cache(authority), lru_cache(SOURCES_AT_HAND)(furniture_of)

    def again(article: Article) -> bool:
        return clean_article(article, kept, actors(), furniture(article.source_id))

    return _run(again, None, Article.objects.filter(needs_cleaning=True))


def _cleaned_captures(article: Article, kept: Holdings, furniture: Furniture) -> list[tuple[Capture, CleanDocument]]:
    """What cleaning makes of each capture of an article, the one seen last at the end; equal bytes are read once."""
    pages: dict[str, CleanDocument] = {}
    captures = sorted(article.captures.all(), key=lambda capture: (seen_at(capture), capture.pk))
    for capture in captures:
        if capture.payload_sha256 not in pages:
            raw = interpret_capture(capture, kept)
            pages[capture.payload_sha256] = overruled(article, furniture.without(clean(raw)), raw)
    return [(capture, pages[capture.payload_sha256]) for capture in captures]


def retag(each: Callable[[], None] | None = None, *, waiting: bool = False) -> Rerun:
    """Tag every article again with the actors as they are known now, and index what changed.

    With ``waiting`` only the articles that a curator's decision touched and that were too many to do at once.
    """
    authority = Authority(actor_records())

    def again(article: Article) -> bool:
        before = _tagged_state(article)
        store_mentions(article, tag(as_clean_document(article), authority))
        changed = _tagged_state(article) != before
        if article.needs_tagging:
            Article.objects.filter(pk=article.pk).update(needs_tagging=False)
        if changed:
            article.needs_index = True
            article.save(update_fields=["needs_index", "changed_at"])
        return changed

    articles = Article.objects.all()
    return _run(again, each, articles.filter(needs_tagging=True) if waiting else articles)


def interpret_capture(capture: Capture, holdings: Holdings) -> RawDocument:
    """The page of a capture, as it was read the first time; raises ArchiveError where it is damaged."""
    record = holdings.record(capture.warc_file, capture.warc_offset, capture.warc_length)
    payload = holdings.payload(record, capture.warc_file)
    declared = Declared(**{key: value for key, value in capture.declared.items() if key in Declared.__slots__})
    media_type = MediaType(capture.media_type)
    return interpret(payload, capture.origin, media_type, capture.url, declared, head=record.http_head)


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


def _run(
    again: Callable[[Article], bool], each: Callable[[], None] | None, articles: ArticleQuerySet | None = None
) -> Rerun:
    rerun = Rerun()
    for batch in _batches(Article.objects.all() if articles is None else articles):
        with transaction.atomic():
            changed_ids = []
            for article in batch:
                try:
                    with transaction.atomic():
                        changed = again(article)
                except ArchiveError as error:
                    rerun.failures.append(f"article {article.pk}: {error}")
                except (OperationalError, InterfaceError):
                    raise  # the database failed: no article is to blame
                except Exception:
                    # One article must never stop the run; the fault is logged whole and the article named.
                    logger.exception("article %s could not be done again", article.pk)
                    rerun.failures.append(f"article {article.pk}: a fault of this program, please report it")
                else:
                    rerun.changed += changed
                    changed_ids += [article.pk] if changed else []
                    rerun.unchanged += not changed
                if each:
                    each()
            group_copies(changed_ids)
    index_waiting()
    return rerun


def _batches(articles: ArticleQuerySet) -> Iterator[list[Article]]:
    """The articles by id, a batch at a time, so that memory doesn't grow with the archive."""
    last = 0
    while batch := list(articles.filter(pk__gt=last).order_by("pk")[: settings.ARCHIVE_BATCH]):
        yield batch
        last = batch[-1].pk


def _cleaned_state(article: Article) -> tuple[object, ...]:
    taken = tuple(article.removals.order_by("position").values_list("position", "category", "rule", "text"))
    blocks = json.dumps(article.blocks, sort_keys=True)  # PostgreSQL gives back the keys in an order of its own
    return (article.title, article.byline, article.published_on, article.text, blocks, taken)


def _tagged_state(article: Article) -> list[tuple[object, ...]]:
    return [
        (mention.actor_id, repr(mention.spans), mention.prominence, mention.rejected)
        for mention in article.mentions.order_by("actor_id")
    ]
