"""Blocks that a page's own names for its elements give away: comment systems, consent tools, share bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.blocks import Layout, Place
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.rules import Rule
from archive.cleaning.tree import HINT_BITS
from archive.documents import BlockKind

NAMED_SHARE = 0.3
"""Elements of one name that hold more of the page's prose than this hold the article: a name on the body
element, say. Of 35,000 blocks in elements that hold less, 95 were of an article."""
COMMENT_SHARE = 0.8
"""A discussion may be longer than its article; nothing else in an element named for comments is prose."""
LIKELY_SHARE = 0.3
"""Elements that hold more of what the tables take for the article are misnamed."""
HINT_RULES = {
    "consent": (Rule.CONSENT_TEXT, COMMENT_SHARE),
    "comment": (Rule.COMMENT_SECTION, COMMENT_SHARE),
    "newsletter": (Rule.SUBSCRIBE_BOX, NAMED_SHARE),
    "share": (Rule.SHARE_BAR, NAMED_SHARE),
    "ad": (Rule.ADVERTISING_LABEL, NAMED_SHARE),
    "related": (Rule.RELATED_LIST, NAMED_SHARE),
    "footer": (Rule.FOOTER_LINE, NAMED_SHARE),
}
"""What a name stands for, the surest first."""
BOX_RULES = frozenset({
    Rule.SUBSCRIBE_BOX, Rule.SHARE_BAR, Rule.RELATED_LIST, Rule.ADVERTISING_LABEL, Rule.COMMENT_FORM, Rule.FORM_LINE,
})  # fmt: skip


def structural_rules(places: Sequence[Place], seen: PageEvidence, scores: NDArray[np.float32]) -> dict[int, Rule]:
    """For each block inside an element named for something else than an article, the rule.

    ``scores`` are the tables': where most of what they take for the article stands inside elements of one name,
    the name misleads (a body element of the class "comments-open", a forum, a list of recommended cars).
    """
    prose = seen.prose
    total = float(prose.sum())
    likely = np.where(scores > 0, seen.columns["size"], 0)
    wanted = float(likely.sum())
    inherited = np.fromiter((place.inherited for place in places), np.int64, len(places))
    found: dict[int, Rule] = {}
    for name, (rule, most) in HINT_RULES.items():
        inside = (inherited & HINT_BITS[name]) > 0
        if not total or float(prose[inside].sum()) > most * total:
            continue
        if float(likely[inside].sum()) > LIKELY_SHARE * wanted:
            continue
        for index in np.flatnonzero(inside).tolist():
            found.setdefault(index, rule)
    return found


def lone_headings(layout: Layout, keep: Sequence[bool], fixed: Mapping[int, Rule]) -> dict[int, Rule]:
    """Headings of boxes of which nothing else stays: each goes under the rule of the line after it."""
    places = layout.places
    found: dict[int, Rule] = {}
    for index, piece in enumerate(layout.pieces[:-1]):
        rule = fixed.get(index + 1)
        if not keep[index] or piece.kind is not BlockKind.HEADING or rule not in BOX_RULES:
            continue
        parent = places[index].parent
        inside = [other for other, place in enumerate(places) if place.parent == parent and other != index]
        if index + 1 in inside and not any(keep[other] for other in inside):
            found[index] = rule
    return found
