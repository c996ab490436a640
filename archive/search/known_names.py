"""Every name of every actor in memory, sorted, so that a name is found by the beginning of any of its words.

Made once for a state of the authority records and of the index, by each process, at the first question. A name of
three words stands in the list three times: from its first word on, from its second, from its third.
"""

from __future__ import annotations

import math
import re
import threading
import time
from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np
from django.db.models import Count, Max
from numpy.typing import NDArray

from archive.models import Actor, ActorName
from archive.models.actors import ActorStatus
from archive.search.results import Facet, SearchRequest
from archive.search.words import fold

MAX_AGE = 600
"""Seconds after which the list is made anew even where nothing seems to have changed: a renamed actor changes no
number by which a new state is noticed."""
LOOK_AGAIN = 15
"""Seconds in which nobody looks whether the records changed."""
EXACT, BEGINNING = 6.0, 1.5
"""What it weighs that a whole name was typed, and that a name begins so, beside the logarithm of the number of
articles: an exact name goes before one that four hundred times as many articles name."""
ACTORS = (Facet.PERSON, Facet.COUNTRY, Facet.ORGANISATION, Facet.ALLIANCE)

_WORD = re.compile(r"[^\W_]+")
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Known:
    """An actor as the list knows it."""

    kind: str
    slug: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Match:
    """An actor found, and the name by which it was."""

    actor: Known
    through: str
    """The name that was meant where it is not the actor's own, else empty."""


@dataclass(frozen=True)
class KnownNames:
    """The list. ``tails`` are sorted; ``tail_names`` says of which name each is the end."""

    actors: list[Known]
    names: list[str]
    owners: NDArray[np.int32]
    """The actor of each name."""
    tails: list[str]
    tail_names: NDArray[np.int32]
    whole: NDArray[np.bool_]
    """Whether a tail is the whole of its name."""
    kinds: NDArray[np.str_]
    weights: NDArray[np.float32]
    """Logarithm of the number of articles, by actor."""
    stamp: tuple[object, ...] = ()
    made: float = field(default_factory=time.monotonic)

    def completions(self, typed: str, kind: str = "", most: int = 8) -> list[Match]:
        """The actors one of whose names has words that begin as those typed, the likeliest first."""
        words = _words(typed)
        if not words:
            return []
        name_scores = self._in_order(words)
        if len(words) > 1:
            name_scores = np.maximum(name_scores, self._in_any_order(words))
        best = np.full(len(self.actors), -np.inf, np.float32)
        np.maximum.at(best, self.owners, name_scores)
        if kind:
            best[self.kinds != kind] = -np.inf
        best += self.weights
        found = np.flatnonzero(best > -np.inf)
        order = found[np.lexsort((found, -best[found]))][:most]
        wanted = " ".join(words)
        return [Match(self.actors[at], self._through(int(at), name_scores, wanted)) for at in order.tolist()]

    def exactly(self, name: str) -> list[Known]:
        """The actors that have exactly this name, most written about first; case and accents fold."""
        wanted = " ".join(_words(name))
        at = bisect_left(self.tails, wanted) if wanted else len(self.tails)
        found: dict[int, None] = {}
        while at < len(self.tails) and self.tails[at] == wanted:
            if self.whole[at]:
                found[int(self.owners[self.tail_names[at]])] = None
            at += 1
        return sorted((self.actors[one] for one in found), key=lambda actor: -actor.articles)

    def has_word(self, word: str) -> bool:
        """Whether a folded word stands in any name."""
        at = bisect_left(self.tails, word)
        return at < len(self.tails) and self.tails[at].partition(" ")[0] == word

    def written(self, word: str) -> str:
        """A folded word as a name writes it, with its capitals and accents; itself where no name has it."""
        at = bisect_left(self.tails, word)
        if at < len(self.tails) and self.tails[at].partition(" ")[0] == word:
            for part in self.names[self.tail_names[at]].split():
                if _words(part) == [word]:
                    return str(part)
        return word

    def _span(self, beginning: str) -> slice:
        return slice(bisect_left(self.tails, beginning), bisect_left(self.tails, beginning + _LAST))

    def _in_order(self, words: list[str]) -> NDArray[np.float32]:
        """A score for each name in which the words follow one another, the last perhaps unfinished."""
        wanted = " ".join(words)
        scores = np.full(len(self.names), -np.inf, np.float32)
        span = self._span(wanted)
        places = self.tail_names[span]
        gains = np.where(self.whole[span], np.float32(BEGINNING), np.float32(0))
        exact = bisect_left(self.tails, wanted + "\x00", span.start, span.stop)
        gains[: exact - span.start] += np.where(self.whole[span.start : exact], np.float32(EXACT), np.float32(0.5))
        np.maximum.at(scores, places, gains)
        return scores

    def _in_any_order(self, words: list[str]) -> NDArray[np.float32]:
        """A low score for each name that has all the words somewhere."""
        counts = np.zeros(len(self.names), np.int16)
        for word in set(words):
            counts[np.unique(self.tail_names[self._span(word)])] += 1
        return np.where(counts == len(set(words)), np.float32(-0.5), np.float32(-np.inf))

    def _through(self, actor: int, scores: NDArray[np.float32], wanted: str) -> str:
        """The best name of an actor for what was typed, unless its own name is as good."""
        names = np.flatnonzero(self.owners == actor)
        best = names[np.argmax(scores[names])]
        text = self.names[best]
        own = " ".join(_words(self.actors[actor].name))
        return "" if " ".join(_words(text)) == own or own.startswith(wanted) else text


def known_names() -> KnownNames:
    """The list of this process, made anew where the records or the index changed."""
    global _held, _looked  # noqa: PLW0603 - one list a process, as one index
    held, now = _held, time.monotonic()
    if held is not None and now - _looked < LOOK_AGAIN and now - held.made < MAX_AGE:
        return held
    if not _making.acquire(blocking=held is None):
        assert held is not None  # noqa: S101 - else the line above had waited
        return held  # another thread makes the new one; the old one serves meanwhile
    try:
        stamp = _stamp()
        if _held is None or _held.stamp != stamp or now - _held.made >= MAX_AGE:
            _held = _made(stamp)
        _looked = now
        return _held
    finally:
        _making.release()


def forget_names() -> None:
    """Have the next question read the records anew."""
    global _held  # noqa: PLW0603 - as above
    _held = None


_held: KnownNames | None = None
_looked = 0.0
_making = threading.Lock()


def _stamp() -> tuple[object, ...]:
    """Numbers that change when actors or names come or go, and when the index does."""
    from archive.search.connection import backend  # noqa: PLC0415 - Haystack asks for ready settings

    actors = Actor.objects.aggregate(count=Count("pk"), last=Max("pk"))
    names = ActorName.objects.aggregate(count=Count("pk"), last=Max("pk"))
    return (*actors.values(), *names.values(), backend().generation())


def _made(stamp: tuple[object, ...]) -> KnownNames:
    from archive.search import search  # noqa: PLC0415 - it names queries, which will ask here

    counted = search(SearchRequest(page_size=1, facets=ACTORS)).facets
    counts = {(facet.value, each.value): each.count for facet in ACTORS for each in counted.get(facet, ())}
    actors: list[Known] = []
    places: dict[int, int] = {}
    names: list[tuple[str, int]] = []
    rows = Actor.objects.current().order_by("pk").values_list("pk", "kind", "slug", "name")
    for pk, kind, slug, name in rows.iterator(chunk_size=2_000):
        places[pk] = len(actors)
        names.append((name, len(actors)))
        actors.append(Known(kind, slug, name, counts.get((kind, slug), 0)))
    for owner, merged, status, text in ActorName.objects.values_list(
        "actor", "actor__merged_into", "actor__status", "text"
    ).iterator(chunk_size=2_000):
        at = places.get(merged or owner)
        if at is not None and status != ActorStatus.REJECTED:
            names.append((text, at))
    return of_names(actors, list(dict.fromkeys(names)), stamp)


def of_names(actors: list[Known], names: list[tuple[str, int]], stamp: tuple[object, ...] = ()) -> KnownNames:
    """The list of some actors and their names; each name with the place of its actor."""
    tails: list[tuple[str, int, bool]] = []
    for at, (text, _) in enumerate(names):
        words = _words(text)
        tails += [(" ".join(words[first:]), at, first == 0) for first in range(len(words))]
    tails.sort()
    return KnownNames(
        actors,
        [text for text, _ in names],
        np.fromiter((owner for _, owner in names), np.int32, len(names)),
        [text for text, _, _ in tails],
        np.fromiter((at for _, at, _ in tails), np.int32, len(tails)),
        np.fromiter((whole for _, _, whole in tails), np.bool_, len(tails)),
        np.array([actor.kind for actor in actors], np.str_),
        np.fromiter((math.log1p(actor.articles) for actor in actors), np.float32, len(actors)),
        stamp,
    )


def _words(text: str) -> list[str]:
    """The folded words of a name; a dot or an apostrophe inside one is no boundary ("U.S.", "N'Djamena")."""
    return _WORD.findall(re.sub(r"(?<=\w)[.'’ʼ](?=\w)|\.$", "", fold(text)))
