"""A page of either kind cut into pieces."""

from __future__ import annotations

from archive.cleaning import blocks, tree
from archive.cleaning.pieces import Piece, split_text
from archive.documents import RawDocument, UnreadableDocument


def pieces_of(raw: RawDocument) -> list[Piece]:
    """The lines of a text or the blocks of a page of markup. Raises `UnreadableDocument` if there are none."""
    pieces = blocks.lay_out(tree.parse(raw.content)).pieces if raw.is_markup else split_text(raw.content)
    if not pieces:
        raise UnreadableDocument("the page holds no text")
    return pieces
