"""The stage in one function: cut into pieces, judge them, read the header, put the article together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.cleaning import headers, judging, page_dates
from archive.cleaning.assembly import assemble, decide, declared_date, sample_of
from archive.cleaning.cutting import pieces_of
from archive.cleaning.languages import language_of
from archive.cleaning.page import clean_markup
from archive.cleaning.pieces import Piece, tidy
from archive.cleaning.sites import Site
from archive.documents import CleanDocument, RawDocument, UnreadableDocument

LEGAL_REACH = 40
"""The copyright line stands among so many last lines."""


def clean(raw: RawDocument, cut: Callable[[Sequence[Piece]], None] | None = None) -> CleanDocument:
    """The article in a page: title, byline, date, the blocks that stay, and each removal with its rule.

    ``cut`` is given what `pieces_of` gives, as soon as it is there, whatever becomes of the page. The blocks and
    removals together hold all text of the page, each once, in the order of their positions. Lines that recur over
    the pages of a source are taken out afterwards, by `Furniture.without`. What the surroundings declare (a record's
    title, a feed's date) wins over what the page says. A text without a headline gets an empty title.

    Raises:
        UnreadableDocument: there is no text, or no article in it.

    """
    if raw.is_markup:
        return clean_markup(raw, cut)
    pieces = pieces_of(raw)
    if cut:
        cut(pieces)
    latest = raw.captured_at.date() if raw.captured_at else None
    site = Site.known(
        [raw.declared.source], [raw.url, raw.declared.host], [piece.text for piece in pieces[-LEGAL_REACH:]]
    )
    title = tidy(raw.declared.title)

    def judge(part: slice) -> judging.Judgement:
        return judging.judge_text(pieces[part])

    keep, rules, header = decide(
        pieces, judge, lambda judged: headers.read_header(pieces[: len(judged.keep)], judged, latest, title, site)
    )
    blocks, removals = assemble(pieces, keep, rules)
    if not blocks:
        raise UnreadableDocument("no article was found in the page")
    language = language_of(sample_of(blocks))
    return CleanDocument(
        title=tidy(raw.declared.title) or header.title,
        byline=tidy(raw.declared.byline) or header.byline,
        published=declared_date(raw.declared.published, latest)
        or page_dates.choose_for_text(
            header.published, page_dates.Shown.of(blocks, removals), language=language, url=raw.url, latest=latest
        ),
        language=language,
        blocks=blocks,
        removals=removals,
        source=tidy(raw.declared.source),
        url=raw.url,
    )
