"""Articles for the pages to show, made straight in the database and indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from archive.documents import MediaType, RawDocument
from archive.holdings import Holdings
from archive.models import Actor, Article, Capture, Membership, Mention, Removal, Source
from archive.search.indexing import index_waiting

NAMES = {
    "kim-jong-un": "Kim Jong Un",
    "nato": "NATO",
    "south-korea": "South Korea",
    "united-states": "United States",
    "united-nations": "United Nations",
}
CODES = {"south-korea": "KR", "united-states": "US", "japan": "JP"}

Tags = dict[str, Sequence[str]]
"""Slugs by kind."""


def source(slug: str = "daily-record", **fields: Any) -> Source:
    """A source, made on first use."""
    name = slug.replace("-", " ").title()
    found, _ = Source.objects.get_or_create(slug=slug, defaults={"name": name, **fields})
    return found


def actor(kind: str, slug: str, **fields: Any) -> Actor:
    """An actor, made on first use; its name is the slug in words."""
    name = NAMES.get(slug, slug.replace("-", " ").title())
    code = CODES.get(slug, "") if kind == "country" else ""
    found, _ = Actor.objects.get_or_create(kind=kind, slug=slug, defaults={"name": name, "code": code, **fields})
    return found


def article(
    title: str = "Talks go on",
    paragraphs: Sequence[str] = ("Nothing was decided.",),
    on: date | None = date(1999, 5, 1),
    by: str = "daily-record",
    tags: Tags | None = None,
    **fields: Any,
) -> Article:
    """An article of plain paragraphs in which each tag's name is marked wherever it stands."""
    text = "\n\n".join(paragraphs)
    values: dict[str, Any] = {
        "date_precision": "day" if on else "none",
        "date_origin": "text" if on else "none",
        "language": "en",
        "blocks": [
            {"position": place, "kind": "paragraph", "text": paragraph, "markup": ""}
            for place, paragraph in enumerate(paragraphs)
        ],
        "word_count": len(text.split()),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    row = Article.objects.create(source=source(by), title=title, published_on=on, text=text, **values | fields)
    for kind, slugs in (tags or {}).items():
        for slug in slugs:
            mention(row, actor(kind, slug))
    return row


def mention(row: Article, named: Actor, **fields: Any) -> Mention:
    """A mention with a span wherever the actor's name stands in title and text."""
    spans = [
        {
            "start": start,
            "end": start + len(named.name),
            "place": place,
            "surface": named.name,
            "rule": "full-name",
            "record": named.name,
            "confidence": 1.0,
        }
        for place, text in (("title", row.title), ("body", row.text))
        for start in _places(text, named.name)
    ]
    values = {"spans": spans, "count": len(spans), "prominence": 0.5, **fields}
    return Mention.objects.create(article=row, actor=named, **values)


def _places(text: str, name: str) -> Iterable[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + 1)


def removal(row: Article, position: int, text: str, category: str = "consent", rule: str = "consent-words") -> Removal:
    """A block taken out of an article."""
    return Removal.objects.create(article=row, position=position, category=category, rule=rule, text=text)


def capture(row: Article, payload: bytes, media_type: MediaType = MediaType.TEXT, encoding: str = "utf-8") -> Capture:
    """A page kept in the holdings."""
    at = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
    raw = RawDocument("pages/one.txt", payload, media_type, payload.decode(encoding), encoding=encoding)
    with Holdings(settings.ARCHIVE_HOLDINGS).run() as run:
        kept = run.keep(raw, at)
    return Capture.objects.create(
        article=row,
        source=row.source,
        origin=raw.origin,
        media_type=media_type.value,
        encoding=encoding,
        payload_sha256=kept.sha256,
        kept_at=at,
        warc_file=kept.file,
        warc_offset=kept.offset,
        warc_length=kept.length,
    )


def member(alliance: Actor, country: Actor, since: str = "", until: str = "") -> Membership:
    """A membership."""
    return Membership.objects.create(alliance=alliance, member=country, since=since, until=until)


def index() -> None:
    """Bring the index up to date."""
    index_waiting()


def small_archive() -> list[Article]:
    """Six articles on three sources, one undated, with all kinds of actors; indexed."""
    rows = [
        article(
            "Alliance with South Korea is renewed",
            ["The alliance between the United States and South Korea was renewed.", "Both sides signed in Seoul."],
            date(1991, 6, 2),
            tags={"country": ["south-korea", "united-states"]},
        ),
        article(
            "NATO meets on the treaty",
            ["The alliance met in Brussels. NATO has sixteen members.", "South Korea sent a guest."],
            date(1994, 1, 10),
            tags={"alliance": ["nato"], "country": ["south-korea"]},
        ),
        article(
            "Kim Jong Un receives a letter",
            ["Kim Jong Un received a letter on the alliance of South Korea with the United States."],
            date(2018, 9, 9),
            by="evening-post",
            tags={"person": ["kim-jong-un"], "country": ["south-korea", "united-states"]},
        ),
        article(
            "United Nations debates",
            ["The United Nations debated all night."],
            date(2018, 10, 9),
            by="evening-post",
            tags={"organisation": ["united-nations"]},
        ),
        article("A page without a date", ["The alliance is as old as the hills."], None, by="weekly"),
        article(
            "Bündnis besteht fort",
            ["Das Bündnis besteht fort, sagte NATO."],
            date(2001, 2, 3),
            by="weekly",
            language="de",
            tags={"alliance": ["nato"]},
        ),
    ]
    index()
    return rows
