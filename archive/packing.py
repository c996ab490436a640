"""What became of a page when it was worked on, and how that is packed for the way between processes and onto disk.

Packed pages are tuples of plain values: instances would take several times as long to pack.
"""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from typing import Any

from archive.comparing import TextMarks
from archive.documents import (
    ActorKind,
    Block,
    BlockKind,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    Mention,
    PageKind,
    Place,
    PublicationDate,
    Removal,
    RemovalCategory,
    TaggedActor,
    TaggedDocument,
)

FAST = 1
"""The level of compression: what is read once, minutes later, is not worth more."""
_BLOCKS = {kind.value: kind for kind in BlockKind}
_CATEGORIES = {category.value: category for category in RemovalCategory}
_ACTORS = {kind.value: kind for kind in ActorKind}
_PLACES = {place.value: place for place in Place}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a page: an article's document, or the reason why it is none, or another kind of page."""

    kind: PageKind = PageKind.PAGE
    document: CleanDocument | None = None
    reason: str = ""
    fault: str = ""
    """The traceback of a fault of this program."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The actors of a document, or why it has none."""

    document: TaggedDocument | None = None
    reason: str = ""
    fault: str = ""
    marks: TextMarks | None = None
    """By which the document's text is found again."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A page cleaned, and tagged where it is an article."""

    cleaned: Cleaned
    tagged: Tagged | None = None
    """What its document names, as it was cleaned."""


def packed(worked: Worked) -> bytes:
    """What became of a page, as bytes."""
    cleaned = worked.cleaned
    said = (cleaned.kind.value, cleaned.reason, cleaned.fault)
    values = (said, _fields(cleaned.document), _tags(worked.tagged))
    return zlib.compress(pickle.dumps(values, pickle.HIGHEST_PROTOCOL), FAST)


def unpacked(data: bytes) -> Worked:
    """What `packed` was given; ``data`` must be its own, for it is unpickled."""
    (kind, reason, fault), fields, tags = pickle.loads(zlib.decompress(data))  # noqa: S301 - bytes of this run's own
    return Worked(Cleaned(PageKind(kind), _document(fields), reason, fault), _tagged(tags))


def _fields(document: CleanDocument | None) -> tuple[Any, ...] | None:
    if document is None:
        return None
    date = document.published
    return (
        (document.title, document.byline, document.language, document.source, document.url),
        (document.description, document.section, document.image),
        (date.on, date.precision.value, date.origin.value),
        [(block.position, block.text, block.kind.value, block.markup) for block in document.blocks],
        [(gone.position, gone.category.value, gone.rule, gone.text) for gone in document.removals],
    )


def _document(fields: tuple[Any, ...] | None) -> CleanDocument | None:
    if fields is None:
        return None
    (title, byline, language, source, url), (description, section, image), date, blocks, removals = fields
    return CleanDocument(
        title=title,
        byline=byline,
        published=PublicationDate(date[0], DatePrecision(date[1]), DateOrigin(date[2])),
        language=language,
        blocks=tuple([Block(position, text, _BLOCKS[kind], markup) for position, text, kind, markup in blocks]),
        removals=tuple([Removal(position, _CATEGORIES[sort], rule, text) for position, sort, rule, text in removals]),
        source=source,
        url=url,
        description=description,
        section=section,
        image=image,
    )


def _tags(tagged: Tagged | None) -> tuple[Any, ...] | None:
    if tagged is None:
        return None
    if tagged.document is None:
        return (tagged.reason, tagged.fault), None, None, None
    marks = tagged.marks
    return (
        (tagged.reason, tagged.fault),
        (marks.digest, marks.word_count, marks.keys) if marks else None,
        [
            (one.kind.value, one.slug, one.name, one.code, one.discovered, one.members, one.prominence)
            for one in tagged.document.actors
        ],
        [
            (
                *(one.kind.value, one.slug, one.start, one.end, one.surface),
                *(one.place.value, one.rule, one.record, one.confidence),
            )
            for one in tagged.document.mentions
        ],
    )


def _tagged(tags: tuple[Any, ...] | None) -> Tagged | None:
    if tags is None:
        return None
    (reason, fault), marks, actors, mentions = tags
    if actors is None:
        return Tagged(None, reason, fault)
    document = TaggedDocument(
        tuple([TaggedActor(_ACTORS[kind], *rest) for kind, *rest in actors]),
        tuple(
            [
                Mention(_ACTORS[kind], slug, start, end, surface, _PLACES[place], *rest)
                for kind, slug, start, end, surface, place, *rest in mentions
            ]
        ),
    )
    return Tagged(document, reason, fault, TextMarks(*marks) if marks else None)
