"""A page of markup: the same judgement as for text, over its blocks, with what the tree tells besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from archive.cleaning import blocks, embedded, headers, judging, page_dates, page_metadata, tree
from archive.cleaning.assembly import assemble, decide, declared_date, sample_of
from archive.cleaning.languages import language_of
from archive.cleaning.pieces import Piece, tidy
from archive.cleaning.sites import Site
from archive.documents import CleanDocument, RawDocument, UnreadableDocument

LEGAL_REACH = 40
"""The copyright line stands among so many last blocks."""
_TITLE_PARTS = re.compile(r"\s+[|–—·•»«:/-]+\s+")


def clean_markup(raw: RawDocument, cut: Callable[[Sequence[Piece]], None] | None = None) -> CleanDocument:
    """As `clean`, for markup. Raises `UnreadableDocument` if it holds no article."""
    root = tree.parse(raw.content)
    latest = raw.captured_at.date() if raw.captured_at else None
    marked = embedded.Marked()
    layout = blocks.lay_out(root, marked)
    stated = page_metadata.read_metadata(root, raw.url, latest, marked)
    pieces = layout.pieces
    if layout.elements > page_dates.MOST_ELEMENTS:
        root = None  # a tree this large is not searched for a date again, and holds most of the memory
    if not pieces:
        raise UnreadableDocument("the page holds no text")
    if cut:
        cut(pieces)
    site = Site.known(
        [raw.declared.source, stated.source],
        [raw.url, stated.url, raw.declared.host],
        [piece.text for piece in pieces[-LEGAL_REACH:]],
    )
    stated.title = shown_part(stated.title, pieces, site)
    title = tidy(raw.declared.title) or stated.title

    def judge(part: slice) -> judging.Judgement:
        chosen = blocks.Layout(pieces[part], layout.places[part])
        return judging.judge_markup(chosen, stated.names)

    keep, rules, header = decide(
        pieces, judge, lambda judged: headers.read_header(pieces[: len(judged.keep)], judged, latest, title, site)
    )
    kept, removals = assemble(pieces, keep, rules)
    if not kept:
        raise UnreadableDocument("no article was found in the page")
    return CleanDocument(
        title=tidy(raw.declared.title) or best_title(stated.title, header.title),
        byline=tidy(raw.declared.byline) or stated.byline or header.byline,
        published=declared_date(raw.declared.published, latest)
        or page_dates.choose(root, stated, header, page_dates.Shown.of(kept, removals), url=raw.url, latest=latest),
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


def shown_part(title: str, pieces: Sequence[Piece], site: Site) -> str:
    """The longest part of a stated title that a block of the page shows by itself, else the title as stated."""
    parts = _TITLE_PARTS.split(title)
    if len(parts) < 2:
        return title
    shown = {piece.text for piece in pieces}
    if title in shown:
        return title
    fit = [part for part in parts if part in shown and len(part.split()) > 2 and not site.is_named(part)]
    return max(fit, key=len, default=title)
