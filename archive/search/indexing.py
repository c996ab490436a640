"""Writes the index: batches after the database's commit, by one writer at a time, never by signals.

``needs_index`` of an article is the queue. It is cleared only where the article is as it was read, by
``changed_at``: whoever sets it on many rows at once sets ``changed_at`` with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Length
from haystack.constants import DJANGO_ID

from archive.models import Article
from archive.search.connection import article_index, backend
from archive.search.engines import Notify, OutdatedIndex, Putting

_CLEAR = f"UPDATE {Article._meta.db_table} SET needs_index = %s WHERE id = %s AND changed_at = %s AND needs_index = %s"  # noqa: S608
_MOST, _MOST_CHARACTERS = 2_000, 20_000_000
"""Articles that are indexed in one commit, and their characters: many at once are merged less often."""
Progress = Callable[[int], None]
"""Is told how many articles were done since it was last told."""


def index_articles(ids: Iterable[int], notify: Notify | None = None) -> None:
    """Bring the documents of articles up to date.

    The first of a copy's story is indexed with it, and an id without an article loses its document. Raises
    `archive.search.engines.OutdatedIndex` where an earlier version wrote the index.
    """
    asked = _with_firsts(ids)
    read = dict(Article.objects.filter(pk__in=asked).values_list("pk", "changed_at"))
    documents = list(article_index().documents(asked))
    backend().put(documents, notify)
    gone = set(asked) - {int(document[DJANGO_ID]) for document in documents}
    if gone:
        backend().take_out(gone, notify)
    _clear_flags(read)


def _with_firsts(ids: Iterable[int]) -> list[int]:
    """These articles and the firsts of the stories of those that are copies."""
    wanted = set(ids)
    firsts = set(Article.objects.filter(pk__in=wanted, copy_of__isnull=False).values_list("copy_of", flat=True))
    return sorted(wanted | {first for first in firsts if first is not None})


@dataclass(frozen=True, slots=True)
class Begun:
    """Articles that are being indexed by another process: it has to call ``work``, then one of the methods is called.

    Until then nobody else writes the index.
    """

    putting: Putting
    read: Mapping[int, datetime]

    @property
    def work(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """What the other process is to call, and with what."""
        return self.putting.work

    def finish(self, written: Any) -> None:
        """Put in what that call gave. Raises `archive.search.engines.OutdatedIndex` as `index_articles` does."""
        self.putting.finish(written)
        _clear_flags(self.read)

    def give_up(self) -> None:
        """Leave the index as it is; the articles go on waiting."""
        self.putting.give_up()


def begin_indexing(ids: Iterable[int]) -> Begun | None:
    """Begin to bring the documents of stored articles up to date; None where another process writes the index."""
    asked = _with_firsts(ids)
    read = dict(Article.objects.filter(pk__in=asked).values_list("pk", "changed_at"))
    putting = backend().begin_put(article_index().documents(asked))
    return Begun(putting, read) if putting else None


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
    while batch := _waiting_after(last):
        index_articles(batch, notify)
        last = batch[-1]
        count += len(batch)
        if progress:
            progress(len(batch))
    return count


def _waiting_after(last: int) -> list[int]:
    """The next ids that wait for the index, as many as are indexed at once."""
    waiting = Article.objects.waiting_for_index().filter(pk__gt=last).order_by("pk")
    batch: list[int] = []
    size = 0
    for pk, characters in waiting.values_list("pk", Length("text"))[:_MOST]:
        size += characters
        if batch and size > _MOST_CHARACTERS:
            break
        batch.append(pk)
    return batch


def rebuild(progress: Progress | None = None, notify: Notify | None = None, workers: int = 1) -> int:
    """Build a new index beside the one in use and swap it in; gives the number of documents.

    Searching goes on meanwhile. Where this fails the old index stays. The index is written by ``workers`` processes,
    while this one reads the articles.
    """
    index = article_index()
    read: dict[int, datetime] = dict(Article.objects.values_list("pk", "changed_at"))
    count = backend().rebuild(index.documents(read), progress, notify, workers=workers, expected=len(read))
    _clear_flags(read)
    # What changed while the new index was written still has its flag, or went to the old index only.
    changed = [pk for pk, stamp in Article.objects.values_list("pk", "changed_at") if read.get(pk) != stamp]
    gone = set(read) - set(Article.objects.values_list("pk", flat=True))
    for batch in _batched([*changed, *gone], settings.ARCHIVE_BATCH):
        index_articles(batch, notify)
    return count


def _clear_flags(read: Mapping[int, datetime]) -> None:
    """Note that articles are indexed, unless they changed since they were read."""
    adapt = connection.ops.adapt_datetimefield_value
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_CLEAR, [(False, pk, adapt(moment), True) for pk, moment in read.items()])


def _batched(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch
