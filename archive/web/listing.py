"""Rows of a result list: the engine's hits joined with what the database knows of their articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from archive.documents import ActorKind
from archive.models import Article, Mention, Source
from archive.models.actors import PATHS
from archive.models.statements import Statement, a_number
from archive.search.results import Hit
from archive.web.row_html import article_address, kicker

TOP_ACTORS = 5
"""Actors named in a row."""


_OTHER_TAG = re.compile(r"<(?!/?mark>)")

_NEEDED = {"id", "source_id", "copy_of_id", "title", "slug", "language"}
_NEEDED |= {"published_on", "date_precision", "is_sample", "added_at"}
_PRINTED = [field.attname for field in Article._meta.concrete_fields if field.attname in _NEEDED]
"""What a row prints of an article, in the order in which a model takes it; texts and lists of blocks are long."""
_OF_SOURCE = ["id", "name", "slug"]
MOST_COPIES = 50
"""Copies listed in a row; the article's page lists them all."""


class RowActor(NamedTuple):
    """An actor named in a row."""

    kind: str
    slug: str
    name: str

    @property
    def link(self) -> str:
        """The actor's page."""
        return actor_address(self.kind, self.slug)


@dataclass(frozen=True, slots=True)
class Copies:
    """The other articles of a row's story: all that there are, and those listed with their links, by date."""

    number: int
    listed: tuple[tuple[Article, str], ...]

    @property
    def rest(self) -> int:
        """How many are not listed."""
        return self.number - len(self.listed)


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list; title and snippet may hold ``<mark>``."""

    article: Article
    title: SafeString
    snippet: SafeString
    actors: tuple[RowActor, ...]
    link: str
    is_new: bool = False
    """Whether it came since the visitor's last visit."""
    copies: Copies | None = None

    @property
    def lang(self) -> SafeString:
        """The attribute that tells the language of title and snippet, where it is not that of the page."""
        language = self.article.language
        foreign = language not in {"", "en"}
        return mark_safe(f' lang="{escape(language)}"' if foreign else "")  # noqa: S308 - it is escaped

    @property
    def head(self) -> SafeString:
        """What stands above the title, the title and the snippet."""
        snippet = f'\n      <p class="row-snippet"{self.lang}>{self.snippet}</p>' if self.snippet else ""
        return mark_safe(  # noqa: S308 - each part is escaped
            f'<p class="row-kicker">{kicker(self.article, is_new=self.is_new)}</p>\n'
            f'      <h3 class="row-title"{self.lang}><a href="{escape(self.link)}">{self.title}</a></h3>{snippet}'
        )

    @property
    def tags(self) -> SafeString:
        """The actors as a list, written here and not by a template: a page has a hundred of them."""
        items = [
            f'<li><a class="kind-{each.kind}" href="{escape(each.link)}">{escape(each.name)}</a></li>'
            for each in self.actors
        ]
        listed = f'<ul class="actor-tags" aria-label="Most prominent in it">{"".join(items)}</ul>' if items else ""
        return mark_safe(listed)  # noqa: S308 - each part is escaped


def actor_address(kind: str, slug: str) -> str:
    """An actor's page; the pattern is worked out once a kind, since a list asks a hundred times."""
    return _actor_pattern(kind).replace("/0/", f"/{quote(slug, safe='')}/")


@cache
def _actor_pattern(kind: str) -> str:
    return reverse("actor", args=[PATHS[ActorKind(kind)], "0"])


def only_marks(html: str) -> SafeString:
    """The engine's HTML with nothing but ``<mark>`` in it, whatever came in."""
    return mark_safe(_OTHER_TAG.sub("&lt;", html))  # noqa: S308 - no other tag can begin


def rows_for(
    hits: Sequence[Hit],
    query: Callable[[int], str] | None = None,
    newer_than: datetime | None = None,
    *,
    stories: bool = False,
) -> list[Row]:
    """The hits as rows, in their order, in two queries; a hit whose article is gone is left out.

    ``query`` gives what stands behind the address of the hit at a place (from 0) of ``hits``. With ``stories`` each
    row has the copies of its article.
    """
    listed = _listed_articles((_STORIES if stories else _ARTICLES).rows([hit.article_id for hit in hits]))
    articles = {hit.article_id: listed[hit.article_id] for hit in hits if hit.article_id in listed}
    actors = top_actors(articles)
    copies = _copies_among(listed.values(), articles) if stories else {}
    rows = []
    for place, hit in enumerate(hits):
        article = articles.get(hit.article_id)
        if article is None:
            continue
        behind = f"?{query(place)}" if query else ""
        rows.append(
            Row(
                article,
                only_marks(hit.title),
                only_marks(hit.snippet),
                actors[hit.article_id],
                article_address(article) + behind,
                newer_than is not None and article.added_at > newer_than,
                _listed(copies[article.pk], behind) if article.pk in copies else None,
            )
        )
    return rows


def _articles_where(condition: Callable[[list[int]], Q]) -> Statement:
    """What rows print of the articles under a condition on ids, with their sources."""
    columns = [*_PRINTED, *(f"source__{name}" for name in _OF_SOURCE)]
    return Statement(
        Article, lambda ids: Article.objects.filter(condition(ids)).order_by().values_list(*columns), a_number
    )


_ARTICLES = _articles_where(lambda ids: Q(pk__in=ids))
_STORIES = _articles_where(lambda ids: Q(pk__in=ids) | Q(copy_of__in=ids))
_MENTIONS = Statement(
    Mention,
    lambda ids: (
        Mention.objects.standing()
        .filter(article__in=ids)
        .order_by("article", "-prominence", "actor__name")
        .values_list("article", "actor__kind", "actor__slug", "actor__name")
    ),
    a_number,
)


def _listed_articles(rows: Iterable[tuple[Any, ...]]) -> dict[int, Article]:
    """Articles by id, with what a row prints of them."""
    found, sources = {}, {}
    for row in rows:
        article = Article.from_db(None, _PRINTED, row[: len(_PRINTED)])
        source = row[len(_PRINTED) :]
        if source[0] not in sources:
            sources[source[0]] = Source.from_db(None, _OF_SOURCE, source)
        article.source = sources[source[0]]
        found[article.pk] = article
    return found


def _copies_among(articles: Iterable[Article], firsts: Mapping[int, Article]) -> dict[int, list[Article]]:
    """The copies of each article that has any, by date, undated last."""
    found: dict[int, list[Article]] = defaultdict(list)
    for copy in sorted(articles, key=lambda one: (one.published_on is None, str(one.published_on), one.pk)):
        if copy.copy_of_id is not None and copy.copy_of_id in firsts:
            found[copy.copy_of_id].append(copy)
    return dict(found)


def _listed(copies: Sequence[Article], behind: str) -> Copies:
    return Copies(len(copies), tuple((copy, article_address(copy) + behind) for copy in copies[:MOST_COPIES]))


def top_actors(articles: Iterable[int]) -> dict[int, tuple[RowActor, ...]]:
    """The most prominent actors of each article, in one query."""
    wanted = list(articles)
    found: dict[int, list[RowActor]] = defaultdict(list)
    for article, *actor in _MENTIONS.rows(wanted):
        if len(found[article]) < TOP_ACTORS:
            found[article].append(RowActor(*actor))
    return {article: tuple(found[article]) for article in wanted}
