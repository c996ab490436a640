"""Putting right what follows from the rest: rows from records, articles from records, documents from articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.adopting import Adopted, adopt_files, adopt_left
from archive.holdings import Holdings, KeptRecord
from archive.models import Article, Capture, Mention, OtherCapture
from archive.models.keeping import holdings
from archive.rerun import retag
from archive.search.engines import OutdatedIndex
from archive.search.indexing import index_articles, index_waiting, rebuild, remove_articles
from archive.verifying.faults import Fault, Verified
from archive.verifying.looking import Row, derived_from

_IN_FILES = {Fault.WRONG_ROW, Fault.MISSING_RECORD, Fault.UNKNOWN_RECORD, Fault.DAMAGED_RECORD}


def mend(verified: Verified) -> None:
    """Put right what follows from the rest: rows from records, records to articles, documents from articles."""
    faults = {one.fault for one in verified.differences}
    adopted, kept_in = Adopted(), holdings()
    if Fault.UNFINISHED_FILE in faults:
        adopt_left()
    files = {one.place.rpartition(" at ")[0] for one in verified.differences if one.fault in _IN_FILES}
    for file in sorted(files & set(kept_in.names())):
        _mend_rows(kept_in, file)
    if Fault.UNKNOWN_RECORD in faults:
        for file in sorted(files & set(kept_in.names())):
            adopt_files(kept_in, [file], adopted)
    for pk in [int(one.place.split()[1]) for one in verified.differences if one.fault is Fault.COUNT]:
        _mend_counts(pk)
    if Fault.COUNT in faults:
        retag(waiting=True)
    index_waiting()
    ids = {int(one.place.split()[1]) for one in verified.differences if one.fault is Fault.NOT_INDEXED}
    try:
        index_articles(ids)
    except OutdatedIndex:
        rebuild()
    remove_articles(int(one.place.split()[1]) for one in verified.differences if one.fault is Fault.STRAY_DOCUMENT)


def _mend_rows(kept_in: Holdings, file: str) -> None:
    """Let rows say what their records do; a row that names a wrong place is led to its record by digest."""
    at: dict[int, KeptRecord] = {}
    for kept in kept_in.pages(file):
        if isinstance(kept, KeptRecord):
            at[kept.record.offset] = replace(kept, record=replace(kept.record, block=b""))
    for model in (Capture, OtherCapture):
        for row in model.objects.filter(warc_file=file).order_by("pk"):
            record = at.get(row.warc_offset) or _record_of(row, at.values())
            if record is None or record.said.get("sha256", row.payload_sha256) != row.payload_sha256:
                continue
            row.warc_offset = record.record.offset
            for name, value in derived_from(record, row).items():
                setattr(row, name, value)
            row.save()


def _record_of(row: Row, records: Iterable[KeptRecord]) -> KeptRecord | None:
    """The record of a row's page in the file it names: same digest, address and moment of keeping."""
    moment = row.kept_at.isoformat()
    return next(
        (
            kept
            for kept in records
            if kept.said.get("sha256") == row.payload_sha256 and kept.said.get("kept_at") == moment
        ),
        None,
    )


def _mend_counts(pk: int) -> None:
    """Count an article's mentions again and have it tagged again; its text is made again by `reclean`."""
    for mention in Mention.objects.filter(article=pk):
        if mention.count != len(mention.spans):
            mention.count = len(mention.spans)
            mention.save(update_fields=["count"])
    for article in Article.objects.filter(pk=pk, copy_of__copy_of__isnull=False).select_related("copy_of"):
        if article.copy_of:
            Article.objects.filter(pk=pk).update(copy_of=article.copy_of.copy_of)
    Article.objects.filter(pk=pk).update(needs_tagging=True)
    Article.objects.filter(pk=pk).mark_for_index()
