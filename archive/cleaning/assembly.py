"""From decisions to the article: blocks and removals with their places, and what the surroundings declare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from archive.cleaning import judging, naming
from archive.cleaning.headers import Header
from archive.cleaning.judging import Judgement
from archive.cleaning.page_metadata import read_date
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.sanitising import sanitise
from archive.documents import Block, PublicationDate, Removal

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


def decide(
    pieces: Sequence[Piece],
    judge: Callable[[slice], Judgement],
    read_header: Callable[[Judgement], Header],
) -> tuple[list[bool], dict[int, Rule], Header]:
    """Which pieces stay, the rule for each that does not, and the header, found in the first stretch of the page."""
    keep: list[bool] = []
    rules: dict[int, Rule] = {}
    header: Header | None = None
    for part in judging.stretches(pieces):
        judged = judge(part)
        found = Header()
        if header is None:
            found = header = read_header(judged)
        stays = [
            (kept or index == found.standfirst) and index not in found.rules for index, kept in enumerate(judged.keep)
        ]
        named = naming.name_removals(stays, {**judged.fixed, **found.rules}, judged.seen)
        keep += stays
        rules.update((part.start + index, rule) for index, rule in named.items())
    return keep, rules, header or Header()


def declared_date(text: str, latest: date | None) -> PublicationDate | None:
    """The date that the surroundings declare, if it can be read and is plausible."""
    found = read_date(text, latest)
    return found if found.on else None


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
