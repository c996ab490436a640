"""Pages from the web into the archive: addresses that are given, and lists of feeds and pages to look at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings

from archive.canonical import canonical_address
from archive.documents import ArchiveError, Exchange, PageKind, RawDocument
from archive.fetching.asking import Answer, Asking, Manners
from archive.fetching.lists import State, Watched
from archive.http_bodies import decode_body
from archive.ingest import Result, Tally, take_in
from archive.readers import Found, Rejection
from archive.readers.feeds import FEED_START, entry_links
from archive.readers.found import parsable
from archive.readers.responses import exchange_of
from archive.readers.warc import crawled_page

AT_ONCE = 50
"""Pages that are fetched before they are taken in, so that what was fetched is soon safe."""
NEW_OF_A_FEED = 200
"""Entries of one feed that are fetched in one round; the others follow in the next."""


@dataclass(slots=True)
class Round:
    """What one look at a list brought: results of pages, and addresses that have not changed."""

    tally: Tally = field(default_factory=Tally)
    unchanged: int = 0


def manners() -> Manners:
    """How this archive asks for pages, as the settings say."""
    return Manners(
        agent=settings.ARCHIVE_FETCH_AGENT,
        every=float(settings.ARCHIVE_FETCH_SECONDS),
        most_bytes=settings.ARCHIVE_MAX_PAGE_MB * 1_000_000,
        private=settings.ARCHIVE_FETCH_PRIVATE,
    )


def fetch(urls: Iterable[str], asking: Asking, each: Callable[[Result], None] | None = None) -> Tally:
    """Fetch addresses that a person names as articles and take them in; what cannot be got is rejected."""
    tally = Tally()
    for batch in _batched(_fetched(urls, asking)):
        _add(tally, take_in(lambda batch=batch: iter(batch), each=each))  # type: ignore[misc]
    return tally


def look(urls: Iterable[str], asking: Asking, state: State, each: Callable[[Result], None] | None = None) -> Round:
    """Look once at each address of a list: pages that changed are taken in, and entries of feeds that are new."""
    done = Round()
    for batch in _batched(_changed(urls, asking, state, done)):
        _add(done.tally, take_in(lambda batch=batch: iter(batch), each=each))  # type: ignore[misc]
        state.save()  # only now: what is noted as seen is in the archive
    state.save()
    return done


def _fetched(urls: Iterable[str], asking: Asking) -> Iterator[list[Found]]:
    for url in urls:
        try:
            yield _pages(asking.get(url), given=True)
        except ArchiveError as error:
            yield [Rejection(url[:500], str(error))]


def _changed(urls: Iterable[str], asking: Asking, state: State, done: Round) -> Iterator[list[Found]]:
    for url in urls:
        known = state.of(url) or Watched()
        try:
            answers = asking.get(url, known.conditions())
            last = answers[-1]
            if last.status == 304:
                done.unchanged += 1
                continue
            links = _links(last)
            yield _pages(answers, given=False)
            state.note(url, Watched.after(last) if last.status == 200 else known)
        except ArchiveError as error:
            yield [Rejection(url[:500], str(error))]
            continue
        yield from _entries(links, asking, state)


def _entries(links: list[str], asking: Asking, state: State) -> Iterator[list[Found]]:
    """The pages of a feed's entries that were never fetched."""
    new = [link for link in links if state.of(canonical_address(link)) is None]
    for link in new[:NEW_OF_A_FEED]:
        try:
            answers = asking.get(link)
            yield _pages(answers, given=True)
            if answers[-1].status == 200:
                state.note(canonical_address(link), Watched.after(answers[-1]))
        except ArchiveError as error:
            yield [Rejection(link[:500], str(error))]


def _pages(answers: list[Answer], given: bool) -> list[Found]:
    """Each answer as a page; the last one is an article where a person, or a feed, says that it is one."""
    pages: list[Found] = []
    for answer in answers:
        origin = answer.url
        try:
            exchange = exchange_of(answer.head, answer.body)
            exchange = Exchange(answer.head, answer.body, answer.status, exchange.media_type, answer.request)
            payload = decode_body(answer.head, answer.body, settings.ARCHIVE_MAX_PAGE_MB * 1_000_000)
            pages.append(parsable(crawled_page(exchange, payload, origin, url=answer.url, at=answer.at)))
        except ArchiveError as error:
            pages.append(Rejection(origin, str(error)))
    last = pages[-1]
    if given and isinstance(last, RawDocument) and last.kind is PageKind.CRAWLED:
        pages[-1] = replace(last, kind=PageKind.PAGE)
    return pages


def _links(answer: Answer) -> list[str]:
    """The addresses of a feed's entries; none where the answer is no feed."""
    payload = decode_body(answer.head, answer.body, settings.ARCHIVE_MAX_PAGE_MB * 1_000_000)
    return entry_links(payload, answer.url) if FEED_START.match(payload[:8192]) else []


def _batched(pages: Iterator[list[Found]]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    for some in pages:
        batch += some
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _add(tally: Tally, more: Tally) -> None:
    tally.counts.update(more.counts)
    tally.others.update(more.others)
    tally.rejections += more.rejections
