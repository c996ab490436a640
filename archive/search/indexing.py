"""Writes the index: batches after the database's commit, by one writer at a time, never by signals.

``needs_index`` of an article is the queue. It is cleared only where the article is as it was read, by
``changed_at``: whoever sets it on many rows at once sets ``changed_at`` with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import or_

from django.conf import settings
from django.db.models import Q

from archive.models import Article
from archive.search.connection import article_index, backend
from archive.search.engines import Notify, OutdatedIndex

_FLAGS_AT_ONCE = 100
"""Articles whose flags one statement clears; databases bound the depth of a condition."""
Progress = Callable[[int], None]
"""Is told how many articles were done since it was last told."""


def index_articles(ids: Iterable[int], notify: Notify | None = None) -> None:
    """Bring the documents of articles up to date.

    The first of a copy's story is indexed with it, and an id without an article loses its document. Raises
    `archive.search.engines.OutdatedIndex` where an earlier version wrote the index.
    """
    wanted = set(ids)
    originals = set(Article.objects.filter(pk__in=wanted, copy_of__isnull=False).values_list("copy_of", flat=True))
    asked = sorted(wanted | {original for original in originals if original is not None})
    read = dict(Article.objects.filter(pk__in=asked).values_list("pk", "changed_at"))
    index = article_index()
    articles = list(index.index_queryset().filter(pk__in=asked))
    backend().put(index, articles, notify)
    gone = set(asked) - {article.pk for article in articles}
    if gone:
        backend().take_out(gone, notify)
    _clear_flags(read)


def remove_articles(ids: Iterable[int], notify: Notify | None = None) -> None:
    """Take articles out of the index."""
    wanted = set(ids)
    if wanted:
        backend().take_out(wanted, notify)


def index_waiting(progress: Progress | None = None, notify: Notify | None = None) -> int:
    """Index all articles that wait for it, batch by batch; gives how many there were.

    An index that an earlier version wrote is made anew.
    """
    try:
        return _index_waiting(progress, notify)
    except OutdatedIndex:
        return rebuild(progress, notify)


def _index_waiting(progress: Progress | None, notify: Notify | None) -> int:
    count = 0
    last = 0
    while batch := list(
        Article.objects.waiting_for_index()
        .filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[: settings.ARCHIVE_BATCH]
    ):
        index_articles(batch, notify)
        last = batch[-1]
        count += len(batch)
        if progress:
            progress(len(batch))
    return count


def rebuild(progress: Progress | None = None, notify: Notify | None = None, workers: int = 1) -> int:
    """Build a new index beside the one in use and swap it in; gives the number of documents.

    Searching goes on meanwhile. Where this fails the old index stays. The index is written by ``workers`` processes,
    while this one reads the articles.
    """
    index = article_index()
    read: dict[int, datetime] = dict(Article.objects.values_list("pk", "changed_at"))
    expected = index.index_queryset().count()
    count = backend().rebuild(index, _all_articles(), progress, notify, workers=workers, expected=expected)
    _clear_flags(read)
    # What changed while the new index was written still has its flag, or went to the old index only.
    changed = [pk for pk, stamp in Article.objects.values_list("pk", "changed_at") if read.get(pk) != stamp]
    gone = set(read) - set(Article.objects.values_list("pk", flat=True))
    for batch in _batched([*changed, *gone], settings.ARCHIVE_BATCH):
        index_articles(batch, notify)
    return count


def _all_articles() -> Iterator[Article]:
    """All articles, a chunk of related rows at a time."""
    return article_index().index_queryset().iterator(chunk_size=settings.ARCHIVE_BATCH)


def _clear_flags(read: Mapping[int, datetime]) -> None:
    """Note that articles are indexed, unless they changed since they were read."""
    for batch in _batched(read, _FLAGS_AT_ONCE):
        unchanged = reduce(or_, (Q(pk=pk, changed_at=read[pk]) for pk in batch))
        Article.objects.filter(unchanged, needs_index=True).update(needs_index=False)


def _batched(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch
