"""Pages that the holdings have and the database hasn't: an interrupted run's, or all of them after a loss.

They come in as they came in the first time, but for being kept: their records are there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db import InterfaceError, OperationalError, transaction

from archive.documents import ArchiveError, PageKind, RawDocument
from archive.furniture import Learning
from archive.holdings import Damage, Holdings, KeptRecord, kept_at
from archive.ingest import Prepared, Result, prepare, store
from archive.models import Article, Capture, OtherCapture
from archive.models.authority import actor_records
from archive.models.keeping import holdings
from archive.models.recalling import keep_as, page_of, places_in, publisher_of
from archive.models.stories import group_copies
from archive.models.storing import CHANGING, Outcome
from archive.preparing import Aside
from archive.search.indexing import index_waiting
from archive.tagging import Authority

logger = logging.getLogger(__name__)
Each = Callable[[], None]
_ARTICLES = {PageKind.PAGE, PageKind.CRAWLED}


@dataclass(slots=True)
class Adopted:
    """How many pages came in, how many held nothing new, and what could not come in, with reasons."""

    taken: int = 0
    spare: int = 0
    failures: list[str] = field(default_factory=list)


def adopt_left() -> Adopted:
    """Take in what runs had kept that were interrupted before the database knew it, close their files, index.

    Call it before a run that keeps pages; where nothing was left it costs a look at a folder.
    """
    adopted, kept_in = Adopted(), holdings()
    kept_in.put_finished()
    with kept_in.left_open() as files:
        for file in files:
            adopt_files(kept_in, [file], adopted)
            kept_in.finish(file)
    for failure in adopted.failures:
        logger.warning("left by an interrupted run: %s", failure)
    if adopted.taken:
        index_waiting()
    return adopted


def adopt_files(kept_in: Holdings, files: Iterable[str], adopted: Adopted, each: Each | None = None) -> None:
    """Take in every page of one run's files that the database doesn't know, as that run did.

    A run learns from all its pages before it cleans the first, so they are read twice.
    """
    files, learning, authority = list(files), Learning(), Authority(actor_records())
    for kept in _unknown(kept_in, files, []):
        try:
            if (raw := page_of(kept, kept_in)).kind in _ARTICLES:
                learning.look_at_all([raw], _given(kept))
        except ArchiveError:
            continue  # its own turn says why
    for kept in _unknown(kept_in, files, adopted.failures):
        _adopt(kept, kept_in, adopted, authority, learning)
        if each:
            each()
    learning.save()


def adopt_places(kept_in: Holdings, places: Iterable[tuple[str, int]], adopted: Adopted) -> None:
    """Take in the pages that are kept at these places, in the order they were kept, unless the database knows them."""
    found = [kept_in.page_at(file, offset) for file, offset in places if not is_known(file, offset)]
    authority, learning = Authority(actor_records()), Learning()
    earliest = datetime.min.replace(tzinfo=UTC)
    for kept in sorted(found, key=lambda kept: (kept_at(kept) or earliest, kept.file, kept.record.offset)):
        _adopt(kept, kept_in, adopted, authority, learning)
    learning.save()


def is_known(file: str, offset: int) -> bool:
    """Whether the database has a row for the record there."""
    captures = Capture.objects.filter(warc_file=file, warc_offset=offset)
    return captures.exists() or OtherCapture.objects.filter(warc_file=file, warc_offset=offset).exists()


def _unknown(kept_in: Holdings, files: Iterable[str], damages: list[str]) -> Iterator[KeptRecord]:
    """The pages that the database has no row for; what is damaged goes to ``damages``."""
    for file in files:
        known = places_in(file)
        for kept in kept_in.pages(file):
            if isinstance(kept, Damage):
                damages.append(f"{file} at {kept.offset}: {kept.reason} ({kept.length:,} bytes)")
            elif kept.record.offset not in known:
                yield kept


def _adopt(kept: KeptRecord, kept_in: Holdings, adopted: Adopted, authority: Authority, learning: Learning) -> None:
    """Take one page in, in a transaction of its own."""
    place = f"{kept.file} at {kept.record.offset}"
    try:
        with transaction.atomic():
            raw = page_of(kept, kept_in)
            if raw.kind is PageKind.WITHDRAWN:  # it was when it came in; whether it is now is asked again
                raw = replace(raw, kind=PageKind.PAGE)
            result = _take(raw, kept, authority, learning) if raw.kind in _ARTICLES else Aside(raw, "")
            if isinstance(result, Aside):
                _keep_other(result.raw, kept)
            elif result.article_id is None:
                adopted.failures.append(f"{place}: {result.reason}")
                return
            else:
                _date_back(result.article_id, kept_at(kept))
    except ArchiveError as error:
        adopted.failures.append(str(error) if str(error).startswith(kept.file) else f"{place}: {error}")
    except (OperationalError, InterfaceError):
        raise  # the database failed: no page is to blame
    except Exception:
        # One page must never stop the run; the fault is logged whole and the record named.
        logger.exception("%s could not be taken in", place)
        adopted.failures.append(f"{place}: a fault of this program, please report it (the log has the details)")
    else:
        there = is_known(kept.file, kept.record.offset)
        adopted.taken += there
        adopted.spare += not there


def _take(raw: RawDocument, kept: KeptRecord, authority: Authority, learning: Learning) -> Result | Aside:
    """Clean, tag and store a page as it was done when it was kept; a withdrawn one is only to be kept aside."""
    prepared = prepare(raw, authority, _given(kept), learning)
    if isinstance(prepared, Aside) and prepared.raw.kind is not PageKind.WITHDRAWN:
        return Result(raw.origin, Outcome.REJECTED, "it is no article")
    if not isinstance(prepared, Prepared):
        return prepared
    result = store(prepared, keep_as(kept), _given(kept), publisher_of(kept))
    if result.article_id:
        learning.note(raw, prepared.clean, _given(kept), result.article_id)
    if result.outcome in CHANGING:
        group_copies([result.article_id])
    return result


def _given(kept: KeptRecord) -> str:
    """The publisher's name that the curator gave with the run, or an empty string."""
    return str(kept.said.get("given", ""))


def _date_back(article_id: int, at: datetime | None) -> None:
    """An article is as old in the archive as its first capture."""
    if at:
        Article.objects.filter(pk=article_id, added_at__gt=at).update(added_at=at)


def _keep_other(raw: RawDocument, kept: KeptRecord) -> None:
    """The row of something that a crawl brought along; bytes that are known of the address have one already."""
    OtherCapture.objects.get_or_create(
        url=raw.url,
        payload_sha256=str(kept.said.get("sha256", "")),
        defaults={
            "kind": raw.kind.value,
            "origin": raw.origin,
            "media_type": (raw.exchange.media_type if raw.exchange else raw.media_type.value)[:100],
            "captured_at": raw.captured_at,
            "kept_at": kept_at(kept) or datetime.now(UTC),
            "warc_file": kept.file,
            "warc_offset": kept.record.offset,
            "warc_length": kept.record.length,
        },
    )
