"""Titles and snippets of hits as safe HTML: everything escaped, ``<mark>`` the only markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import takewhile

from archive.search.marking import Mark, marks_in
from archive.search.query import Node, TextField

WIDTH = 160
"""Characters of a fragment, about two lines."""
MOST_FRAGMENTS = 3
PLAIN_WIDTH = 280
"""Characters shown of a text in which nothing is marked."""
MOST_MARKS = 60
"""Marks considered for a snippet; the beginning of an article says what it is about."""
_LOOK_BACK = 90
"""Characters before a mark in which its sentence's beginning is looked for."""
_SENTENCE = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|\n\s*|[。！？])")
_SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space other than a single blank."""
_OPENS, _CLOSES = "\ue000", "\ue001"
"""Stand for the tags of a mark until everything else is escaped; of Unicode's private use."""
_SIGNS = re.compile(f"[{_OPENS}{_CLOSES}]")


def marked(text: str, tree: Node, language: str, field: TextField = TextField.TITLE) -> str:
    """The whole of a text with what the query was about marked."""
    return _rendered(text, 0, len(text), marks_in(text, tree, language, field))


def snippet(text: str, tree: Node, language: str) -> str:
    """Up to three fragments that show most of what the query was about; else the text's beginning."""
    marks = marks_in(text, tree, language, TextField.TEXT)
    if not marks:
        end = _word_end(text, PLAIN_WIDTH)
        return _rendered(text, 0, end, ()) + ("…" if end < len(text) else "")
    fragments = _chosen(text, marks)
    parts = []
    for start, end, begins in fragments:
        inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
        parts.append(("" if begins else "… ") + _rendered(text, start, end, inside))
    ellipsis = " …" if fragments[-1][1] < len(text) else ""
    return " … ".join(parts).replace(" … … ", " … ") + ellipsis


Fragment = tuple[int, int, bool]
"""Start, end, and whether it begins a sentence."""


def _chosen(text: str, marks: Sequence[Mark]) -> list[Fragment]:
    """The fragments in reading order: first what shows most of the query, then what shows what is new."""
    considered = marks[:MOST_MARKS]
    candidates: dict[Fragment, list[int]] = {}
    for at, mark in enumerate(considered):
        start, begins = _start(text, mark.start)
        end = max(_word_end(text, start + WIDTH), mark.end)
        inside = [other.leaf for other in takewhile(lambda other: other.end <= end, considered[at:])]  # noqa: B023
        candidates.setdefault((start, end, begins), inside)
    chosen: list[Fragment] = []
    covered: set[int] = set()
    wanted = {mark.leaf for mark in considered}
    while candidates and len(chosen) < MOST_FRAGMENTS and (not chosen or covered != wanted):
        best = max(candidates, key=lambda one: (len({*candidates[one]} - covered), len(candidates[one]), -one[0]))
        chosen.append(best)
        covered.update(candidates[best])
        candidates = {one: inside for one, inside in candidates.items() if one[1] <= best[0] or one[0] >= best[1]}
    return sorted(chosen)


def _start(text: str, at: int) -> tuple[int, bool]:
    """Where the sentence around a place begins, or a word shortly before it where that is too far back."""
    low = max(0, at - _LOOK_BACK)
    ends = [match.end() for match in _SENTENCE.finditer(text, low, at)]
    if ends:
        return ends[-1], True
    if low == 0:
        return 0, True
    space = text.find(" ", low, at)
    return (space + 1 if space >= 0 else low), False


def _word_end(text: str, at: int) -> int:
    """The end of the last whole word before a place."""
    if at >= len(text):
        return len(text)
    space = max(text.rfind(" ", max(0, at - 40), at + 1), text.rfind("\n", max(0, at - 40), at + 1))
    return space if space > 0 else at


def _rendered(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """A stretch of text, escaped, white space closed up, its marks set."""
    parts, at = [], start
    for mark in marks:
        parts += [text[at : mark.start], _OPENS, text[mark.start : mark.end], _CLOSES]
        at = mark.end
    parts.append(text[at:end])
    plain = "".join(parts)
    if plain.count(_OPENS) != len(marks) or plain.count(_CLOSES) != len(marks):  # the text holds such a character
        return _rendered(_SIGNS.sub(" ", text), start, end, marks)
    closed_up = escape(_SPACE.sub(" ", plain))
    return closed_up.replace(_OPENS, "<mark>").replace(_CLOSES, "</mark>").strip()
