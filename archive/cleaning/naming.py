"""The rule and category under which a line that does not stay is recorded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.cleaning.date_lines import names_time
from archive.cleaning.evidence import PageEvidence
from archive.cleaning.rules import Rule
from archive.cleaning.vocabulary.cues import Cue

CUE_RULES = {
    Cue.CONSENT: Rule.CONSENT_TEXT,
    Cue.COMMENTS_HEAD: Rule.COMMENTS_LABEL,
    Cue.COMMENT_ITEM: Rule.COMMENT_SECTION,
    Cue.FORM: Rule.FORM_LINE,
    Cue.SHARING: Rule.SHARE_BAR,
    Cue.SUBSCRIPTION: Rule.SUBSCRIBE_BOX,
    Cue.RELATED: Rule.RELATED_LIST,
    Cue.ADVERTISING: Rule.ADVERTISING_LABEL,
    Cue.BYLINE: Rule.BYLINE_LINE,
    Cue.CAPTION: Rule.CAPTION_LINE,
    Cue.FOOTER: Rule.FOOTER_LINE,
    Cue.NAVIGATION: Rule.MENU_LINE,
    Cue.DATING: Rule.DATE_LINE,
}
CLEAR_COVERAGE = 0.3
"""A kind of phrase that makes up this share of a line names it."""
FAINT_COVERAGE = 0.12
FAINT_TOLD = np.asarray([cue not in {Cue.DATING, Cue.NAVIGATION, Cue.BYLINE} for cue in Cue])
"""Kinds that name a line also where they are a small part of it."""
SECTION_RULES = frozenset({Rule.RELATED_LIST, Rule.SUBSCRIBE_BOX, Rule.CONSENT_TEXT, Rule.ADVERTISING_LABEL})
SECTION_REACH = 8
"""Lines that a section's heading names after it, if they say nothing else of themselves."""
MENU_SIZE = 60
DATE_LIKE = 0.5


_NAMES = (*(CUE_RULES[cue] for cue in Cue), Rule.FOOTER_LINE, Rule.DATE_LINE, Rule.REPEATED_LINE, None)
_FOOTER, _DATE, _REPEATED, _UNNAMED = range(len(Cue), len(Cue) + 4)


def name_lines(seen: PageEvidence) -> list[Rule | None]:
    """The rule that each line's own words call for, or None."""
    columns = seen.columns
    best, covered = seen.cues.argmax(axis=1), seen.cues.max(axis=1).astype(np.float64)
    dated = columns["date"] >= DATE_LIKE
    figures = np.flatnonzero(dated & (seen.cues[:, Cue.DATING] == 0)).tolist()
    dated[figures] = [names_time(seen.folded[index]) for index in figures]
    found = np.where((covered >= FAINT_COVERAGE) & FAINT_TOLD[best], best, _UNNAMED)
    found[columns["later"] > 0] = _REPEATED
    found[dated] = _DATE
    clear = (covered >= CLEAR_COVERAGE) & (dated | (best != Cue.DATING))
    found[clear] = best[clear]
    found[columns["marks"] == 1] = _FOOTER
    return [_NAMES[name] for name in found.tolist()]


def name_removals(keep: Sequence[bool], fixed: dict[int, Rule], seen: PageEvidence) -> dict[int, Rule]:
    """A rule for each line that does not stay: the fixed one, its own, its section's, or by its shape."""
    named: dict[int, Rule] = {}
    section: Rule | None = None
    since = 0
    own = name_lines(seen)
    short = (seen.columns["size"] <= MENU_SIZE).tolist()
    for index, kept in enumerate(keep):
        if kept:
            section = None
            continue
        rule = fixed.get(index) or own[index]
        since += 1
        if rule is Rule.REPEATED_LINE and section is Rule.CONSENT_TEXT and since <= SECTION_REACH:
            rule = section  # dialogs say the same under each of their headings
        if rule in SECTION_RULES:
            section, since = rule, 0
        if rule is None and section is not None and since <= SECTION_REACH:
            rule = Rule.CONSENT_CONTROL if section is Rule.CONSENT_TEXT else section
        if rule is None:
            rule = Rule.MENU_LINE if short[index] else Rule.OUTSIDE_MAIN_TEXT
        named[index] = rule
    return named
