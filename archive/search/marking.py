"""Finds in a title or text what a query was about, by the same cut and stems as the index."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from archive.search.query import Node, Pattern, Phrase, TextField, Word, positive_leaves
from archive.search.words import (
    ascii_image,
    beginnings,
    forms_of_surface,
    keeps_beginnings,
    spans_of,
    stem,
    surfaces_beginning,
)

Leaves = Sequence[tuple[int, Word | Phrase | Pattern]]
"""Leaves of a query with their numbers."""


class Mark(NamedTuple):
    """A stretch of text to mark, and which leaf of the query it belongs to."""

    start: int
    end: int
    leaf: int


def marks_in(text: str, tree: Node, language: str, field: TextField) -> list[Mark]:
    """What of a text a query is about, in reading order and without overlaps.

    ``field`` is what the text is: leaves that ask for another field mark nothing in it. The lead is
    part of the text.
    """
    sought = _sought(tree, language, field)
    if not sought.leaves:
        return []
    quick = _quick_marks(text, sought)
    return _apart(_all_marks(text, sought) if quick is None else quick)


@dataclass(frozen=True)
class Sought:
    """What is looked for in texts of one language; made once for all hits of a page.

    ``tests`` say whether a form is what a leaf means. Where every leaf can be found by how its words
    begin, ``ways`` are these beginnings and ``phrases`` the patterns of phrases in an ASCII image.
    """

    leaves: Leaves
    tests: Sequence[tuple[int, Callable[[str], bool]]]
    is_quick: bool
    ways: Sequence[str]
    phrases: Sequence[tuple[int, re.Pattern[str]]]
    verdicts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@lru_cache(maxsize=256)
def _sought(tree: Node, language: str, field: TextField) -> Sought:
    """What a query looks for in one field's texts."""
    leaves = [
        (number, leaf)
        for number, leaf in enumerate(positive_leaves(tree))
        if leaf.field in (None, field) or (leaf.field is TextField.LEAD and field is TextField.TEXT)
    ]
    tests = [(number, _test(leaf, language)) for number, leaf in leaves if not isinstance(leaf, Phrase)]
    is_quick = keeps_beginnings(language)
    begins: set[str] = set()
    phrases: list[tuple[int, re.Pattern[str]]] = []
    for number, leaf in leaves:
        if isinstance(leaf, Word) and _is_plain(leaf.form):
            begins.add(_beginning(leaf.form, language))
        elif isinstance(leaf, Pattern) and _is_plain(literal := re.split(r"[*?]", leaf.glob, maxsplit=1)[0]):
            begins.add(literal)
        elif isinstance(leaf, Phrase) and leaf.within is None and all(map(_is_plain, leaf.forms)):
            words = _BETWEEN.join(map(_spelled, leaf.forms))
            phrases.append((number, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")))
        else:
            is_quick = False
    return Sought(leaves, tests, is_quick, beginnings(begins), phrases)


def _all_marks(text: str, sought: Sought) -> list[Mark]:
    """Every word of the text is cut and compared."""
    spans = list(spans_of(text))
    found: list[Mark] = []
    verdicts: dict[str, int] = {}
    for form, start, end in spans:
        verdict = verdicts.get(form)
        if verdict is None:
            verdict = verdicts[form] = next((number for number, test in sought.tests if test(form)), -1)
        if verdict >= 0:
            found.append(Mark(start, end, verdict))
    for number, leaf in sought.leaves:
        if isinstance(leaf, Phrase):
            found += _phrases(leaf, number, spans)
    return found


def _quick_marks(text: str, sought: Sought) -> list[Mark] | None:
    """The same for text in Latin letters: only words that begin as a wanted one are cut and compared.

    None where that cannot be said beforehand: other scripts, digits, patterns that begin with a wildcard,
    proximity.
    """
    image = ascii_image(text) if sought.is_quick else None
    if image is None:
        return None
    found = []
    if sought.ways:
        verdicts = sought.verdicts
        for surface, start in surfaces_beginning(image, sought.ways):
            verdict = verdicts.get(surface)
            if verdict is None:
                verdict = _verdict(surface, sought)
            if verdict >= 0:
                found.append(Mark(start, start + len(surface), verdict))
    for number, pattern in sought.phrases:
        found += [Mark(match.start(), match.end(), number) for match in pattern.finditer(image)]
    return found


def _verdict(surface: str, sought: Sought) -> int:
    """The first leaf that a word as it stands is what it looks for; -1 where it is none's. Remembered for the query."""
    forms = forms_of_surface(surface)
    found = next((number for number, test in sought.tests for form in forms if test(form)), -1)
    if len(sought.verdicts) < _MOST_VERDICTS:
        sought.verdicts[surface] = found
    return found


_MOST_VERDICTS = 5_000
"""Words remembered for one query, which bounds memory."""
_BETWEEN = "[^a-z0-9]+"
"""What stands between two words of a phrase in a text's ASCII image."""


def _is_plain(form: str) -> bool:
    return form.isascii() and form.isalpha()


def _beginning(form: str, language: str) -> str:
    """Letters that every word with the stem of a form begins with: stemmers change the last two at most."""
    wanted = stem(form, language)
    return wanted[: max(1, len(wanted) - 2)]


def _spelled(form: str) -> str:
    """A form as a word or as initials."""
    return rf"(?:{form}|{r'[.]'.join(form)})" if 1 < len(form) <= _LONGEST_INITIALS else form


_LONGEST_INITIALS = 8


def _test(leaf: Word | Pattern, language: str) -> Callable[[str], bool]:
    """Whether a form is what a leaf looks for."""
    if isinstance(leaf, Pattern):
        pattern = re.compile(fnmatch.translate(leaf.glob))
        return lambda form: pattern.match(form) is not None
    wanted = stem(leaf.form, language)
    return lambda form: stem(form, language) == wanted


def _phrases(leaf: Phrase, number: int, spans: Sequence[tuple[str, int, int]]) -> list[Mark]:
    """The stretches of a phrase; of a proximity phrase each of its words where they stand close enough."""
    found: list[Mark] = []
    forms = [form for form, _, _ in spans]
    size = len(leaf.forms)
    if leaf.within is None:
        for at, form in enumerate(forms):
            if form == leaf.forms[0] and tuple(forms[at : at + size]) == leaf.forms:
                found.append(Mark(spans[at][1], spans[at + size - 1][2], number))
        return found
    places = [at for at, form in enumerate(forms) if form in leaf.forms]
    wanted = set(leaf.forms)
    for index, at in enumerate(places):
        near = [other for other in places[index:] if other - at < size + leaf.within]
        if wanted <= {forms[other] for other in near}:
            found += [Mark(spans[other][1], spans[other][2], number) for other in near]
    return found


def _apart(marks: list[Mark]) -> list[Mark]:
    """In reading order; of overlapping ones the one that begins first, then the longest."""
    if len(marks) < 2:
        return marks
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
