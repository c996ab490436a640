"""The stage in one function: cut into pieces, judge them, read the header, put the article together."""

from __future__ import annotations

from archive.cleaning import headers, judging, naming
from archive.cleaning.assembly import assemble, declared_date
from archive.cleaning.cutting import pieces_of
from archive.cleaning.furniture import Furniture
from archive.cleaning.page import clean_markup
from archive.cleaning.pieces import tidy
from archive.documents import CleanDocument, RawDocument, UnreadableDocument


def clean(raw: RawDocument, furniture: Furniture | None = None) -> CleanDocument:
    """The article in a page: title, byline, date, the blocks that stay, and each removal with its rule.

    ``furniture`` is what is known of the source's recurring lines. The blocks and removals together
    hold all text of the page, each once, in the order of their positions. What the surroundings
    declare (a record's title, a feed's date) wins over what the page says. A text without a headline
    gets an empty title.

    Raises:
        UnreadableDocument: there is no text, or no article in it.

    """
    if raw.is_markup:
        return clean_markup(raw, furniture)
    pieces = pieces_of(raw)
    judged = judging.judge_text(pieces, furniture.lines_of(pieces) if furniture else ())
    latest = raw.captured_at.date() if raw.captured_at else None
    header = headers.read_header(pieces, judged, latest, tidy(raw.declared.title))
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
