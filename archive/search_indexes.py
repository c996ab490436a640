"""What of an article is indexed. Facets are slugs and codes; names are looked up when they are shown."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from haystack import indexes

from archive.categories import category_of
from archive.documents import ActorKind
from archive.models import Actor, Article, Mention
from archive.models.articles import ArticleQuerySet
from archive.tagging.prominence import ABOUT

UNDATED = "undated"
"""The year of an article without a date; what `archive.search` calls ``UNDATED_YEAR``."""


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
        """All articles, with what their documents need, in a fixed number of queries."""
        copies = Article.objects.select_related("source").only("copy_of", "source__slug")
        # Blocks, spans and identifiers are lists that would be read out of JSON, and no document has them.
        actors = Actor.objects.only("kind", "slug", "status", "merged_into")
        mentions = Mention.objects.only("article", "actor", "rejected", "prominence")
        return (
            Article.objects.select_related("source")
            .defer("blocks", "curated_fields")
            .prefetch_related(
                Prefetch("mentions", mentions),
                Prefetch("mentions__actor", actors),
                Prefetch("mentions__actor__merged_into", actors),
                Prefetch("copies", copies),
            )
            .order_by("pk")
        )

    def prepare(self, obj: Article) -> dict[str, Any]:
        """The document, with the standing mentions read once for all four kinds of actor."""
        data: dict[str, Any] = super().prepare(obj)
        slugs: dict[str, list[str]] = {kind.value: [] for kind in ActorKind}
        about: list[str] = []
        for mention in obj.mentions.all():
            actor = mention.actor.merged_into or mention.actor
            if not mention.rejected and "rejected" not in (mention.actor.status, actor.status):
                slugs[actor.kind].append(actor.slug)
                if mention.prominence >= ABOUT:
                    about.append(f"{actor.kind}-{actor.slug}")
        return data | {kind: list(dict.fromkeys(found)) for kind, found in {**slugs, "about": about}.items()}

    def prepare_source(self, obj: Article) -> list[str]:
        """The article's source and those of its copies, each once."""
        return list(dict.fromkeys([obj.source.slug, *(copy.source.slug for copy in obj.copies.all())]))

    def prepare_copy(self, obj: Article) -> bool:
        """Whether it is a copy of another article."""
        return obj.copy_of_id is not None

    def prepare_category(self, obj: Article) -> list[str]:
        """The sort of story, where the section says it."""
        category = category_of(obj.section)
        return [category] if category else []

    def prepare_language(self, obj: Article) -> list[str]:
        """The language's code, where it is known."""
        return [obj.language] if obj.language else []

    def prepare_year(self, obj: Article) -> list[str]:
        """The year, or that the article is undated."""
        return [f"{obj.published_on.year:04d}" if obj.published_on else UNDATED]
