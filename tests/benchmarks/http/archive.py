"""Fills a data folder with the articles of the search benchmark's corpus: database and index."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.search import corpus

BATCH = 1_000
KINDS = {"person": corpus.PERSONS, "country": corpus.COUNTRIES, "alliance": corpus.ALLIANCES}


def prepared(folder: Path, count: int, seed: int) -> None:
    """Make the archive unless the folder has it; Django's settings must not have been read before."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"ARCHIVE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    if not (folder / "filled").exists():
        call_command("migrate", verbosity=0)
        _fill(folder, count, seed)
        _index(folder, count, seed)
        (folder / "filled").touch()
    call_command("migrate", verbosity=0)


def _fill(folder: Path, count: int, seed: int) -> None:
    """Sources, actors, articles and mentions."""
    from archive.models import Actor, ActorName, Source

    Source.objects.bulk_create(
        Source(pk=at + 1, name=f"Source {at}", slug=f"source-{at}") for at in range(corpus.SOURCES)
    )
    words = [word.title() for word in corpus.stems(seed)]
    actors = [
        Actor(kind=kind, slug=f"{kind}-{at}", name=f"{words[at * 7 % 9_000]} {words[at + 500]} {at}")
        for kind, number in KINDS.items()
        for at in range(number)
    ]
    Actor.objects.bulk_create(actors)
    ActorName.objects.bulk_create(ActorName(actor=one, text=one.name, sort="full") for one in actors)
    numbers = {one.slug: one.pk for one in actors}
    rest = corpus.kept(folder, count, seed)
    while batch := list(islice(rest, BATCH)):
        _store(batch, numbers)


def _store(batch: list[corpus.Article], numbers: dict[str, int]) -> None:
    from archive.models import Article, Mention

    Article.objects.bulk_create(_row(each) for each in batch)
    Mention.objects.bulk_create(
        Mention(article_id=each.number, actor_id=numbers[slug], count=2, prominence=1 / (2 + place), spans=[])
        for each in batch
        for kind in KINDS
        for place, slug in enumerate(each.tags[kind])
    )


def _row(each: corpus.Article) -> Any:
    from archive.models import Article
    from archive.slugs import slug_of

    return Article(
        pk=each.number,
        source_id=int(each.tags["source"][0].partition("-")[2]) + 1,
        title=each.title,
        slug=slug_of(each.title),
        text=each.text,
        blocks=[
            {"position": place, "kind": "paragraph", "text": part, "markup": ""}
            for place, part in enumerate(each.text.split("\n\n"))
        ],
        published_on=each.published_on,
        date_precision="day",
        date_origin="text",
        language="en",
        word_count=len(each.text.split()),
        text_sha256=hashlib.sha256(each.text.encode()).hexdigest(),
        needs_index=False,
    )


def _index(folder: Path, count: int, seed: int) -> None:
    """As `reindex` does, without reading the database again."""
    from django.conf import settings

    from archive.search.engines.whoosh import writing
    from archive.search.engines.whoosh.shelf import Shelf
    from tests.benchmarks.search.peers.entente import entry

    entries: Iterable[Any] = map(entry, corpus.kept(folder, count, seed))
    writing.rebuild(Shelf(Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])), entries)


def addresses(seed: int) -> Iterator[str]:
    """The mix of questions as a visitor's addresses: pages of results, some further pages, some articles."""
    from urllib.parse import urlencode

    from tests.benchmarks.search.mix import questions

    for at, question in enumerate(questions(seed)):
        words = " ".join(question.all_of) or " OR ".join(question.any_of)
        if question.phrase:
            words = f'"{" ".join(question.phrase)}"'
        if question.prefix:
            words = f"{question.prefix}*"
        pairs = [("q", words)] if words else []
        pairs += list(question.tags.items())
        if at % 10 == 9:
            pairs.append(("page", "2"))
        yield "/search/?" + urlencode(pairs)
        if at % 5 == 4:
            yield f"/articles/{at + 1}/"
