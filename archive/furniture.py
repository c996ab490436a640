"""Pages that are about to come in, looked at before they are cleaned: which lines are their sources' furniture.

A run looks at all its pages first (`Learning.look_at`), then cleans them with what it learned
(`Learning.clean_of`), and writes down what the stored ones taught (`Learning.note`). What was learned
in earlier runs is loaded with a source's first page. Nothing is written before `note`.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count

from archive.cleaning import Furniture
from archive.cleaning.cutting import pieces_of
from archive.cleaning.recurring import PageLines, SourceLines
from archive.documents import ArchiveError, CleanDocument, RawDocument
from archive.models import Article, Capture, Source
from archive.models.capturing import known as capture_of
from archive.models.learning import Rulings, hold_down, load, recall, rulings_of, save

logger = logging.getLogger(__name__)
SAVED_EVERY = 1000
"""Stored pages after which what they taught is written; a run that is killed loses the rest until `reclean`."""
HELD_DOWN_EVERY = 500
"""Pages after which the memory is looked at."""
ASKED_AT_ONCE, BYTES_AT_ONCE = 200, 20_000_000
"""Pages of which one statement asks whether they are known, and their bytes."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a page as far as the page says before it is cleaned; two that are equal are one source."""

    host: str = ""
    name: str = ""
    """In one case, so that two spellings are one."""
    spelling: str = field(default="", compare=False)

    @classmethod
    def of(cls, raw: RawDocument, url: str = "", name: str = "", given: str = "") -> Publisher:
        """From a page and what it states (canonical address, site's name); ``given`` is the curator's word."""
        host = "" if given else host_of_address(raw.url or url) or raw.declared.host
        spelling = "" if host else (given or raw.declared.source or name).strip()
        return cls(host, spelling.casefold(), spelling)

    def stored(self) -> Source | None:
        """The archive's source of this host or name, if there is one."""
        if self.host:
            return Source.objects.filter(host=self.host).first()
        return Source.objects.filter(name__iexact=self.spelling).first()


@dataclass(slots=True)
class _Learned:
    """One source within a run."""

    lines: SourceLines
    rulings: Rulings
    base: dict[int, int]
    """Articles that held a line before this run."""
    seen: set[int] = field(default_factory=set)
    stored: Counter[int] = field(default_factory=Counter)
    """Articles stored in this run that hold a line."""
    articles: dict[int, int] = field(default_factory=dict)
    """Ids of the articles that this run's pages became."""
    touched: set[int] = field(default_factory=set)
    furniture: Furniture | None = None
    source: int | None = None


class _Row(NamedTuple):
    """An article with its source's id and how often it was captured by now."""

    pk: int
    source: int
    times: int


class Learning:
    """What one run learns of its sources' lines."""

    def __init__(self) -> None:
        self._sources: dict[Publisher, _Learned] = {}
        self._looked = 0
        self._noted = 0

    def look_at_all(self, pages: Iterable[RawDocument], given: str = "") -> None:
        """Learn from every page that the archive doesn't have yet; what is wrong with one is found when it is read."""
        for raw, _ in new_pages(pages, given):
            try:
                self.look_at(raw, given)
            except ArchiveError:
                continue  # its own turn rejects it, with this reason
            except Exception:
                # One page must never stop the run; the fault is logged whole.
                logger.exception("nothing could be learned from %s", raw.origin)

    def look_at(self, raw: RawDocument, given: str = "") -> None:
        """Learn from a page that is about to come in. Raises `UnreadableDocument` where it holds no text."""
        publisher = Publisher.of(raw, given=given)
        if publisher != Publisher():
            self.learn(publisher, page_number(raw), PageLines.of(piece.text for piece in pieces_of(raw)))

    def learn(self, publisher: Publisher, number: int, lines: PageLines) -> None:
        """Learn from the lines of a page of that number (see `page_number`); each number counts once.

        A page that names its site only in its text has no publisher yet: it is learned from when it is stored.
        """
        if publisher == Publisher():
            return
        known = self._known(publisher)
        if number in known.seen:
            return
        known.seen.add(number)
        known.lines.add(number, lines, recall)
        known.furniture = None
        self._looked += 1
        if self._looked % HELD_DOWN_EVERY == 0:
            hold_down(each.lines for each in self._sources.values())

    def clean_of(self, raw: RawDocument, document: CleanDocument, given: str = "") -> CleanDocument:
        """A cleaned page without its source's furniture."""
        publisher = Publisher.of(raw, document.url, document.source, given)
        if publisher == Publisher():
            return document
        known = self._known(publisher)
        if known.furniture is None:
            known.furniture = known.lines.furniture(known.rulings.kept, known.rulings.removed)
        return known.furniture.without(document)

    def note(self, raw: RawDocument, document: CleanDocument, given: str, article: int) -> None:
        """A page was stored as the article of this id; call it in the same transaction."""
        self.note_all([(raw, document, article)], given)

    def note_all(self, pages: Iterable[tuple[RawDocument, CleanDocument, int]], given: str = "") -> None:
        """Pages were stored as the articles of these ids."""
        pages = list(pages)
        counted = Article.objects.filter(pk__in={article for _, _, article in pages}).order_by()
        rows = {row[0]: _Row(*row) for row in counted.annotate(times=Count("captures")).values_list(*_Row._fields)}
        for raw, document, article in pages:
            publisher = Publisher.of(raw, document.url, document.source, given)
            if publisher != Publisher():
                self._note(publisher, page_number(raw), document, rows[article])

    def _note(self, publisher: Publisher, number: int, document: CleanDocument, row: _Row) -> None:
        known = self._known(publisher)
        if number in known.articles:
            return
        known.source, known.articles[number] = row.source, row.pk
        page = PageLines.of([*(block.text for block in document.blocks), *(gone.text for gone in document.removals)])
        if number not in known.seen:
            known.seen.add(number)
            known.lines.add(number, page, recall)
        recurring = [mark for mark in page.lines if mark in known.lines.lines and known.lines.lines[mark].articles > 1]
        known.stored.update(recurring if row.times == 1 else ())  # a later capture counts with its article's first
        known.touched.update(recurring)
        self._noted += 1
        if self._noted % SAVED_EVERY == 0:
            self.save()

    def save(self) -> None:
        """Write down what the stored pages taught."""
        for known in self._sources.values():
            if known.source is None or not known.touched:
                continue
            lines = {}
            for mark in known.touched & known.lines.lines.keys():
                line = known.lines.lines[mark]
                articles = (number if number > 0 else known.articles.get(number, 0) for number in line.examples)
                lines[mark] = replace(
                    line,
                    articles=known.base.get(mark, 0) + known.stored[mark],
                    examples=tuple(dict.fromkeys(article for article in articles if article)),
                )
            save(known.source, lines, known.lines.pages)
            known.touched.clear()

    def _known(self, publisher: Publisher) -> _Learned:
        known = self._sources.get(publisher)
        if known is None:
            source = publisher.stored()
            lines = load(source.pk) if source else SourceLines()
            rulings = rulings_of(source.pk) if source else Rulings()
            base = {mark: line.articles for mark, line in lines.lines.items()}
            known = self._sources[publisher] = _Learned(lines, rulings, base)
        return known


def new_pages(pages: Iterable[RawDocument], given: str = "") -> Iterator[tuple[RawDocument, str]]:
    """The pages that the archive doesn't have, each with its SHA-256; asked for many at a time.

    ``given`` is the curator's word on who published them.
    """
    batch: list[tuple[RawDocument, str]] = []
    rest = iter(pages)
    while True:
        size = 0
        while len(batch) < ASKED_AT_ONCE and size < BYTES_AT_ONCE and (raw := next(rest, None)):
            batch.append((raw, hashlib.sha256(raw.payload).hexdigest()))
            size += len(raw.payload)
        if not batch:
            return
        found = Capture.objects.filter(payload_sha256__in=[sha256 for _, sha256 in batch]).order_by()
        there = set(found.values_list("payload_sha256", flat=True))
        for raw, sha256 in batch:
            if sha256 not in there or not capture_of(raw, sha256, given):
                yield raw, sha256
        batch = []


def page_number(raw: RawDocument) -> int:
    """A page's number within a run, below zero: its address', or where it has none its bytes'."""
    identity = raw.url.encode("utf-8", "surrogatepass") or raw.payload
    return -1 - (int.from_bytes(hashlib.blake2b(identity, digest_size=8).digest()) >> 1)


def host_of_address(url: str) -> str:
    """The host name of a web address without its ``www``; empty where there is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:253] if parts.scheme in {"http", "https"} else ""
