"""Decisions on mentions laid over what tagging found: what the machine said is kept beside, so each can be lifted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.documents import BlockKind, Place
from archive.models.actors import Actor, ActorStatus
from archive.models.articles import Article
from archive.models.decisions import Decision, Scope, Verb
from archive.models.mentions import Mention
from archive.models.weighing import weights
from archive.tagging.reading import Reading, read_document
from archive.tagging.scripts import may_begin, may_end

Span = dict[str, Any]

BY_CURATOR = "curator"
"""The rule of a span that a curator marked, beside those of tagging."""

_RANK = {Scope.ALWAYS.value: 0, Scope.SOURCE.value: 1, Scope.ARTICLE.value: 2}
"""What is said of one article goes over what is said of its source, and that over what always holds."""


@dataclass(slots=True)
class _Standing:
    """What is said of one actor in the article while decisions are laid."""

    actor: Actor
    row: Mention | None = None
    base: dict[str, Any] = field(default_factory=lambda: {"spans": [], "prominence": 0.0})
    spans: list[Span] = field(default_factory=list)
    curated: bool = False
    rejected: bool = False


def lay_decisions(article: Article) -> bool:
    """Bring an article's mentions to what tagging found with the standing decisions over it; tells whether any changed.

    Laying them again changes nothing; after a decision was undone the mentions are as tagging found them.
    """
    decisions = sorted(
        Decision.objects.on_mentions_of(article).select_related("actor__merged_into"),
        key=lambda decision: _RANK[decision.scope],
    )
    if not decisions and not article.mentions.filter(found__isnull=False).exists():
        return False
    rows = list(article.mentions.select_related("actor"))
    board = {row.actor_id: _lifted(row) for row in rows}
    for one, weight in zip(board.values(), weights(len(article.text), board.values()), strict=True):
        one.base["prominence"] = weight
    text = _Text(article)
    for decision in decisions:
        actor = actor_of(decision)
        if actor is not None:
            _lay(decision, actor, board, text)
    left = [one for one in board.values() if not _withdrawn(one)]
    kept = [one for one in left if one.row or (one.spans and one.actor.status != ActorStatus.REJECTED)]
    weighed = zip(kept, weights(len(article.text), kept), strict=True)
    settled = [_settle(one, article, weight) for one, weight in weighed]
    return any(settled) or len(left) < len(board)


def actor_of(decision: Decision) -> Actor | None:
    """The actor that a decision is about, merges followed; None where there is none of that kind and slug any more."""
    actor = decision.actor
    if actor is None:
        key = decision.target.get("actor") or {}
        actor = Actor.objects.filter(kind=key.get("kind"), slug=key.get("slug")).first()
    return actor.kept() if actor else None


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in a text as words of their own, in order; any white space between them counts as one."""
    parts = words.split()
    if not parts:
        return
    for match in re.finditer(r"\s+".join(map(re.escape, parts)), text):
        start, end = match.span()
        begins = not start or not (text[start - 1].isalnum() and text[start].isalnum()) or may_begin(text, start)
        ends = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum()) or may_end(text, end)
        if begins and ends:
            yield start, end


class _Text:
    """The article's title and text, read for places only when a decision looks for words."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._reading: Reading | None = None

    def spans_of(self, words: str, record: str) -> list[Span]:
        """A span for each place where the words stand."""
        title, text = self.article.title, self.article.text
        found = [self._span(start, end, title, Place.TITLE, record) for start, end in occurrences(title, words)]
        places = [(start, end, self._place(start, end)) for start, end in occurrences(text, words)]
        return found + [self._span(start, end, text, place, record) for start, end, place in places]

    def _place(self, start: int, end: int) -> Place:
        if self._reading is None:
            self._reading = read_document(self.article.title, self.article.text, captions=_captions(self.article))
        moved = self._reading.text_start
        return self._reading.locate(start + moved, end + moved)[0]

    def _span(self, start: int, end: int, text: str, place: Place, record: str) -> Span:
        return {
            "start": start,
            "end": end,
            "place": place.value,
            "surface": text[start:end],
            "rule": BY_CURATOR,
            "record": record,
            "confidence": 1.0,
        }


def _captions(article: Article) -> tuple[tuple[int, int], ...]:
    captions, position = [], 0
    for block in article.text_blocks():
        if block.kind is BlockKind.CAPTION:
            captions.append((position, position + len(block.text)))
        position += len(block.text) + 2
    return tuple(captions)


def _lifted(row: Mention) -> _Standing:
    """A row as it was before any decision was laid over it."""
    found = {"spans": row.spans, "prominence": 0.0, "curated": row.curated, "rejected": row.rejected}
    base = dict(row.found or found)
    return _Standing(row.actor, row, base, list(base["spans"]), base.get("curated", False), base.get("rejected", False))


def _lay(decision: Decision, actor: Actor, board: dict[int, _Standing], text: _Text) -> None:
    own = board.get(actor.pk)
    match decision.verb:
        case Verb.CONFIRM | Verb.REJECT:
            spans = own.spans if own else _again(decision, text)
            if own or spans:
                own = board.setdefault(actor.pk, _Standing(actor))
                own.spans, own.curated, own.rejected = spans, True, decision.verb == Verb.REJECT
        case Verb.ADD | Verb.MEANS:
            _mean(decision, actor, board, text)
        case Verb.NEVER:
            if own and any(span["surface"] == decision.words for span in own.spans):
                own.spans = [span for span in own.spans if span["surface"] != decision.words]
                own.rejected = own.rejected or not own.spans
        case Verb.SPLIT:
            _split(decision, actor, board)


def _again(decision: Decision, text: _Text) -> list[Span]:
    """The spans of a mention that tagging no longer finds, where its words still stand in the text."""
    surfaces = sorted(set(decision.detail.get("surfaces", ())), key=len, reverse=True)
    spans: list[Span] = []
    for words in surfaces:
        spans += [span for span in text.spans_of(words, "") if not any(_overlap(span, one) for one in spans)]
    return _in_order(spans)


def _mean(decision: Decision, actor: Actor, board: dict[int, _Standing], text: _Text) -> None:
    """Give the words' occurrences to the actor; one inside a longer name of somebody else stays that one's."""
    spans = text.spans_of(decision.words, actor.name)
    others = [one for key, one in board.items() if key != actor.pk]
    free = [
        span
        for span in spans
        if not any(_within(span, held) for one in others if not one.rejected for held in one.spans)
    ]
    if not free:
        return
    for other in others:
        left = [held for held in other.spans if not any(_overlap(held, span) for span in free)]
        if len(left) < len(other.spans):
            other.spans, other.rejected = left, other.rejected or not left
    own = board.setdefault(actor.pk, _Standing(actor))
    mine = [] if own.rejected else [held for held in own.spans if not any(_overlap(held, span) for span in free)]
    own.spans, own.rejected = _in_order([*mine, *free]), False
    own.curated = own.curated or decision.scope == Scope.ARTICLE


def _split(decision: Decision, actor: Actor, board: dict[int, _Standing]) -> None:
    """Move what was found by a name to the actor that the name was given to."""
    key = decision.detail.get("from") or {}
    for other in list(board.values()):
        if other.actor.pk == actor.pk or {"kind": other.actor.kind, "slug": other.actor.slug} != key:
            continue
        moved = [span for span in other.spans if decision.words in (span["surface"], span.get("record"))]
        if moved:
            own = board.setdefault(actor.pk, _Standing(actor))
            own.spans = _in_order([*own.spans, *(span for span in moved if span not in own.spans)])
            other.spans = [span for span in other.spans if span not in moved]
            other.rejected = other.rejected or not other.spans


def _overlap(one: Span, other: Span) -> bool:
    same = (one["place"] == Place.TITLE) == (other["place"] == Place.TITLE)
    return bool(same and one["start"] < other["end"] and other["start"] < one["end"])


def _within(one: Span, other: Span) -> bool:
    """Whether a span lies in a strictly longer one."""
    return _overlap(one, other) and (
        other["start"] <= one["start"] and one["end"] <= other["end"] and len(other["surface"]) > len(one["surface"])
    )


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span["place"] != Place.TITLE, span["start"], span["end"]))


def _touched(one: _Standing) -> bool:
    """Whether a decision changed what tagging found of the actor."""
    legacy = (one.base.get("curated", False), one.base.get("rejected", False))
    return (one.spans, one.curated, one.rejected) != (one.base["spans"], *legacy)


def _withdrawn(one: _Standing) -> bool:
    """Delete the row of an actor that only a decision had put there, where none does any more; tells whether."""
    if one.row is None or one.row.found is None or one.base["spans"] or (_touched(one) and not one.rejected):
        return False
    one.row.delete()
    return True


def _settle(one: _Standing, article: Article, weight: float) -> bool:
    """Bring one actor's row to what was decided; tells whether it changed."""
    if one.actor.status == ActorStatus.REJECTED:
        return False
    row = one.row or Mention(article=article, actor=one.actor)
    before = (row.pk, row.spans, row.curated, row.rejected, row.prominence, row.found)
    row.found = one.base if _touched(one) else None
    row.spans, row.curated, row.rejected = one.spans, one.curated, one.rejected
    row.count, row.prominence = len(row.spans), weight
    if before == (row.pk, row.spans, row.curated, row.rejected, row.prominence, row.found):
        return False
    row.save()
    return True
