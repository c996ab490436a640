"""Articles to search, each test with an index folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.models import Actor, Article, Mention, Source


@pytest.fixture
def index_folder(settings: Any, own_folders: None) -> Path:
    """Where the test's own index lies; nothing is there yet."""
    return Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])


@pytest.fixture
def add_article(db: None) -> Callable[..., Article]:
    """Makes an article: title, text, tags as ``kind=[slugs]``, and any field of the model."""

    def add(
        title: str = "Title",
        text: str = "Text.",
        *,
        source: str = "daily-record",
        published_on: date | None = None,
        language: str = "en",
        copy_of: Article | None = None,
        **tags: list[str],
    ) -> Article:
        publisher, _ = Source.objects.get_or_create(slug=source, defaults={"name": source})
        article = Article.objects.create(
            source=publisher,
            title=title,
            text=text,
            published_on=published_on,
            date_precision="day" if published_on else "none",
            language=language,
            copy_of=copy_of,
        )
        for kind, slugs in tags.items():
            for slug in slugs:
                actor, _ = Actor.objects.get_or_create(kind=kind, slug=slug, defaults={"name": slug})
                Mention.objects.create(article=article, actor=actor, count=1)
        return article

    return add
