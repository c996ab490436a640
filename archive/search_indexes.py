"""What of an article is indexed. Facets are slugs and codes; names are looked up when they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from haystack import indexes
from haystack.constants import DJANGO_CT, DJANGO_ID, ID

from archive.categories import category_of
from archive.documents import ActorKind
from archive.models import Article, Mention
from archive.models.articles import ArticleQuerySet
from archive.tagging.prominence import ABOUT

UNDATED = "undated"
"""The year of an article without a date; what `archive.search` calls ``UNDATED_YEAR``."""
READ_AT_ONCE = 500
"""Articles that one statement asks for; databases bound the number of parameters."""
_MODEL = "archive.article"
"""As Haystack names the model."""
_COLUMNS = ("pk", "title", "text", "language", "section", "published_on", "copy_of", "source__slug")
_ACTOR = ("kind", "slug", "status")
_ACTORS = (*(f"actor__{column}" for column in _ACTOR), *(f"actor__merged_into__{column}" for column in _ACTOR))
_Named = tuple[dict[str, list[str]], list[str]]
"""Slugs of an article's actors by kind, and those that it is about."""


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    """All articles; a copy says that it is one, and lends its source to the first of its story."""

    text = indexes.CharField(document=True, model_attr="text")
    title = indexes.CharField(model_attr="title")
    person = indexes.MultiValueField()
    country = indexes.MultiValueField()
    organisation = indexes.MultiValueField()
    alliance = indexes.MultiValueField()
    source = indexes.MultiValueField()
    language = indexes.MultiValueField()
    year = indexes.MultiValueField()
    about = indexes.MultiValueField()
    category = indexes.MultiValueField()
    copy = indexes.BooleanField()
    own_source = indexes.CharField(model_attr="source__slug")
    published_on = indexes.DateField(model_attr="published_on", null=True)

    def get_model(self) -> type[Article]:
        """Articles."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:  # noqa: ARG002 - Haystack's signature
        """All articles."""
        return Article.objects.order_by("pk")

    def documents(self, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
        """The documents of those articles that there are, in the order of their ids.

        They are read as values, in a fixed number of queries each `READ_AT_ONCE`: instances would take longer to make
        than all the rest.
        """
        wanted = sorted(ids)
        for start in range(0, len(wanted), READ_AT_ONCE):
            part = wanted[start : start + READ_AT_ONCE]
            actors, sources = _actors_of(part), _sources_of_copies(part)
            for row in Article.objects.filter(pk__in=part).order_by("pk").values_list(*_COLUMNS):
                yield _document(row, actors[row[0]], sources[row[0]])

    def prepare(self, obj: Article) -> dict[str, Any]:
        """The document of an article as it is given, with the mentions and copies that are stored."""
        said = (obj.title, obj.text, obj.language, obj.section, obj.published_on, obj.copy_of_id, obj.source.slug)
        return _document((obj.pk, *said), _actors_of([obj.pk])[obj.pk], _sources_of_copies([obj.pk])[obj.pk])


def _document(row: Sequence[Any], named: _Named, copied_by: list[str]) -> dict[str, Any]:
    pk, title, text, language, section, published_on, copy_of, source = row
    slugs, about = named
    category = category_of(section)
    return {
        ID: f"{_MODEL}.{pk}",
        DJANGO_CT: _MODEL,
        DJANGO_ID: str(pk),
        "title": title,
        "text": text,
        **{kind.value: list(dict.fromkeys(slugs.get(kind.value, ()))) for kind in ActorKind},
        "about": list(dict.fromkeys(about)),
        "source": list(dict.fromkeys([source, *copied_by])),
        "language": [language] if language else [],
        "year": [f"{published_on.year:04d}" if published_on else UNDATED],
        "category": [category] if category else [],
        "copy": copy_of is not None,
        "own_source": source,
        "published_on": published_on,
    }


def _actors_of(ids: Sequence[int]) -> dict[int, _Named]:
    """The actors of articles by their standing mentions, the most prominent first; a merged one is who it became."""
    found: dict[int, _Named] = defaultdict(lambda: (defaultdict(list), []))
    rows = Mention.objects.filter(article__in=ids, rejected=False).values_list("article", "prominence", *_ACTORS)
    for article, prominence, kind, slug, status, kept_kind, kept_slug, kept_status in rows:
        if "rejected" in (status, kept_status):
            continue
        slugs, about = found[article]
        actor = (kind, slug) if kept_kind is None else (kept_kind, kept_slug)
        slugs[actor[0]].append(actor[1])
        if prominence >= ABOUT:
            about.append("-".join(actor))
    return found


def _sources_of_copies(ids: Sequence[int]) -> dict[int, list[str]]:
    """The sources of articles' copies."""
    found: dict[int, list[str]] = defaultdict(list)
    for original, slug in Article.objects.filter(copy_of__in=ids).values_list("copy_of", "source__slug"):
        found[original or 0].append(slug)
    return found
