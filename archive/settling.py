"""A batch of pages kept and stored in one transaction, those that are new to the archive together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from archive.comparing import marks_of
from archive.documents import CleanDocument, RawDocument
from archive.furniture import host_of_address
from archive.holdings import KeepingRun
from archive.models import Capture, OtherCapture, Source
from archive.models.aside import aside_row, keep_aside
from archive.models.batching import NewArticle, NewPage, NewPages
from archive.models.capturing import known, same_capture
from archive.models.keeping import Keep, keep_in, keep_nowhere
from archive.models.sources import UNKNOWN_NAME
from archive.models.stories import Compared, group_copies
from archive.models.storing import CHANGING, Outcome, store_page
from archive.preparing import Aside, Prepared, Readied, Result, known_bytes


class _Undone(Exception):
    """Rolls a dry run's batch back."""


def settle(batch: Sequence[Readied], run: KeepingRun, source: str, dry_run: bool) -> list[Result]:
    """Keep and store a batch in one transaction; a dry run rolls it back. What became of each page, in their order."""
    results: list[Result] = []
    try:
        with transaction.atomic():
            settling = _Settling(batch, None if dry_run else run, source)
            results = settling.results()
            if dry_run:
                raise _Undone
            changed = (result.article_id for result in results if result.outcome in CHANGING)
            group_copies(changed, settling.unread())
            run.flush()
    except _Undone:
        pass
    return results


class _Settling:
    """One batch within its transaction."""

    def __init__(self, batch: Sequence[Readied], run: KeepingRun | None, source: str) -> None:
        self._batch = batch
        self._run = run
        self._source = source
        self._keep = keep_in(run, source) if run else keep_nowhere
        self._keep_new = keep_in(run, source, lambda _: None) if run else keep_nowhere
        self._pages = {
            place: NewPage(page.raw, page.clean, page.tagged, page.marks or marks_of(page.clean.text))
            for place, page in enumerate(batch)
            if isinstance(page, Prepared) and page.is_new
        }
        """New ones by their place, which is that of their result."""
        self._new = NewPages(self._pages.values())
        self._publishers = _Publishers(source)
        self._seen: set[str] = set()
        self._results: list[Result] = []
        self._waiting: dict[int, NewArticle] = {}
        """New articles that are not written yet, by the place of their result."""
        asides = {page.sha256 for page in batch if isinstance(page, Aside) and page.is_new}
        # Another run may have brought some of them since they were made ready.
        self._new_asides = asides - known_bytes(sorted(asides)) if asides else asides
        self._asides: list[OtherCapture] = []
        """Rows that are not written yet."""
        self._alone: set[int | None] = set()
        """Articles that a page was stored to by itself."""

    def results(self) -> list[Result]:
        """Keep and store all."""
        for page in self._batch:
            self._settle(page)
        self._write()
        return self._results

    def unread(self) -> list[Compared]:
        """The new articles as they were written; those that a later page may have changed are left out."""
        return [article for article in self._new.written if article.pk not in self._alone]

    def _settle(self, page: Readied) -> None:
        if isinstance(page, Result):
            self._results.append(page)
            return
        again = page.sha256 in self._seen
        self._seen.add(page.sha256)
        if isinstance(page, Aside):
            new = self._keep_aside(page, again)
            outcome = Outcome.KEPT if new else Outcome.UNCHANGED
            self._results.append(Result(page.raw.origin, outcome, page.raw.kind.value))
        elif page.is_new and not again:
            self._store_new(page)
        else:
            self._store(replace(page, is_new=False))

    def _keep_aside(self, page: Aside, again: bool) -> bool:
        """Keep a page that is no article; whether it was new. Those whose bytes are new are noted together."""
        if again or page.sha256 not in self._new_asides:
            self._write()
            return keep_aside(page.raw, page.sha256, self._run, self._source)
        if self._run:
            self._asides.append(aside_row(page.raw, page.sha256, self._run, self._source))
        return True

    def _store_new(self, page: Prepared) -> None:
        """Store a page whose bytes are new: with others, or by itself where an article may be its own already."""
        publisher, place = self._publishers.of(page), len(self._results)
        if not self._new.is_apart(self._pages[place], publisher):
            self._store(page, publisher)
            return
        kept = self._keep_new(page.raw, page.sha256, publisher)
        article = self._waiting[place] = self._new.add(self._pages[place], kept, publisher)
        self._results.append(Result(page.raw.origin, Outcome.CREATED, title=article.title))

    def _store(self, page: Prepared, publisher: Source | None = None) -> None:
        self._write()
        result = store(page, self._keep, self._source, publisher)
        if result.article_id:
            self._new.note(page.raw, page.clean, result.article_id)
            self._alone.add(result.article_id)
        self._results.append(result)

    def _write(self) -> None:
        """Write what waits; its results get their articles' ids."""
        if self._asides:
            OtherCapture.objects.bulk_create(self._asides)
            self._asides = []
        if self._waiting:
            self._new.write()
            for place, article in self._waiting.items():
                self._results[place] = replace(self._results[place], article_id=article.pk)
            self._waiting = {}


def store(page: Prepared, keep: Keep, source: str = "", publisher: Source | None = None) -> Result:
    """Keep a prepared page and store it; ``publisher`` is who published it where that is settled already."""
    again = None if page.is_new else known(page.raw, page.sha256, source)
    if again:
        return _same_bytes(page, again)
    with transaction.atomic():
        publisher = publisher or source_of(page.raw, page.clean, source)
        again = None if page.is_new else same_capture(page.raw, page.sha256, publisher)
        if again:
            return _same_bytes(page, again)
        outcome, article = store_page(keep(page.raw, page.sha256, publisher), page.clean, page.tagged, publisher)
    reason = ""
    if outcome is Outcome.DUPLICATE:
        reason = f"the same text as article {article.copy_of_id or article.pk}"
    return Result(page.raw.origin, outcome, reason, article.pk, article.title)


def _same_bytes(page: Prepared, capture: Capture) -> Result:
    return Result(page.raw.origin, Outcome.DUPLICATE, f"the same bytes as {capture.origin}", capture.article_id)


def source_of(raw: RawDocument, cleaned: CleanDocument, given: str = "") -> Source:
    """The publisher: as given, else as the record, the page, its address or its folder names it."""
    return Source.objects.named(*_named(raw, cleaned, given))


def _named(raw: RawDocument, cleaned: CleanDocument, given: str) -> tuple[str, str]:
    """A publisher's name and host."""
    if given:
        return given, ""
    host = host_of_address(raw.url or cleaned.url) or raw.declared.host
    name = raw.declared.source or cleaned.source
    return (UNKNOWN_NAME, "") if not name and not host else (name, host)


class _Publishers:
    """The publishers of a batch, each looked up once."""

    def __init__(self, given: str) -> None:
        self._given = given
        self._known: dict[tuple[str, str], Source] = {}

    def of(self, page: Prepared) -> Source:
        """Who published a page; made where it is the first of theirs."""
        named = _named(page.raw, page.clean, self._given)
        if named not in self._known:
            found = Source.objects.named(*named)
            # A source met by its host alone may just have got its name: what was read before is out of date.
            self._known = {key: found if held.pk == found.pk else held for key, held in self._known.items()}
            self._known[named] = found
        return self._known[named]
