"""A page of markup: the same judgement as for text, over its blocks, with what the tree tells besides."""

from __future__ import annotations

from archive.cleaning import blocks, headers, judging, naming, page_dates, page_metadata, tree
from archive.cleaning.assembly import assemble, declared_date, sample_of
from archive.cleaning.furniture import Furniture
from archive.cleaning.languages import language_of
from archive.cleaning.pieces import tidy
from archive.documents import CleanDocument, RawDocument, UnreadableDocument


def clean_markup(raw: RawDocument, furniture: Furniture | None = None) -> CleanDocument:
    """As `clean`, for markup. Raises `UnreadableDocument` if it holds no article."""
    root = tree.parse(raw.content)
    latest = raw.captured_at.date() if raw.captured_at else None
    stated = page_metadata.read_metadata(root, raw.url, latest)
    layout = blocks.lay_out(root)
    pieces = layout.pieces
    if not pieces:
        raise UnreadableDocument("the page holds no text")
    judged = judging.judge_markup(layout, stated.names, furniture.lines_of(pieces) if furniture else ())
    wanted = tidy(raw.declared.title) or stated.title
    header = headers.read_header(pieces, judged, latest, wanted)
    fixed = {**judged.fixed, **header.rules}
    keep = [kept and index not in header.rules for index, kept in enumerate(judged.keep)]
    kept, removals = assemble(pieces, keep, naming.name_removals(keep, fixed, judged.seen))
    if not kept:
        raise UnreadableDocument("no article was found in the page")
    return CleanDocument(
        title=tidy(raw.declared.title) or best_title(stated.title, header.title),
        byline=tidy(raw.declared.byline) or stated.byline or header.byline,
        published=declared_date(raw.declared.published, latest)
        or page_dates.choose(root, stated, header, raw.url, latest),
        language=stated.language or language_of(sample_of(kept)),
        blocks=kept,
        removals=removals,
        source=tidy(raw.declared.source) or stated.source,
        url=stated.url or raw.url,
        description=stated.description,
        section=stated.section,
        image=stated.image,
    )


def best_title(stated: str, shown: str) -> str:
    """The headline as shown where the stated title is the same with a site's name about it, else the stated one."""
    if shown and shown.casefold() in stated.casefold():
        return shown
    return stated or shown
