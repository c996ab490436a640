"""From decisions to the article: blocks and removals with their places, and what the surroundings declare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive.cleaning.dates import find_dates, is_plausible
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.sanitising import sanitise
from archive.documents import Block, DateOrigin, PublicationDate, Removal

LANGUAGE_SAMPLE = 6000
"""Characters."""


def assemble(
    pieces: Sequence[Piece], keep: Sequence[bool], rules: dict[int, Rule]
) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    """Blocks and removals with their positions, which count over both together."""
    blocks, removals = [], []
    for index, piece in enumerate(pieces):
        if keep[index]:
            blocks.append(Block(index, piece.text, piece.kind, sanitise(piece.markup)))
        else:
            rule = rules[index]
            removals.append(Removal(index, rule.category, rule.rule_name, piece.text))
    return tuple(blocks), tuple(removals)


def declared_date(text: str, latest: date | None) -> PublicationDate | None:
    """The date that the surroundings declare, if it can be read and is plausible."""
    for found in find_dates(text):
        if is_plausible(found.on, latest):
            return PublicationDate(found.on, found.precision, DateOrigin.METADATA)
    return None


def sample_of(blocks: Sequence[Block]) -> str:
    """The first paragraphs of an article, enough to tell its language by."""
    found: list[str] = []
    size = 0
    for block in blocks:
        found.append(block.text)
        size += len(block.text)
        if size >= LANGUAGE_SAMPLE:
            break
    return "\n".join(found)
