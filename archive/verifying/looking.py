"""Looking at everything: each record beside its row, each article beside what was derived of it, and the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from heapq import merge
from typing import Any, cast

from django.db.models import Count, Max, QuerySet

from archive.adopting import is_known
from archive.documents import ArchiveError
from archive.holdings import Damage, DamagedHolding, Holdings, KeptRecord
from archive.models import Article, Capture, Mention, OtherCapture
from archive.models.capturing import known
from archive.models.keeping import holdings
from archive.models.recalling import page_of
from archive.search.connection import backend
from archive.search.engines import OutdatedIndex
from archive.verifying.faults import Fault, Verified

Each = Callable[[], None]
Row = Capture | OtherCapture
Last = dict[type[Capture] | type[OtherCapture], int]
"""The newest row of each kind when looking began."""
_AT_ONCE = 500


def looked_at(each: Each | None = None) -> Verified:
    """Compare everything with everything; ``each`` is told of each record."""
    verified, kept_in = Verified(), holdings()
    last: Last = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in (Capture, OtherCapture)}
    going, left = _open_files(kept_in)
    for file in left:
        verified.found(Fault.UNFINISHED_FILE, file, "a run was interrupted; the next one takes in what it left")
    present = {*kept_in.names()}
    for file in sorted(present):
        try:
            for _ in _look_at_file(verified, kept_in, file, last, file in going):
                if each:
                    each()
        except OSError as error:
            verified.found(Fault.DAMAGED_FILE, file, str(error.strerror or error))
    for file, number in sorted(_rows_by_file().items()):
        if file not in present:
            verified.found(Fault.MISSING_FILE, file, f"{number:,} captures lie in it")
    _look_at_articles(verified)
    _look_at_index(verified, under_way=bool(going))
    return verified


def _rows_by_file() -> Counter[str]:
    rows: Counter[str] = Counter()
    for model in (Capture, OtherCapture):
        rows.update(dict(model.objects.values_list("warc_file").annotate(rows=Count("pk")).order_by()))
    return rows


def _open_files(kept_in: Holdings) -> tuple[set[str], list[str]]:
    """The files that a run is writing, and those that one left behind."""
    with kept_in.left_open(cut=False) as left:
        return kept_in.open_names() - set(left), list(left)


def _look_at_file(verified: Verified, kept_in: Holdings, file: str, last: Last, going: bool) -> Iterator[None]:
    """One file beside the rows that name it, record by record; in one that is being written only rows count."""
    known_rows: list[Iterator[Row]] = [
        cast("Iterator[Row]", _in_file(model, file).filter(pk__lte=newest).iterator(chunk_size=_AT_ONCE))
        for model, newest in last.items()
    ]
    rows: Iterator[Row] = merge(*known_rows, key=lambda row: row.warc_offset)
    row: Row | None = next(rows, None)
    verified.files += 1
    for kept in kept_in.pages(file):
        yield
        offset = kept.offset if isinstance(kept, Damage) else kept.record.offset
        while row and row.warc_offset < offset:
            row = _missing(verified, row, rows)
        if isinstance(kept, Damage):
            if not going:
                detail = f"{kept.reason}, {kept.length:,} bytes"
                verified.found(Fault.DAMAGED_FILE, f"{file} at {offset}", detail)
            continue
        verified.records += 1
        if row and row.warc_offset == offset:
            verified.rows += 1
            _look_at_row(verified, kept_in, kept, row)
            row = next(rows, None)
        elif not going and not is_known(file, offset):
            _look_at_unknown(verified, kept_in, kept)
    while row:
        row = _missing(verified, row, rows)


def _in_file(model: type[Capture] | type[OtherCapture], file: str) -> QuerySet[Any]:
    return model.objects.filter(warc_file=file).order_by("warc_offset")


def _missing(verified: Verified, row: Row, rows: Iterator[Row]) -> Row | None:
    verified.rows += 1
    verified.found(Fault.MISSING_RECORD, f"{row.warc_file} at {row.warc_offset}", f"the page of {row}")
    return next(rows, None)


def _look_at_row(verified: Verified, kept_in: Holdings, kept: KeptRecord, row: Row) -> None:
    place = f"{kept.file} at {kept.record.offset}"
    try:
        payload = kept_in.payload(kept.record, kept.file)
    except DamagedHolding as error:
        verified.found(Fault.DAMAGED_RECORD, place, str(error))
        return
    if sha256(payload).hexdigest() != row.payload_sha256:
        verified.found(Fault.DAMAGED_RECORD, place, f"the page is not the one of {row}")
    elif wrong := [name for name, value in derived_from(kept, row).items() if getattr(row, name) != value]:
        verified.found(Fault.WRONG_ROW, place, f"{', '.join(wrong)} of {row}")


def derived_from(kept: KeptRecord, row: Row) -> dict[str, Any]:
    """What a row must say because its record does."""
    derived: dict[str, Any] = {"warc_length": kept.record.length}
    if kept.said.get("url") is not None:
        derived["url"] = kept.said["url"]
    if isinstance(row, Capture):
        derived["is_revisit"] = kept.record.kind == "revisit"
    return derived


def _look_at_unknown(verified: Verified, kept_in: Holdings, kept: KeptRecord) -> None:
    """A record without a row: spare where the archive has the same bytes of the same address and time."""
    place = f"{kept.file} at {kept.record.offset}"
    try:
        raw = page_of(kept, kept_in)
    except ArchiveError as error:
        verified.found(Fault.DAMAGED_RECORD, place, str(error))
        return
    digest = sha256(raw.payload).hexdigest()
    other = OtherCapture.objects.filter(payload_sha256=digest, url=raw.url).exists()
    if other or known(raw, digest, str(kept.said.get("given", ""))):
        verified.spare += 1
    else:
        verified.found(Fault.UNKNOWN_RECORD, place, raw.url or raw.origin)


def _look_at_articles(verified: Verified) -> None:
    articles = Article.objects.all()
    verified.articles = articles.count()
    for pk, title in articles.filter(captures__isnull=True).values_list("pk", "title").iterator():
        verified.found(Fault.NO_CAPTURE, f"article {pk}", title)
    for article in articles.only("pk", "text", "title", "blocks").order_by("pk").iterator(chunk_size=_AT_ONCE):
        if article.blocks and "\n\n".join(block.text for block in article.text_blocks()) != article.text:
            verified.found(Fault.COUNT, f"article {article.pk}", "the text is not that of its blocks")
    for mention in _wrong_mentions():
        verified.found(Fault.COUNT, f"article {mention.article_id}", f"mentions of {mention.actor}: count or places")
    chained = articles.filter(copy_of__copy_of__isnull=False).values_list("pk", flat=True)
    for pk in chained.iterator():
        verified.found(Fault.COUNT, f"article {pk}", "a copy of what is a copy itself")


def _wrong_mentions() -> Iterator[Mention]:
    """Mentions whose count isn't that of their spans, or whose spans don't give the words they say."""
    rows = Mention.objects.select_related("article", "actor").order_by("pk")
    for mention in rows.iterator(chunk_size=_AT_ONCE):
        texts = {"title": mention.article.title}
        right = all(
            texts.get(span["place"], mention.article.text)[span["start"] : span["end"]] == span["surface"]
            for span in mention.spans
        )
        if mention.count != len(mention.spans) or not right:
            yield mention


def _look_at_index(verified: Verified, *, under_way: bool) -> None:
    """Documents beside articles; those that wait for the index are named once, unless a run will index them."""
    waiting = set(Article.objects.waiting_for_index().values_list("pk", flat=True))
    articles = set(Article.objects.values_list("pk", flat=True))
    documents = _documents()
    verified.documents = len(documents)
    for pk in sorted(waiting if not under_way else ()):
        verified.found(Fault.WAITING, f"article {pk}")
    for pk in sorted(articles - documents - waiting):
        verified.found(Fault.NOT_INDEXED, f"article {pk}")
    for pk in sorted(documents - articles - waiting):
        verified.found(Fault.STRAY_DOCUMENT, f"article {pk}")


def _documents() -> set[int]:
    """The articles in the index whose texts can be read; none where an earlier version wrote it."""
    try:
        return backend().indexed_ids(thorough=True)
    except OutdatedIndex:
        return set()
