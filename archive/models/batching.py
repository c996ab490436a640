"""New pages of a batch on their way into the database: those that meet nothing there are written together.

A page meets something where an article may have its address, its file or its text: then `archive.models.storing`
asks what the two are to each other. Whether one may is looked up for the whole batch, so most pages cost no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection

from archive.canonical import page_key
from archive.comparing import text_digest
from archive.documents import CleanDocument, RawDocument, TaggedDocument
from archive.models.articles import Article, Removal
from archive.models.captures import Capture
from archive.models.capturing import KeptPage, capture_row
from archive.models.decisions import MENTION_VERBS, Decision, Scope
from archive.models.laying import lay_decisions
from archive.models.mentions import Mention
from archive.models.naming import Actors, actors_of, make_discovered, mention_rows
from archive.models.sources import Source
from archive.models.storing import (
    REMOVAL_FIELDS,
    address_keys,
    fill,
    removal_values,
)
from archive.slugs import slug_of

ASKED_AT_ONCE = 500
"""Values that one statement asks for; databases bound the number of parameters."""
_INSERT_REMOVAL = f"INSERT INTO {Removal._meta.db_table} ({', '.join(REMOVAL_FIELDS)}) VALUES (%s, %s, %s, %s, %s)"  # noqa: S608
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that is written with the others of its batch, and what belongs to it."""

    article: Article
    clean: CleanDocument
    tagged: TaggedDocument
    capture: Capture


class NewPages:
    """Writes the new pages of a batch; make one for each batch, within its transaction."""

    def __init__(self, pages: Iterable[tuple[RawDocument, CleanDocument, TaggedDocument]]) -> None:
        """``pages`` are all that may come."""
        pages = list(pages)
        self._met = _Met(pages)
        self._actors: Actors = {}
        for part in _parts(sorted({actor.slug[:120] for _, _, tagged in pages for actor in tagged.actors})):
            self._actors.update(actors_of(part))
        self._decided = _Decided()
        self._waiting: list[_Waiting] = []

    def is_apart(self, raw: RawDocument, clean: CleanDocument, source: Source) -> bool:
        """Whether no article in the database, or waiting to be written, can have to do with the page."""
        return not self._met.meets(raw, clean, source)

    def add(self, page: KeptPage, clean: CleanDocument, tagged: TaggedDocument, source: Source) -> Article:
        """Have a page that is apart written with the next `write`; until then its article has no id."""
        article = Article(source=source, is_sample=source.is_sample)
        fill(article, clean)
        article.slug = slug_of(article.title)
        capture = capture_row(page, article, source, clean.url)
        self._waiting.append(_Waiting(article, clean, tagged, capture))
        self._met.add(page.raw, clean, article)
        return article

    def note(self, raw: RawDocument, clean: CleanDocument, article_id: int) -> None:
        """A page of the batch was stored by itself."""
        self._met.add(raw, clean, Article.objects.only("page_key", "text_sha256").get(pk=article_id))

    def write(self) -> None:
        """Write what waits, in the order in which it came."""
        waiting, self._waiting = self._waiting, []
        articles = [each.article for each in waiting]
        if connection.features.can_return_rows_from_bulk_insert:
            Article.objects.bulk_create(articles)
        else:
            for article in articles:
                article.save()
        with connection.cursor() as cursor:  # a page has some 150: model instances would cost more than all the rest
            cursor.executemany(
                _INSERT_REMOVAL, [row for each in waiting for row in removal_values(each.article, each.clean)]
            )
        make_discovered((actor for each in waiting for actor in each.tagged.actors), self._actors)
        mentions = [row for each in waiting for row in mention_rows(each.article, each.tagged, self._actors)]
        Mention.objects.bulk_create(mentions)
        Capture.objects.bulk_create([each.capture for each in waiting])
        for article in articles:
            if self._decided.touches(article):
                lay_decisions(article)


class _Met:
    """What of a batch's pages articles in the database have already, or those before it: addresses, files, texts."""

    def __init__(self, pages: Sequence[tuple[RawDocument, CleanDocument, TaggedDocument]]) -> None:
        keys, urls, digests = set(), set(), set()
        for raw, clean, _ in pages:
            keys |= address_keys(raw, clean)
            urls.add(raw.url)
            digests.add(text_digest(clean.text))
        self.keys: set[str] = set()
        for part in _parts(sorted(keys)):
            self.keys.update(Article.objects.filter(page_key__in=part).order_by().values_list("page_key", flat=True))
            self.keys.update(Capture.objects.filter(page_key__in=part).order_by().values_list("page_key", flat=True))
        self.urls: set[str] = set()
        for part in _parts(sorted(urls - {""})):
            self.urls.update(Capture.objects.filter(url__in=part).order_by().values_list("url", flat=True))
        self.origins: set[str] = set()
        self.digests: set[str] = set()
        for part in _parts(sorted(digests)):
            found = Article.objects.filter(text_sha256__in=part).order_by()
            self.digests.update(found.values_list("text_sha256", flat=True))

    def meets(self, raw: RawDocument, clean: CleanDocument, source: Source) -> bool:
        """Whether an article may be the page's, by address or file, or have its text."""
        if not self.keys.isdisjoint(address_keys(raw, clean)) or text_digest(clean.text) in self.digests:
            return True
        if raw.url:
            return raw.url in self.urls
        if "#" in raw.origin:
            return False  # a line number is no identity
        return raw.origin in self.origins or source.captures.filter(origin=raw.origin).exists()

    def add(self, raw: RawDocument, clean: CleanDocument, article: Article) -> None:
        """A page came in as that article, or as one more capture of it."""
        self.keys |= address_keys(raw, clean) | {article.page_key, page_key(raw.url)} - {""}
        self.digests.add(article.text_sha256)
        if raw.url:
            self.urls.add(raw.url)
        else:
            self.origins.add(raw.origin)


class _Decided:
    """Which new articles curators' standing decisions on mentions touch: those that always hold, or for a source."""

    def __init__(self) -> None:
        standing = Decision.objects.standing().filter(verb__in=MENTION_VERBS).order_by()
        self._always = standing.filter(scope=Scope.ALWAYS).exists()
        self._sources = set(standing.filter(scope=Scope.SOURCE).values_list("source", flat=True).distinct())

    def touches(self, article: Article) -> bool:
        """Whether a decision may change the article's mentions."""
        return self._always or article.source_id in self._sources


def _parts(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[start : start + ASKED_AT_ONCE] for start in range(0, len(items), ASKED_AT_ONCE))
