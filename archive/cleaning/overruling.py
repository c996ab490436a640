"""A curator's word on single blocks of a page, laid over what cleaning found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.cleaning.furniture import fingerprint, in_order
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.sanitising import sanitise
from archive.documents import Block, CleanDocument, Removal


@dataclass(frozen=True, slots=True)
class BlockKey:
    """A block of a page by its text: the fingerprint, and how many blocks of the same stand before it."""

    fingerprint: int
    occurrence: int = 0


Words = Mapping[BlockKey, bool]
"""For each block that was decided on whether it belongs to the article."""


def keyed_parts(document: CleanDocument) -> Iterator[tuple[BlockKey, Block | Removal]]:
    """Every block and removal in the order of the page with its key."""
    seen: Counter[int] = Counter()
    parts: list[Block | Removal] = [*document.blocks, *document.removals]
    for part in sorted(parts, key=lambda part: part.position):
        mark = fingerprint(part.text)
        yield BlockKey(mark, seen[mark]), part
        seen[mark] += 1


def overrule(document: CleanDocument, words: Words, pieces: Sequence[Piece] = ()) -> CleanDocument:
    """The document as the curator has it; positions stay.

    ``pieces`` are those of the page where it is at hand: a restored block gets its kind and markup
    from the piece in its place. Words on blocks that the page does not hold do nothing.
    """
    if not words:
        return document
    blocks: list[Block] = []
    removals: list[Removal] = []
    for key, part in keyed_parts(document):
        keep = words.get(key, isinstance(part, Block))
        if keep:
            blocks.append(part if isinstance(part, Block) else _restored(part, pieces))
        else:
            removals.append(part if isinstance(part, Removal) else taken_out(part))
    return replace(document, blocks=tuple(blocks), removals=in_order(removals))


def taken_out(block: Block) -> Removal:
    """A block that a curator took out."""
    rule = Rule.CURATORS_WORD
    return Removal(block.position, rule.category, rule.rule_name, block.text)


def _restored(removal: Removal, pieces: Sequence[Piece]) -> Block:
    piece = pieces[removal.position] if removal.position < len(pieces) else Piece("")
    if piece.text != removal.text:
        return Block(removal.position, removal.text)
    return Block(removal.position, piece.text, piece.kind, sanitise(piece.markup))
