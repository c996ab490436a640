"""A small archive whose mentions are found by tagging, for decisions to be laid over."""

from __future__ import annotations

from typing import Any

from archive.documents import ActorKind, ActorRecord, Name, NameSort
from archive.models import Actor, Article, Mention
from archive.models.authority import actor_records, store_records
from archive.models.storing import store_mentions
from archive.rerun import as_clean_document
from archive.tagging import Authority, tag
from tests.web import collection

RECORDS = [
    ActorRecord(
        ActorKind.COUNTRY, "norvania", "Norvania", (Name("Norvania"), Name("Norvanian", NameSort.DEMONYM)), code="XN"
    ),
    ActorRecord(ActorKind.COUNTRY, "sudavia", "Sudavia", (Name("Sudavia"), Name("Old Sudavia")), code="XS"),
    ActorRecord(
        ActorKind.PERSON,
        "mara-lindqvist",
        "Mara Lindqvist",
        (Name("Mara Lindqvist"), Name("Lindqvist", NameSort.SURNAME)),
    ),
    ActorRecord(ActorKind.ALLIANCE, "river-pact", "River Pact", (Name("River Pact"),)),
]
FIRST = ["Norvania and Sudavia met.", "Mara Lindqvist spoke for Norvania.", "The River Pact was signed by Old Sudavia."]


def small_archive() -> list[Article]:
    """Three articles of two sources, tagged."""
    store_records(RECORDS)
    rows = [
        collection.article("Norvania signs", FIRST, by="daily-record"),
        collection.article("A quiet week in Sudavia", ["Nothing moved in Sudavia.", "Norvania waited."], by="weekly"),
        collection.article("Harbour news", ["The harbour of Port Elm froze. Elm Watch saw it."], by="weekly"),
    ]
    known = Authority(actor_records())
    for row in rows:
        store_mentions(row, tag(as_clean_document(row), known))
    return rows


def actor(slug: str, kind: str = "") -> Actor:
    """The actor of that slug."""
    found = Actor.objects.filter(slug=slug)
    return (found.filter(kind=kind) if kind else found).get()


def named(article: Article) -> list[str]:
    """The slugs of the standing mentions."""
    rows = Mention.objects.standing().filter(article=article)
    return sorted(rows.values_list("actor__slug", flat=True))


def surfaces(article: Article, slug: str) -> list[str]:
    """The words by which an article names an actor."""
    return [span["surface"] for span in article.mentions.get(actor__slug=slug).spans]


def state() -> list[Any]:
    """All that the database says of actors and mentions, as values to compare."""
    mentions = Mention.objects.order_by("article", "actor__kind", "actor__slug").values_list(
        "article", "actor__kind", "actor__slug", "spans", "count", "prominence", "curated", "rejected", "found"
    )
    columns = ("kind", "slug", "name", "status", "country__slug", "merged_into__slug", "curated_fields")
    actors = Actor.objects.order_by("kind", "slug").values_list(*columns)
    names = Actor.objects.order_by("slug", "names__text", "names__sort").values_list(
        "slug", "names__text", "names__sort", "names__curated"
    )
    return [list(mentions), list(actors), list(names)]
