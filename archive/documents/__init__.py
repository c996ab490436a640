"""The contract between the stages: what a reader gives, what cleaning makes of it, what tagging adds.

Frozen dataclasses without Django, so that reading, cleaning and tagging run without a database and
can be spread over processes (every class here pickles).
"""

from archive.documents.actors import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.documents.cleaned import (
    UNDATED,
    Block,
    BlockKind,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    PublicationDate,
    Removal,
    RemovalCategory,
)
from archive.documents.pages import (
    ArchiveError,
    Declared,
    Exchange,
    MediaType,
    PageKind,
    RawDocument,
    UnreadableDocument,
)
from archive.documents.tagged import Mention, Place, TaggedActor, TaggedDocument

__all__ = [
    "UNDATED",
    "ActorKind",
    "ActorRecord",
    "ArchiveError",
    "Block",
    "BlockKind",
    "CleanDocument",
    "DateOrigin",
    "DatePrecision",
    "Declared",
    "Exchange",
    "MediaType",
    "Member",
    "Mention",
    "Name",
    "NameSort",
    "Office",
    "PageKind",
    "Place",
    "PublicationDate",
    "RawDocument",
    "Removal",
    "RemovalCategory",
    "TaggedActor",
    "TaggedDocument",
    "UnreadableDocument",
]
