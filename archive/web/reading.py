"""An article prepared for reading: its blocks with marks, its actors, its page with the removals in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from django.utils.safestring import SafeString

from archive.documents import ActorKind, Block, BlockKind, RemovalCategory
from archive.models import Article, Mention, Removal
from archive.web.handles import Handle
from archive.web.marks import Mark, marks_in
from archive.web.markup import marked
from archive.web.wording import KINDS, REMOVALS, rule_in_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A block or a removal ready to print; ``removed`` tells which."""

    position: int
    kind: str
    html: SafeString | str
    removed: bool = False
    category: str = ""
    label: str = ""
    rule: str = ""
    handle: Handle | None = None
    """What curators can do with it, where the page shows that."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way in which an article names an actor: the words, the rule, the record, how often."""

    surface: str
    rule: str
    record: str
    count: int


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor in the side list."""

    name: str
    link: str
    count: int
    prominence: int
    """Per cent."""
    evidence: tuple[Evidence, ...]
    key: str = ""
    """Kind and slug, by which a correction names it."""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RemovedGroup:
    """The removals of one category."""

    category: str
    label: str
    explanation: str
    removals: tuple[Piece, ...] = field(default=())


def blocks_of(article: Article) -> list[Block]:
    """The article's blocks; an article that has only text is split at its empty lines."""
    blocks = article.text_blocks()
    if blocks or not article.text:
        return blocks
    return [Block(place, part) for place, part in enumerate(article.text.split("\n\n"))]


def pieces_of(article: Article, mentions: Sequence[Mention]) -> list[Piece]:
    """The article's blocks with its mentions marked."""
    blocks = blocks_of(article)
    marks = deque(marks_in("\n\n".join(block.text for block in blocks), mentions))
    pieces, start = [], 0
    for block in blocks:
        end = start + len(block.text)
        while marks and marks[0].end <= start:
            marks.popleft()
        inside = [_clipped(mark, start, end) for mark in _before(marks, end)]
        pieces.append(Piece(block.position, block.kind.value, marked(block.text, inside, block.markup)))
        start = end + 2
    return pieces


def _before(marks: Iterable[Mark], end: int) -> Iterable[Mark]:
    """The marks that begin before a place; marks come in reading order."""
    return takewhile(lambda mark: mark.start < end, marks)


def _clipped(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark that lies in a block, counted from the block's start."""
    return Mark(
        max(mark.start, start) - start,
        min(mark.end, end) - start,
        mark.kind,
        mark.name,
        mark.link,
        mark.rule,
        mark.record,
    )


def title_of(article: Article, mentions: Iterable[Mention]) -> SafeString:
    """The title with its mentions marked."""
    return marked(article.title, marks_in(article.title, mentions, title=True))


def standfirst_of(article: Article) -> str:
    """The page's own description, unless the text begins with it; some sites cut it off with an ellipsis."""
    words = " ".join(article.description.rstrip(" .…").split())
    return (
        "" if " ".join(article.text[: 2 * len(article.description)].split()).startswith(words) else article.description
    )


def grouped(pieces: Iterable[Piece]) -> list[tuple[str, list[Piece]]]:
    """Pieces in runs: list items that follow one another stand in one list, removals by one rule in one box."""

    def run(piece: Piece) -> tuple[str, str]:
        if piece.removed:
            return "removed", f"{piece.category}/{piece.rule}"
        return ("list", "") if piece.kind == BlockKind.LIST_ITEM else ("block", str(piece.position))

    return [(name, list(members)) for (name, _), members in groupby(pieces, key=run)]


def whole_page(pieces: Iterable[Piece], removals: Iterable[Removal]) -> list[Piece]:
    """Kept and removed blocks together, in the order of the page."""
    return sorted([*pieces, *map(_piece, removals)], key=lambda piece: (piece.position, piece.removed))


def _piece(removal: Removal) -> Piece:
    return Piece(
        removal.position,
        "removal",
        removal.text,
        removed=True,
        category=removal.category,
        label=REMOVALS[RemovalCategory(removal.category)][0],
        rule=rule_in_words(removal.rule),
    )


def removed_groups(removals: Iterable[Removal]) -> list[RemovedGroup]:
    """The removals by category, in the order of the legend; categories without any are left out."""
    pieces = [_piece(removal) for removal in removals]
    return [
        RemovedGroup(category.value, label, explanation, found)
        for category, (label, explanation) in REMOVALS.items()
        if (found := tuple(piece for piece in pieces if piece.category == category))
    ]


def actors_by_kind(mentions: Sequence[Mention]) -> list[tuple[str, str, list[NamedActor]]]:
    """The side list: kind, heading, actors, most prominent first; kinds without any are left out."""
    groups = []
    for kind, (_, several) in KINDS.items():
        named = [_named(mention) for mention in mentions if mention.actor.kind == kind]
        if named:
            groups.append((ActorKind(kind).value, several.capitalize(), named))
    return groups


def _named(mention: Mention) -> NamedActor:
    ways: dict[tuple[str, str, str], int] = {}
    for span in mention.spans:
        if isinstance(span, dict):
            way = (str(span.get("surface", "")), str(span.get("rule", "")), str(span.get("record", "")))
            ways[way] = ways.get(way, 0) + 1
    return NamedActor(
        mention.actor.name,
        mention.actor.get_absolute_url(),
        mention.count,
        round(100 * mention.prominence),
        tuple(Evidence(surface, rule_in_words(rule), record, count) for (surface, rule, record), count in ways.items()),
        f"{mention.actor.kind}/{mention.actor.slug}",
        mention.curated,
    )
