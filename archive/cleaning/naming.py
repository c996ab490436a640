"""The rule and category under which a line that does not stay is recorded."""

from __future__ import annotations

from collections.abc import Sequence

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
SECTION_RULES = frozenset({Rule.RELATED_LIST, Rule.SUBSCRIBE_BOX, Rule.CONSENT_TEXT, Rule.ADVERTISING_LABEL})
SECTION_REACH = 8
"""Lines that a section's heading names after it, if they say nothing else of themselves."""
MENU_SIZE = 60
DATE_LIKE = 0.5


def name_line(index: int, best: Cue, covered: float, seen: PageEvidence) -> Rule | None:
    """The rule that a line's own words call for, or None; ``best`` is the kind that covers most of it."""
    columns = seen.columns
    if columns["marks"][index] == 1:
        return Rule.FOOTER_LINE
    if covered >= CLEAR_COVERAGE and not (best is Cue.DATING and columns["date"][index] < DATE_LIKE):
        return CUE_RULES[best]
    if columns["date"][index] >= DATE_LIKE:
        return Rule.DATE_LINE
    if columns["later"][index]:
        return Rule.REPEATED_LINE
    if covered >= FAINT_COVERAGE and best not in (Cue.DATING, Cue.NAVIGATION, Cue.BYLINE):
        return CUE_RULES[best]
    return None


def name_removals(keep: Sequence[bool], fixed: dict[int, Rule], seen: PageEvidence) -> dict[int, Rule]:
    """A rule for each line that does not stay: the fixed one, its own, its section's, or by its shape."""
    named: dict[int, Rule] = {}
    section: Rule | None = None
    since = 0
    best: list[int] = seen.cues.argmax(axis=1).tolist()
    covered: list[float] = seen.cues.max(axis=1).tolist()
    for index, kept in enumerate(keep):
        if kept:
            section = None
            continue
        rule = fixed.get(index) or name_line(index, Cue(best[index]), covered[index], seen)
        since += 1
        if rule is Rule.REPEATED_LINE and section is Rule.CONSENT_TEXT and since <= SECTION_REACH:
            rule = section  # dialogs say the same under each of their headings
        if rule in SECTION_RULES:
            section, since = rule, 0
        if rule is None and section is not None and since <= SECTION_REACH:
            rule = Rule.CONSENT_CONTROL if section is Rule.CONSENT_TEXT else section
        if rule is None:
            short = seen.columns["size"][index] <= MENU_SIZE
            rule = Rule.MENU_LINE if short else Rule.OUTSIDE_MAIN_TEXT
        named[index] = rule
    return named
