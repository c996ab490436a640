"""The actors that a tagged page names and its mentions of them, as rows; actors are made where they are new."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any

from archive import documents
from archive.documents import ActorKind, TaggedActor, TaggedDocument
from archive.models.actors import Actor, ActorStatus, Membership
from archive.models.inserting import Insert
from archive.models.mentions import Mention
from archive.models.weighing import weights

Actors = dict[tuple[str, str], Actor]
"""Actors of the database by kind and slug."""
SLUGS_AT_ONCE = 500
"""Actors that one statement makes or asks for; databases bound the number of parameters."""

_MENTIONS = Insert(Mention, ("article_id", "actor_id", "spans", "count", "prominence"))


def actors_of(slugs: Iterable[str]) -> Actors:
    """The database's actors of these slugs by kind and slug, in one query."""
    found = Actor.objects.filter(slug__in=slugs).select_related("merged_into").order_by()
    return {(actor.kind, actor.slug): actor for actor in found}


def make_discovered(actors: Iterable[TaggedActor], known: Actors) -> None:
    """Make those that the archive doesn't know yet, in one statement, and put them into ``known``.

    Alliances written as their members are left to `mentions_found`, which makes each with its memberships.
    """
    new = {
        key: actor
        for actor in actors
        if not actor.members and (key := (actor.kind.value, actor.slug[:120])) not in known
    }
    if not new:
        return
    # Another run may make one of them meanwhile: what stands then is read.
    Actor.objects.bulk_create(
        (Actor(kind=kind, slug=slug, **_discovered(actor)) for (kind, slug), actor in new.items()),
        ignore_conflicts=True,
        batch_size=SLUGS_AT_ONCE,
    )
    slugs = sorted({slug for _, slug in new})
    for start in range(0, len(slugs), SLUGS_AT_ONCE):
        known.update(actors_of(slugs[start : start + SLUGS_AT_ONCE]))


def _discovered(tagged: TaggedActor) -> dict[str, Any]:
    """The fields of an actor that a text is the first to name."""
    return {
        "name": tagged.name[:300],
        "code": tagged.code if tagged.kind is ActorKind.COUNTRY else "",
        "status": ActorStatus.DISCOVERED,
        "pair": list(tagged.members),
    }


@dataclass(slots=True)
class FoundMention:
    """What tagging found of an actor in an article, not yet stored."""

    actor: Actor
    spans: list[dict[str, Any]] = field(default_factory=list)
    prominence: float = 0.0
    rejected: bool = False


def mentions_found(
    length: int, tagged: TaggedDocument, known: Actors, decided: Container[int] = ()
) -> list[FoundMention]:
    """What was found of each actor in a text of ``length`` characters; those with ids in ``decided`` are left out.

    ``known`` has the document's actors; one that is missing is looked up, or made, and put in.
    """
    spans: dict[tuple[ActorKind, str], list[documents.Mention]] = {}
    for mention in tagged.mentions:
        spans.setdefault((mention.kind, mention.slug), []).append(mention)
    rows: dict[int, FoundMention] = {}
    for tagged_actor in tagged.actors:
        actor = _actor(tagged_actor, known)
        if actor is None or actor.pk in decided:
            continue
        found = [_span(mention) for mention in spans.get((tagged_actor.kind, tagged_actor.slug), [])]
        row = rows.setdefault(actor.pk, FoundMention(actor))
        row.spans = sorted([*row.spans, *found], key=lambda span: (span["place"] != "title", span["start"]))
        row.prominence = max(row.prominence, min(1.0, max(0.0, tagged_actor.prominence)))
    if len(rows) < len(tagged.actors):
        # Tagging weighed them beside actors that are one here, or that a curator rejected.
        for row, weight in zip(rows.values(), weights(length, rows.values()), strict=True):
            row.prominence = weight
    return list(rows.values())


def store_found(found: Iterable[tuple[int, FoundMention]]) -> None:
    """Store what was found in the articles of these ids."""
    _MENTIONS.rows((pk, one.actor.pk, one.spans, len(one.spans), one.prominence) for pk, one in found)


def _actor(tagged: TaggedActor, known: Actors) -> Actor | None:
    """The database's actor, made where the text is the first to name it; None where a curator rejected it."""
    key = (tagged.kind.value, tagged.slug[:120])
    created = False
    if key not in known:
        known[key], created = Actor.objects.get_or_create(kind=key[0], slug=key[1], defaults=_discovered(tagged))
    actor = known[key]
    if created and tagged.members:
        countries = Actor.objects.of_kind(ActorKind.COUNTRY).filter(slug__in=tagged.members)
        Membership.objects.bulk_create(Membership(alliance=actor, member=country) for country in countries)
    kept = actor.kept()
    return None if kept.status == ActorStatus.REJECTED else kept


def _span(mention: documents.Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "place": mention.place.value,
        "surface": mention.surface,
        "rule": mention.rule,
        "record": mention.record,
        "confidence": round(mention.confidence, 3),
    }
