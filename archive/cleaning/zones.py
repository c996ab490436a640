"""Zones of a page that belong together: from the head of a comment section on, a consent dialog's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from archive.cleaning.evidence import HEAD_COVERAGE, HEAD_LENGTH, PageEvidence
from archive.cleaning.rules import Rule
from archive.cleaning.vocabulary.cues import Cue
from archive.cleaning.wording import COUNTING

BEFORE_SHARE = 0.6
"""A comment section is one if most of the kept text stands before its head; above an article the same
words are a link down to the section."""
LEAST_BEFORE = 200
"""Characters of kept text that must stand before it."""
MARKED_SHARE = 0.12
"""As much is enough where marks of comments follow: a long discussion outweighs a short article."""
CHAIN_SHARE = 0.4
"""Without a head, a chain of marks opens the section only after this much."""
MARK_REACH = 40
LEAST_MARKS = 3
"""So many marks within so many lines are a discussion."""
MANY_MARKS = 6
"""A chain this dense is a discussion even under a short article."""
CLEAR_HEAD_WORDS = 3
""""Comments" may be a link; "Comments are now closed" or "Leave a reply" is the section itself."""
SIGNED_SIZE = 110
SIGNED_DATE = 0.25
"""A comment's signature is a short line with a date in it."""
THOUGHTS_LENGTH = 250
"""WordPress repeats the headline in the head of its comment section."""
CONSENT_REACH = 6
"""Lines between two of a consent dialog that belong to it, if the tables do not want them kept."""
CONSENT_CONTROL_SIZE = 60
CONSENT_INNER = 1
"""A paragraph between two of a consent dialog belongs to it, even one that names no cookie; two may not."""
CONSENT_CLOSER_SIZE = 12
"""Longest button beside a dialog: a cross, "Accept"."""

_LEADS_THERE = re.compile(
    r"^\W*(?:read|view|see|show|jump to|go to|skip to|alle|lesen|zu den|zur diskussion|lire|voir|afficher|ver|leer|ler"
    r"|mostrar|leggi|vedi|mostra|bekijk|lees|toon|naar de|zobacz|czytaj|pokaż|przejdź|visa|läs|se|gå till|näytä|lue"
    r"|siirry|читать|смотреть|показать|посмотреть|перейти)\b|(?:lesen|anzeigen|ansehen|見る|読む|表示|보기|읽기)\W*$"
    r"|^\W*(?:查看|阅读|閱讀|显示|顯示|浏览)"
)
"""A link down to the comments, in the article's midst as often as above them: "Read all comments"."""
_COUNTED = re.compile(r"^\s*(?:\d+|one|no)\s+(?:thoughts?|responses?|comments?|replies)\s+(?:on|to)\b")


def comments_heads(seen: PageEvidence) -> NDArray[np.bool_]:
    """Lines that open a comment section: mostly made of such a phrase, or "3 thoughts on ..."."""
    size = seen.columns["size"]
    heads: NDArray[np.bool_] = (size <= HEAD_LENGTH) & (seen.cues[:, Cue.COMMENTS_HEAD] >= HEAD_COVERAGE)
    for index in (((seen.opening & COUNTING) > 0) & (size <= THOUGHTS_LENGTH)).nonzero()[0].tolist():
        if _COUNTED.match(seen.folded[index]):
            heads[index] = True
    return heads


def _say_more(heads: NDArray[np.bool_], seen: PageEvidence) -> NDArray[np.bool_]:
    """Heads of a comment section that say more than its name, and do not only lead there."""
    more: NDArray[np.bool_] = heads & (seen.columns["words"] >= CLEAR_HEAD_WORDS)
    for index in more.nonzero()[0].tolist():
        more[index] = _LEADS_THERE.search(seen.folded[index]) is None
    return more


def comment_marks(seen: PageEvidence) -> NDArray[np.bool_]:
    """Lines that stand around a single comment: "Reply", "Report this comment", "Posted by ... on <date>"."""
    if not seen.met[Cue.COMMENT_ITEM]:
        return np.zeros(len(seen), dtype=bool)
    size, item = seen.columns["size"], seen.cues[:, Cue.COMMENT_ITEM]
    button = (size <= HEAD_LENGTH) & (item >= HEAD_COVERAGE)
    signed = (size <= SIGNED_SIZE) & (item > 0) & (seen.columns["date"] >= SIGNED_DATE)
    marks: NDArray[np.bool_] = button | signed
    return marks


def comment_zone(keep: Sequence[bool], seen: PageEvidence, *, extracted: bool = False) -> int | None:
    """First line of the comment section, or None; everything from there on is not the article.

    A head opens one if most of the kept text stands before it, or a good part and comments' marks
    follow; without a head a chain of marks does, from its first on. In a page that was ``extracted``
    before most of the text must stand before it, and no mark: such a page often is a discussion itself.
    A line that is kept is no mark: an article's timetable is none of a discussion.
    """
    heads, marked_lines = comments_heads(seen), comment_marks(seen) & ~np.asarray(keep, dtype=bool)
    if not heads.any() and not marked_lines.any():
        return None
    kept = np.zeros(len(keep) + 1)
    (seen.columns["size"] * np.asarray(keep, dtype=bool)).cumsum(dtype=np.float64, out=kept[1:])
    if kept[-1] <= 0:
        return None
    share = kept[:-1] / kept[-1]
    marks = np.concatenate(([0], marked_lines.cumsum()))
    following = marks[np.minimum(np.arange(len(keep)) + MARK_REACH, len(keep))] - marks[:-1]
    marked, chained = (MARKED_SHARE, BEFORE_SHARE) if extracted else (MARKED_SHARE, CHAIN_SHARE)
    clear = (following >= LEAST_MARKS) | _say_more(heads, seen)
    opens = heads & (share >= np.where(clear, marked, BEFORE_SHARE))
    chain = (marks[1:] > marks[:-1]) & (following >= LEAST_MARKS)
    if extracted:
        chain &= marks[:-1] == 0
    opens |= chain & (share >= np.where(following >= MANY_MARKS, marked, chained))
    found = (opens & (kept[:-1] >= LEAST_BEFORE)).nonzero()[0]
    return int(found[0]) if len(found) else None


def consent_zone(keep: Sequence[bool], rules: dict[int, Rule], seen: PageEvidence) -> set[int]:
    """Lines between the lines of a consent dialog, and the buttons right before and after it."""
    size, cover, ending = seen.columns["size"], seen.cues[:, Cue.CONSENT], seen.columns["ending"]
    named = {index for index, rule in rules.items() if rule is Rule.CONSENT_TEXT}
    if not named and not seen.met[Cue.CONSENT]:
        return named
    worded = (~np.asarray(keep, dtype=bool) & (cover >= HEAD_COVERAGE)).nonzero()[0]
    anchors = sorted(named.union(worded.tolist()))
    found = set(anchors)
    for first, second in pairwise(anchors):
        between = range(first + 1, second)
        stays = sum(bool(keep[index]) and size[index] > CONSENT_CONTROL_SIZE for index in between)
        if len(between) <= CONSENT_REACH and stays <= CONSENT_INNER:
            found.update(between)
    closer = (size <= CONSENT_CLOSER_SIZE) & (ending == 0)
    for anchor in anchors:
        for step in (-1, 1):
            index = anchor + step
            while 0 <= index < len(keep) and index not in found and closer[index]:
                found.add(index)
                index += step
    return found
