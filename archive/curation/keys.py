"""Natural keys: how actors, articles and sources are named in decisions, so that another database knows them too."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from archive.models import Actor, Article, Capture, Source

Key = dict[str, Any]

CAPTURES = 5
"""Digests of captures by which an article is known; the first ones, since an article keeps them for ever."""


def actor_key(actor: Actor) -> Key:
    """Kind and slug."""
    return {"kind": actor.kind, "slug": actor.slug}


def source_key(source: Source) -> Key:
    """Slug and host."""
    return {"slug": source.slug, "host": source.host or ""}


def article_key(article: Article) -> Key:
    """SHA-256 of its captures and of its text, address, source and title."""
    digests = article.captures.order_by("kept_at", "pk").values_list("payload_sha256", flat=True)
    return {
        "sha256": list(dict.fromkeys(digests))[:CAPTURES],
        "text": article.text_sha256,
        "url": article.url,
        "source": source_key(article.source),
        "title": article.title,
    }


def find_actor(key: Key | None) -> Actor | None:
    """The actor of a key; not followed where it was merged."""
    return Actor.objects.filter(kind=key.get("kind"), slug=key.get("slug")).first() if key else None


def find_source(key: Key | None) -> Source | None:
    """The source of a key: by host, else by slug."""
    if not key:
        return None
    by_host = Source.objects.filter(host=key["host"]).first() if key.get("host") else None
    return by_host or Source.objects.filter(slug=key.get("slug")).first()


def find_article(key: Key | None) -> Article | None:
    """The article of a key: by its captures' bytes, else by address or text; of several that of its source."""
    if not key:
        return None
    source = find_source(key.get("source"))
    captures = Capture.objects.filter(payload_sha256__in=key.get("sha256") or [])
    wanted = [
        Article.objects.filter(pk__in=captures.values("article")),
        Article.objects.filter(url=key.get("url") or None),
        Article.objects.filter(text_sha256=key.get("text") or None),
    ]
    return next((article for articles in wanted if (article := _of(articles, source))), None)


def _of(articles: QuerySet[Article], source: Source | None) -> Article | None:
    own = articles.filter(source=source).order_by("pk").first() if source else None
    return own or articles.order_by("pk").first()
