"""The blocks of an article's page with what a curator can do with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.cleaning.overruling import BlockKey, keyed_parts
from archive.curation.blocks import stored_document
from archive.documents import Removal
from archive.models import Article
from archive.models.blocks import words_on
from archive.web.handles import Handle
from archive.web.reading import Piece, grouped


def in_place(article: Article, pieces: Iterable[Piece]) -> dict[str, object]:
    """The whole page in runs, each piece with its handle, and the decisions on blocks that it holds no more."""
    decisions = words_on(article)
    handles: dict[int, Handle] = {}
    held: set[BlockKey] = set()
    for key, part in keyed_parts(stored_document(article)):
        held.add(key)
        removed = isinstance(part, Removal)
        handles[part.position] = Handle(key.fingerprint, key.occurrence, removed, decisions.get(key))
    shown = [replace(piece, handle=handles.get(piece.position)) for piece in pieces]
    return {"groups": grouped(shown), "lost": [each for key, each in decisions.items() if key not in held]}
