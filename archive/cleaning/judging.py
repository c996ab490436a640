"""A decision for every piece of a page: kept, or taken out under a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from archive.cleaning import certain, evidence, repetition, segmentation, structural, structure, surroundings, zones
from archive.cleaning.blocks import Layout, Place
from archive.cleaning.evidence import Column, PageEvidence
from archive.cleaning.pieces import Piece
from archive.cleaning.rules import Rule
from archive.cleaning.surroundings import Rows
from archive.cleaning.vocabulary.cues import Cue

WINDOW = 20_000
"""Lines judged at once; longer pages are judged in stretches of this many, to bound the memory."""
WINDOW_CHARACTERS = 4_000_000
JUDGED_CHARACTERS = 20_000
"""Characters of one line that are looked at: more would say nothing else of it."""
FEW_PIECES = min(WINDOW, WINDOW_CHARACTERS // JUDGED_CHARACTERS)
"""So many are always judged at once."""
TEXT_LEANING = 1.2
MARKUP_LEANING = 1.1
"""Added to every score: a line of the article lost is worse than a line of something else left in. Measured on hosts
that were not learned from: from 1.1 to 1.4 text loses a twelfth fewer lines and a third of a point of F1; markup from
0.8 to 1.1 a twelfth fewer lines and an eighth of a point."""
SHORT_SIZE = 60
SHORT_LEANING = 0.5
"""Added besides to lines of markup this short: items, cells and headings are the lines that are lost most, and cost
few words where they are kept wrongly. Measured so: a sixteenth fewer lines lost for a sixth of a point of F1."""
EXTRACTED_LABELS = 0.02
EXTRACTED_LEANING = 1.0
"""Added besides where no more than this share of the lines is nothing but a phrase of menus, forms, sharing
and the like: such a page was extracted before, and what is left of it is mostly article. Whole pages have 3 to
36 % of such lines, three of four pages that were extracted before have none; nor has one in a language without a
table."""
DOUBTED = frozenset({
    Rule.SUBSCRIBE_BOX, Rule.CONSENT_TEXT, Rule.ALT_TEXT, Rule.STRAY_HEADLINE, Rule.DOUBLED_CAPTION,
})  # fmt: skip
DOUBTED_SIZE = 100
"""In a page that was extracted before these rules need the table's word for a line longer than this: without it they
took out four lines of the text there, and none of others."""
SECOND_CHANCE = 2.5
"""Added instead where otherwise nothing would stay: an odd page is better kept roughly than rejected."""
FORM_COVERAGE = 0.4
"""From this share of form words on, a line of a comment section is of its form."""
CUE_COLUMNS = tuple(f"cue-{cue.name.lower()}" for cue in Cue)
CERTAIN = -20.0
"""Score of a line that a certain rule takes out: no table outweighs it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided of a page's pieces, and the evidence."""

    keep: list[bool]
    fixed: dict[int, Rule]
    """Rules that are certain of a line."""
    seen: PageEvidence
    extracted: bool = False
    """The page had been cleaned before."""


TEXT_NAMES = (*evidence.COLUMNS, *CUE_COLUMNS, *surroundings.NAMES)
MARKUP_NAMES = (*TEXT_NAMES, *structure.NAMES)


def text_rows(seen: PageEvidence) -> Rows:
    """Every column that the table of texts may ask for, in the order of `TEXT_NAMES`."""
    return np.concatenate((seen.rows, seen.cues.T, surroundings.describe(seen)))


def markup_rows(places: Sequence[Place], seen: PageEvidence, titles: Sequence[str]) -> Rows:
    """Every column that the table of markup may ask for, in the order of `MARKUP_NAMES`."""
    return np.concatenate((text_rows(seen), structure.describe(places, seen, titles)))


def stretches(pieces: Sequence[Piece]) -> Iterator[slice]:
    """The parts of a page that are judged at once: a page of usual length is one part."""
    if len(pieces) <= FEW_PIECES:
        yield slice(0, len(pieces))
        return
    start = size = 0
    for index, piece in enumerate(pieces):
        size += min(len(piece.text), JUDGED_CHARACTERS)
        if index - start >= WINDOW or (size > WINDOW_CHARACTERS and index > start):
            yield slice(start, index)
            start, size = index, min(len(piece.text), JUDGED_CHARACTERS)
    yield slice(start, len(pieces))


def judge_text(pieces: list[Piece]) -> Judgement:
    """Decide each piece of a plain text."""
    seen = evidence.gather([_judged_part(piece) for piece in pieces])
    scores = segmentation.load_table("text").score(text_rows(seen), TEXT_NAMES)
    return settle(pieces, seen, scores, leaning=TEXT_LEANING)


def judge_markup(layout: Layout, titles: Sequence[str]) -> Judgement:
    """Decide each block of a page of markup; ``titles`` are the wordings of the title that it states."""
    seen = evidence.gather([_judged_part(piece) for piece in layout.pieces])
    scores = segmentation.load_table("markup").score(markup_rows(layout.places, seen, titles), MARKUP_NAMES)
    judged = settle(
        layout.pieces,
        seen,
        scores,
        leaning=MARKUP_LEANING + SHORT_LEANING * (seen.columns["size"] <= SHORT_SIZE),
        structured=structural.structural_rules(layout.places, seen, scores),
    )
    for index, rule in structural.lone_headings(layout, judged.keep, judged.fixed).items():
        judged.keep[index] = False
        judged.fixed[index] = rule
    return judged


def was_extracted(seen: PageEvidence) -> bool:
    """Whether a page has been cleaned before it came here: hardly a line is nothing but a label."""
    labels = int((seen.most >= certain.LABEL_COVERAGE).sum())
    return labels <= EXTRACTED_LABELS * len(seen)


def _judged_part(piece: Piece) -> str:
    return piece.text if len(piece.text) <= JUDGED_CHARACTERS else piece.text[:JUDGED_CHARACTERS].rstrip()


def settle(
    pieces: list[Piece],
    seen: PageEvidence,
    scores: segmentation.Scores,
    *,
    leaning: float | Column,
    structured: Mapping[int, Rule] | None = None,
) -> Judgement:
    """From scores and certain rules to the cut, then the zones that follow from the cut."""
    found = certain.certain_rules(pieces, seen)
    extracted = was_extracted(seen)
    if extracted:
        doubted = (scores >= 0) & (seen.columns["size"] > DOUBTED_SIZE)
        found = {index: rule for index, rule in found.items() if not doubted[index] or rule not in DOUBTED}
    else:
        found = {**repetition.repeated_rules(seen, scores), **found}
    fixed = {**(structured or {}), **found}
    keep = _cut(scores + leaning + (EXTRACTED_LEANING if extracted else 0.0), fixed)
    if not any(keep):
        keep = _cut(scores + SECOND_CHANCE, fixed)
    for index in zones.consent_zone(keep, fixed, seen):
        keep[index] = False
        fixed.setdefault(index, Rule.CONSENT_CONTROL)
    head = zones.comment_zone(keep, seen, extracted=extracted)
    if head is not None:
        keep[head] = False
        fixed[head] = Rule.COMMENTS_LABEL
        for index in range(head + 1, len(keep)):
            keep[index] = False
            form = fixed.get(index) is Rule.FORM_LINE or seen.cues[index, Cue.FORM] >= FORM_COVERAGE
            if form or index not in fixed:
                fixed[index] = Rule.COMMENT_FORM if form else Rule.COMMENT_SECTION
    return Judgement(keep, fixed, seen, extracted)


def _cut(scores: segmentation.Scores, fixed: dict[int, Rule]) -> list[bool]:
    held = scores.astype(np.float64)
    held[list(fixed)] = CERTAIN
    keep = segmentation.best_cut(held.tolist())
    for index in fixed:
        keep[index] = False
    return keep
