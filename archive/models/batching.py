"""New pages of a batch on their way into the database: those that meet nothing there are written together.

A page meets something where an article may have its address, its file or its text: then `archive.models.storing`
asks what the two are to each other. Whether one may is looked up for the whole batch, so most pages cost no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from archive.canonical import page_key
from archive.comparing import TextMarks
from archive.documents import CleanDocument, RawDocument, TaggedDocument
from archive.models.articles import Article
from archive.models.captures import Capture
from archive.models.capturing import KeptPage, store_captures
from archive.models.decisions import MENTION_VERBS, Decision, Scope
from archive.models.inserting import Insert
from archive.models.laying import lay_decisions
from archive.models.naming import Actors, actors_of, make_discovered, mentions_found, store_found
from archive.models.sources import Source
from archive.models.statements import Statement, a_word
from archive.models.stories import Compared
from archive.models.storing import address_keys, body_of, date_of, head_of, insert_removals
from archive.slugs import slug_of

ASKED_AT_ONCE = 500
"""Values that one statement asks for; databases bound the number of parameters."""
_Item = TypeVar("_Item")
_HEAD = ("title", "byline", "language", "description", "section", "url", "image")
_BODY = ("text", "blocks", "page_key", "word_count", "text_sha256")
_PAGE = (*_HEAD, "published_on", "date_precision", "date_origin", *_BODY)
_ARTICLES = Insert(Article, ("source_id", "is_sample", "slug", *_PAGE))


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page whose bytes are new to the archive, cleaned and tagged; ``marks`` are those of its text."""

    raw: RawDocument
    clean: CleanDocument
    tagged: TaggedDocument
    marks: TextMarks


@dataclass(slots=True)
class NewArticle:
    """An article that is written with the others of its batch, and what belongs to it."""

    source: Source
    page: NewPage
    kept: KeptPage
    fields: Mapping[str, Any]
    pk: int | None = None
    """Known once it is written."""

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.fields["title"])

    def row(self) -> tuple[Any, ...]:
        """Its row, by the columns of `_ARTICLES`."""
        said = (self.fields[name] for name in _PAGE)
        return (self.source.pk, self.source.is_sample, slug_of(self.title), *said)

    def compared(self) -> Compared:
        """As it is compared with others, once it is written."""
        clean, marks, date = self.page.clean, self.page.marks, self.page.clean.published
        assert self.pk is not None  # noqa: S101 - as the first line says
        return Compared(
            self.pk, clean.text, marks.digest, self.source.pk, date.on, date.precision.value, keys=marks.keys
        )


class NewPages:
    """Writes the new pages of a batch; make one for each batch, within its transaction."""

    def __init__(self, pages: Iterable[NewPage]) -> None:
        """``pages`` are all that may come."""
        pages = list(pages)
        self._met = _Met(pages)
        self._actors: Actors = {}
        for part in _parts(sorted({actor.slug[:120] for page in pages for actor in page.tagged.actors})):
            self._actors.update(actors_of(part))
        self._decided = _Decided()
        self._waiting: list[NewArticle] = []
        self.written: list[Compared] = []
        """The articles that were written so far, for `archive.models.stories.group_copies`."""

    def is_apart(self, page: NewPage, source: Source) -> bool:
        """Whether no article in the database, or waiting to be written, can have to do with the page."""
        return not self._met.meets(page, source)

    def add(self, page: NewPage, kept: KeptPage, source: Source) -> NewArticle:
        """Have a page that is apart written with the next `write`."""
        fields = {**head_of(page.clean), **date_of(page.clean), **body_of(page.clean, page.marks)}
        article = NewArticle(source, page, kept, fields)
        self._waiting.append(article)
        self._met.add(page.raw, page.clean, fields["page_key"], page.marks.digest)
        return article

    def note(self, raw: RawDocument, clean: CleanDocument, article_id: int) -> None:
        """A page of the batch was stored by itself."""
        self._met.add(raw, clean, *Article.objects.values_list("page_key", "text_sha256").get(pk=article_id))

    def write(self) -> None:
        """Write what waits, in the order in which it came."""
        waiting, self._waiting = self._waiting, []
        numbered = list(zip(_ARTICLES.numbered(each.row() for each in waiting), waiting, strict=True))
        for pk, each in numbered:
            each.pk = pk
        insert_removals((pk, each.page.clean) for pk, each in numbered)
        make_discovered((actor for each in waiting for actor in each.page.tagged.actors), self._actors)
        store_found(
            (pk, one)
            for pk, each in numbered
            for one in mentions_found(len(each.fields["text"]), each.page.tagged, self._actors)
        )
        store_captures((each.kept, pk, each.source.pk, each.page.clean.url) for pk, each in numbered)
        touched = [pk for pk, each in numbered if self._decided.touches(each.source)]
        for part in _parts(touched):
            for article in Article.objects.filter(pk__in=part).order_by("pk"):
                lay_decisions(article)
        self.written += [each.compared() for each in waiting]


_KEYS_OF_ARTICLES = Statement(
    Article, lambda keys: Article.objects.filter(page_key__in=keys).order_by().values_list("page_key"), a_word
)
_KEYS_OF_CAPTURES = Statement(
    Capture, lambda keys: Capture.objects.filter(page_key__in=keys).order_by().values_list("page_key"), a_word
)
_ADDRESSES = Statement(Capture, lambda urls: Capture.objects.filter(url__in=urls).order_by().values_list("url"), a_word)
_TEXTS = Statement(
    Article, lambda texts: Article.objects.filter(text_sha256__in=texts).order_by().values_list("text_sha256"), a_word
)


class _Met:
    """What of a batch's pages articles in the database have already, or those before it: addresses, files, texts."""

    def __init__(self, pages: Sequence[NewPage]) -> None:
        keys: set[str] = set()
        for page in pages:
            keys |= address_keys(page.raw, page.clean)
        self.keys = _found(keys, _KEYS_OF_ARTICLES) | _found(keys, _KEYS_OF_CAPTURES)
        self.urls = _found({page.raw.url for page in pages} - {""}, _ADDRESSES)
        self.origins: set[str] = set()
        self.digests = _found({page.marks.digest for page in pages}, _TEXTS)

    def meets(self, page: NewPage, source: Source) -> bool:
        """Whether an article may be the page's, by address or file, or have its text."""
        raw = page.raw
        if page.marks.digest in self.digests or not self.keys.isdisjoint(address_keys(raw, page.clean)):
            return True
        if raw.url:
            return raw.url in self.urls
        if "#" in raw.origin:
            return False  # a line number is no identity
        return raw.origin in self.origins or source.captures.filter(origin=raw.origin).exists()

    def add(self, raw: RawDocument, clean: CleanDocument, key: str, digest: str) -> None:
        """A page came in as the article of that key and digest, or as one more capture of it."""
        self.keys |= address_keys(raw, clean) | {key, page_key(raw.url)} - {""}
        self.digests.add(digest)
        if raw.url:
            self.urls.add(raw.url)
        else:
            self.origins.add(raw.origin)


def _found(values: set[str], statement: Statement) -> set[str]:
    """Which of these values the database has, by a statement that asks for them."""
    return {found for part in _parts(sorted(values)) for (found,) in statement.rows(part)}


class _Decided:
    """Which new articles curators' standing decisions on mentions touch: those that always hold, or for a source."""

    def __init__(self) -> None:
        standing = Decision.objects.standing().filter(verb__in=MENTION_VERBS).order_by()
        self._always = standing.filter(scope=Scope.ALWAYS).exists()
        self._sources = set(standing.filter(scope=Scope.SOURCE).values_list("source", flat=True).distinct())

    def touches(self, source: Source) -> bool:
        """Whether a decision may change the mentions of a new article of that source."""
        return self._always or source.pk in self._sources


def _parts(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[start : start + ASKED_AT_ONCE] for start in range(0, len(items), ASKED_AT_ONCE))
