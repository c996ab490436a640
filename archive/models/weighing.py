"""How prominent each actor of an article is, from the mentions that stand: after tagging, a decision or a merger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from archive import documents
from archive.documents import ActorKind, Place
from archive.models.actors import Actor, ActorStatus
from archive.models.articles import Article
from archive.models.mentions import Mention
from archive.tagging.prominence import prominence


class Weighed(Protocol):
    """What is said of an actor in an article: a row, or what will be one."""

    actor: Actor
    spans: list[dict[str, Any]]
    rejected: bool


def weights(length: int, said: Iterable[Weighed]) -> list[float]:
    """The prominence of each, 0 to 1, by `archive.tagging.prominence`, in the order given; ``length`` is the text's.

    The most named actor of a kind is one that stands: what curators rejected is not counted beside.
    """
    all_said, most = list(said), dict[str, int]()
    for one in all_said:
        if not one.rejected and one.actor.status != ActorStatus.REJECTED:
            most[one.actor.kind] = max(most.get(one.actor.kind, 0), len(one.spans))
    return [
        prominence(_mentions(one), max(most.get(one.actor.kind, 0), len(one.spans)), length) if one.spans else 0.0
        for one in all_said
    ]


def weigh(article: Article) -> bool:
    """Bring the prominence of an article's stored mentions up to date; tells whether any changed."""
    rows = list(article.mentions.select_related("actor"))
    changed = [row for row, weight in zip(rows, weights(len(article.text), rows), strict=True) if _set(row, weight)]
    Mention.objects.bulk_update(changed, ["prominence"])
    return bool(changed)


def _set(row: Mention, weight: float) -> bool:
    before, row.prominence = row.prominence, weight
    return before != weight


def _mentions(one: Weighed) -> list[documents.Mention]:
    kind = ActorKind(one.actor.kind)
    return [documents.Mention(kind, "", span["start"], span["end"], "", Place(span["place"]), "") for span in one.spans]
