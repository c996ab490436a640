"""Pages made ready to be stored: known ones are told, the others cleaned, judged and tagged, in their order.

`Preparing` works ahead: while one batch is stored, its workers clean and tag the next. What comes out is the same with
any number of workers.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import InterfaceError, OperationalError

from archive.comparing import TextMarks
from archive.documents import CleanDocument, PageKind, RawDocument, TaggedDocument
from archive.furniture import Learning
from archive.handling import CLEANED_KINDS
from archive.models import Capture, OtherCapture
from archive.models.capturing import known
from archive.models.storing import Outcome
from archive.models.withdrawn import Withdrawn
from archive.packing import Cleaned, Tagged, Worked, unpacked
from archive.readers import Found, Rejection
from archive.spooling import Spool
from archive.working import Task, Workers

FAULT = "a fault of this program, please report it (the log has the details)"
BOILERPLATE = "no article: nothing but boilerplate is in it"
AHEAD, BYTES_AHEAD = 2, 30_000_000
"""Batches that the workers are busy with while one is stored; no second one where the first are of so many bytes."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one page; ``reason`` says why it was rejected, what it is a copy of, or what else it is."""

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
    is_new: bool = False
    """No bytes like these were in the archive when the page was made ready."""
    marks: TextMarks | None = None
    """Of its text, where they were found together with its actors."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A page of a crawl that is no article and is kept all the same; its kind says what it is."""

    raw: RawDocument
    sha256: str
    is_new: bool = False
    """As of `Prepared`."""


Readied = Prepared | Aside | Result


@dataclass(slots=True)
class _Page:
    """A page on its way."""

    found: Found
    sha256: str = ""
    task: Task | None = None
    """It is being cleaned and tagged."""
    cleaned: CleanDocument | None = None
    tagged: Tagged | Task | None = None
    done: Aside | Result | None = None
    is_new: bool = False


class Preparing:
    """Makes batches ready, working ahead by as many as there is room for."""

    def __init__(
        self, workers: Workers, learning: Learning | None = None, source: str = "", spool: Spool | None = None
    ) -> None:
        """``spool`` has what the first look made of pages."""
        self._workers = workers
        self._spool = spool
        self._learning = learning
        self._source = source
        self._withdrawn = Withdrawn()

    def batches(self, batches: Iterable[Sequence[Found]]) -> Iterator[list[Readied]]:
        """Each batch as it is ready; the one before must be stored when the next is asked for."""
        ahead: list[list[_Page]] = []
        for batch in batches:
            ahead.append(self._begun(batch))
            while len(ahead) > self._most(ahead):
                yield self._ready(ahead.pop(0))
        for begun in ahead:
            yield self._ready(begun)

    def _most(self, ahead: Sequence[Sequence[_Page]]) -> int:
        """How many of these batches may be waited for."""
        if self._workers.count == 1:
            return 0
        size = sum(len(_payload(page.found)) for batch in ahead for page in batch)
        return AHEAD if size < BYTES_AHEAD else 1

    def _begun(self, batch: Sequence[Found]) -> list[_Page]:
        """Ask the workers to clean and tag what the archive does not have and was not put aside."""
        pages = [_Page(found, hashlib.sha256(_payload(found)).hexdigest()) for found in batch]
        there = known_bytes([page.sha256 for page in pages])
        for page in pages:
            if isinstance(page.found, Rejection):
                page.done = Result(page.found.origin, Outcome.REJECTED, page.found.reason)
                continue
            page.done = self._known(page.found, page.sha256) if page.sha256 in there else None
            if page.done is None and self._is_work(page.found, page.sha256):
                page.task = self._workers.work(page.found)
        self._workers.send()
        return pages

    def _is_work(self, raw: RawDocument, sha256: str) -> bool:
        """Whether anything is left to be done to a page: it was not put aside, and may be an article."""
        return raw.kind in CLEANED_KINDS and not (self._spool and self._spool.has(raw, sha256))

    def _ready(self, pages: list[_Page]) -> list[Readied]:
        """Finish a batch; what was stored since it was begun is known now."""
        self._withdrawn.refresh()
        there = known_bytes([page.sha256 for page in pages])
        for page in pages:
            if isinstance(page.found, RawDocument):
                page.is_new = page.sha256 not in there
                if page.done is None and not page.is_new:
                    page.done = self._known(page.found, page.sha256)
                if page.done is None:
                    self._clean(page, page.found)
        self._workers.send()
        return [self._tagged(page) for page in pages]

    def _known(self, raw: RawDocument, sha256: str) -> Result | None:
        capture = known(raw, sha256, self._source)
        if capture:
            return Result(raw.origin, Outcome.UNCHANGED, article_id=capture.article_id)
        others = OtherCapture.objects.filter(payload_sha256=sha256, url=raw.url)
        if raw.kind is PageKind.PAGE:
            others = others.filter(kind=PageKind.WITHDRAWN.value)
        other = others.first()
        return Result(raw.origin, Outcome.UNCHANGED, other.kind) if other else None

    def _clean(self, page: _Page, raw: RawDocument) -> None:
        worked = self._worked(page, raw)
        cleaned = worked.cleaned
        if cleaned.reason or cleaned.fault:
            page.done = self._rejected(raw, cleaned.reason, cleaned.fault)
        elif cleaned.document is None:
            page.done = Aside(replace(raw, kind=cleaned.kind), page.sha256, page.is_new)
        else:
            page.cleaned = self._without_furniture(page, raw, cleaned.document)
            if page.cleaned is cleaned.document:
                page.tagged = worked.tagged
            elif page.cleaned and page.done is None:
                page.tagged = self._workers.tag(page.cleaned)

    def _worked(self, page: _Page, raw: RawDocument) -> Worked:
        if raw.kind not in CLEANED_KINDS:
            return Worked(Cleaned(raw.kind))
        aside = self._spool.take(raw, page.sha256) if self._spool and not page.task else None
        return unpacked(aside or self._workers.result(page.task or self._workers.work(raw)))

    def _without_furniture(self, page: _Page, raw: RawDocument, document: CleanDocument) -> CleanDocument | None:
        """What of a page is the article's; where that is nothing, or withdrawn, it is done with."""
        try:
            left = self._learning.clean_of(raw, document, self._source) if self._learning else document
        except (OperationalError, InterfaceError):
            raise  # the database failed: no page is to blame
        except Exception:
            # One page must never stop the run; the fault is logged whole and the page named in the report.
            logger.exception("%s could not be prepared", raw.origin)
            page.done = Result(raw.origin, Outcome.REJECTED, FAULT)
            return None
        if not left.text.strip():
            page.done = Result(raw.origin, Outcome.REJECTED, BOILERPLATE)
        elif self._withdrawn.covers(raw, page.sha256, left):
            page.done = Aside(replace(raw, kind=PageKind.WITHDRAWN), page.sha256, page.is_new)
        return left

    def _tagged(self, page: _Page) -> Readied:
        if page.done is not None or page.tagged is None or page.cleaned is None or isinstance(page.found, Rejection):
            return page.done or Result(page.found.origin, Outcome.REJECTED, FAULT)
        tagged: Tagged = self._workers.result(page.tagged) if isinstance(page.tagged, Task) else page.tagged
        if tagged.document is None:
            return self._rejected(page.found, tagged.reason, tagged.fault)
        raw = replace(page.found, kind=PageKind.PAGE)
        return Prepared(raw, page.sha256, page.cleaned, tagged.document, page.is_new, tagged.marks)

    def _rejected(self, raw: RawDocument, reason: str, fault: str) -> Result:
        if fault:
            logger.error("%s could not be prepared\n%s", raw.origin, fault)
        return Result(raw.origin, Outcome.REJECTED, reason or FAULT)


def prepare(found: Found, authority: Any, source: str = "", learning: Learning | None = None) -> Readied:
    """One page made ready by itself; writes nothing. ``learning`` knows the furniture of the page's source."""
    workers = Workers(1, [], authority)
    return next(Preparing(workers, learning, source).batches([[found]]))[0]


def _payload(found: Found) -> bytes:
    return found.payload if isinstance(found, RawDocument) else b""


def known_bytes(digests: Sequence[str]) -> set[str]:
    """Which of these bytes the archive has, from any address."""
    found: set[str] = set()
    for model in (Capture, OtherCapture):
        found.update(model.objects.filter(payload_sha256__in=digests).values_list("payload_sha256", flat=True))
    return found
