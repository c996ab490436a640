"""Curators' decisions on single blocks, laid over what cleaning makes of an article's page."""

from __future__ import annotations

from archive.cleaning.cutting import pieces_of
from archive.cleaning.overruling import BlockKey, keyed_parts, overrule
from archive.documents import CleanDocument, RawDocument, Removal
from archive.models.articles import Article
from archive.models.furniture import BlockDecision


def words_on(article: Article) -> dict[BlockKey, BlockDecision]:
    """What curators decided on the article's blocks."""
    return {BlockKey(each.fingerprint, each.occurrence): each for each in article.block_decisions.all()}


def overruled(article: Article, document: CleanDocument, raw: RawDocument | None = None) -> CleanDocument:
    """A cleaned page of the article as its curators have it.

    What cleaning says of each decided block by itself is noted with the decision, so that taking the
    decision back leads there. ``raw`` is the page, where it is at hand: restored blocks get their kind
    and markup from it.
    """
    decisions = words_on(article)
    if not decisions:
        return document
    for key, part in keyed_parts(document):
        decision = decisions.get(key)
        if decision is None:
            continue
        verdict = (part.category.value, part.rule) if isinstance(part, Removal) else ("", "")
        if (decision.category, decision.rule) != verdict:
            decision.category, decision.rule = verdict
            decision.save(update_fields=["category", "rule"])
    pieces = pieces_of(raw) if raw else ()
    return overrule(document, {key: decision.keep for key, decision in decisions.items()}, pieces)
