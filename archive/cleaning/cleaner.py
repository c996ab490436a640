"""The stage in one function: cut into pieces, judge them, read the header, put the article together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive.cleaning import headers, judging, naming
from archive.cleaning.furniture import Furniture
from archive.cleaning.pieces import Piece, split_text, tidy
from archive.cleaning.rules import Rule
from archive.documents import (
    UNDATED,
    Block,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    PublicationDate,
    RawDocument,
    Removal,
    UnreadableDocument,
)


def pieces_of(raw: RawDocument) -> list[Piece]:
    """The lines of a text or the blocks of a page of markup. Raises `UnreadableDocument` if there are none."""
    pieces = split_text(raw.content)
    if not pieces:
        raise UnreadableDocument("the page holds no text")
    return pieces


def clean(raw: RawDocument, furniture: Furniture | None = None) -> CleanDocument:
    """The article in a page: title, byline, date, the blocks that stay, and each removal with its rule.

    ``furniture`` is what is known of the source's recurring lines. The blocks and removals together
    hold all text of the page, each once, in the order of their positions. What the surroundings
    declare (a record's title, a feed's date) wins over what the page says.

    Raises:
        UnreadableDocument: there is no text, or no article in it.
    """
    if raw.is_markup:
        from archive.cleaning.page import clean_markup

        return clean_markup(raw, furniture)
    pieces = pieces_of(raw)
    judged = judging.judge_text(pieces, furniture.lines_of(pieces) if furniture else ())
    latest = raw.captured_at.date() if raw.captured_at else None
    header = headers.read_header(pieces, judged.keep, judged.seen, judged.fixed, latest, raw.declared.title)
    fixed = {**judged.fixed, **header.rules}
    keep = [kept and index not in header.rules for index, kept in enumerate(judged.keep)]
    blocks, removals = assemble(pieces, keep, naming.name_removals(keep, fixed, judged.seen))
    if not blocks:
        raise UnreadableDocument("no article was found in the page")
    return CleanDocument(
        title=tidy(raw.declared.title) or header.title,
        byline=tidy(raw.declared.byline) or header.byline,
        published=declared_date(raw.declared.published, latest) or header.published,
        blocks=blocks,
        removals=removals,
        source=tidy(raw.declared.source),
        url=raw.url,
    )


def declared_date(text: str, latest: date | None) -> PublicationDate | None:
    """The date that the surroundings declare, if it can be read and is plausible."""
    from archive.cleaning.dates import find_dates, is_plausible

    for found in find_dates(text):
        if is_plausible(found.on, latest):
            return PublicationDate(found.on, found.precision, DateOrigin.METADATA)
    return None


def assemble(
    pieces: Sequence[Piece], keep: Sequence[bool], rules: dict[int, Rule]
) -> tuple[tuple[Block, ...], tuple[Removal, ...]]:
    """Blocks and removals with their positions, which count over both together."""
    blocks, removals = [], []
    for index, piece in enumerate(pieces):
        if keep[index]:
            blocks.append(Block(index, piece.text, piece.kind, piece.markup))
        else:
            rule = rules[index]
            removals.append(Removal(index, rule.category, rule.rule_name, piece.text))
    return tuple(blocks), tuple(removals)


__all__ = ["UNDATED", "DatePrecision", "assemble", "clean", "declared_date", "pieces_of"]
