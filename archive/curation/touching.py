"""The articles that a decision touches: counted before, brought up to date after, or left to the next `retag`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock

from django.db.models import Max, Q

from archive.documents import ArchiveError
from archive.models import Actor, ActorName, Article, Decision
from archive.models.articles import ArticleQuerySet
from archive.models.authority import actor_records
from archive.models.laying import lay_decisions
from archive.models.storing import store_mentions
from archive.models.weighing import weigh
from archive.rerun import as_clean_document
from archive.search.engines import OutdatedIndex
from archive.search.indexing import index_articles, remove_articles
from archive.tagging import Authority, tag

AT_ONCE = 100
"""Articles brought up to date while the curator waits; tagging and indexing so many takes about two seconds."""


TRIES, SECONDS_BETWEEN = 20, 0.25
"""How often and how long a curator waits for the index: a batch of an `ingest` is written within seconds."""


class Work(Enum):
    """What a touched article needs."""

    LAY = auto()
    """Decisions laid anew over what tagging found."""
    TAG = auto()
    """Tagged again, since names changed."""
    INDEX = auto()
    """Weighed and indexed again, since its mentions were moved or hidden already."""


@dataclass(frozen=True, slots=True)
class Touched:
    """How many articles were brought up to date and how many wait for `retag`."""

    done: int = 0
    waiting: int = 0


class _IndexBusy(Exception):
    """Another process writes the index: what waits for it is indexed when that one is done."""


def saying(words: Iterable[str]) -> ArticleQuerySet:
    """Articles whose title or text holds any of the words (a little more than tagging will find)."""
    match = Q(pk__in=())
    for each in filter(None, words):
        match |= Q(text__contains=each) | Q(title__contains=each)
    return Article.objects.filter(match)


def naming(*actors: Actor) -> ArticleQuerySet:
    """Articles with a mention of any of the actors, rejected ones too."""
    return Article.objects.filter(mentions__actor__in=actors).distinct()


def bring_up_to_date(ids: Iterable[int], work: Work, first: int | None = None) -> Touched:
    """Do the work on the articles if they are few, else on the first alone, and mark the others for `retag`.

    To be called in a transaction, and `index_touched` after it.
    """
    wanted = set(ids)
    now = wanted if len(wanted) <= AT_ONCE else wanted & {first}
    later = wanted - now
    for article in Article.objects.filter(pk__in=now).select_related("source").order_by("pk"):
        if work is Work.TAG:
            store_mentions(article, tag(as_clean_document(article), authority()))
        elif work is Work.LAY:
            lay_decisions(article)
        else:
            weigh(article)
    Article.objects.filter(pk__in=now).mark_for_index()
    if work is Work.INDEX:
        Article.objects.filter(pk__in=later).mark_for_index()
    Article.objects.filter(pk__in=later).update(needs_tagging=True)
    return Touched(len(now), len(later))


def index_touched(ids: Iterable[int]) -> None:
    """Index the articles that wait for it, at most as many as are done at once.

    Where another process is writing the index, or an earlier version wrote it, they stay in the queue.
    """
    waiting = Article.objects.filter(pk__in=list(ids)).waiting_for_index().order_by("pk")
    chosen = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    if chosen:
        try:
            index_articles(chosen, _refuse_to_wait)
        except (_IndexBusy, OutdatedIndex):
            return


def take_out_of_index(ids: Iterable[int]) -> None:
    """Take articles that are gone out of the index; waits a little for another process that writes it.

    Where that takes longer their documents stay until `verify --repair` or `reindex`; nothing shows them.
    """
    for _ in range(TRIES):
        try:
            remove_articles(ids, _refuse_to_wait)
        except _IndexBusy:
            time.sleep(SECONDS_BETWEEN)
        except OutdatedIndex:
            return
        else:
            return


def _refuse_to_wait(*_: object) -> None:
    raise _IndexBusy


_cached: list[tuple[object, Authority]] = []
_building = Lock()


def authority() -> Authority:
    """The actors as they are known now; built again when names or decisions changed, since building takes a second."""
    stamp = (
        ActorName.objects.aggregate(Max("pk"))["pk__max"],
        ActorName.objects.count(),
        Actor.objects.aggregate(Max("pk"))["pk__max"],
        Actor.objects.count(),
        Decision.objects.aggregate(Max("pk"), Max("at"), Max("undone_at")),
    )
    with _building:
        if not _cached or _cached[0][0] != stamp:
            _cached[:] = [(stamp, Authority(actor_records()))]
        return _cached[0][1]


class DecisionRefused(ArchiveError):
    """A decision that makes no sense; the message says why."""
