"""Articles like one: by shared weighty words, then by the actors that both name."""

from __future__ import annotations

from collections import defaultdict

from archive.models import Article, Mention
from archive.search.engines import OutdatedIndex

LOOKED_AT = 40
"""Articles alike in words whose actors are compared."""
LEAST = 0.15
"""Share of the weight of an article's words that a like one has at least; below, likeness is chance."""
_ACTORS = 0.5
"""What all shared actors weigh beside all shared words."""


def similar_articles(article: Article, most: int = 6) -> list[int]:
    """Ids of the articles most like one, the likest first; copies are left out."""
    from archive.search.connection import backend  # noqa: PLC0415 - Haystack asks for ready settings

    asked = article.copy_of_id or article.pk
    try:
        words = {number: score for number, score in backend().alike(asked, LOOKED_AT) if score >= LEAST}
    except OutdatedIndex:  # an article can be read while the index is made anew
        return []
    if not words:
        return []
    rows = Mention.objects.standing().filter(article__in=[asked, *words]).values_list("article", "actor", "prominence")
    named: dict[int, dict[int, float]] = defaultdict(dict)
    for number, actor, prominence in rows:
        named[number][actor] = prominence
    own = named[asked]
    whole = sum(own.values()) or 1.0
    scores = {
        number: score + _ACTORS * sum(own[actor] for actor in named[number] if actor in own) / whole
        for number, score in words.items()
    }
    return sorted(scores, key=lambda number: (-scores[number], -number))[:most]
