"""What can be seen of each line of a page: its shape, its words, its place, its neighbours.

Every column is a number with a name; `weights` says what each is worth.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import characters
from archive.cleaning.characters import CharacterClass
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import Cue

Column = NDArray[np.float32]

UNKNOWN_LANGUAGE_DENSITY = 0.08
"""A page of prose whose small words are rarer than this is in a language without a table: in English,
German or Russian prose they are 25 to 50 %, in lists of links in those languages still 5 to 15 %."""
DATE_LINE_WORDS = 14
"""A date line with its label has fewer words than this."""
HEAD_COVERAGE = 0.5
HEAD_LENGTH = 60
"""A line opens a section if a phrase covers half of it and it is no longer than this."""
LOOK_BACK_LIMIT = 400.0
"""Distances in lines are not told apart beyond this."""


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """Evidence of all lines of a page: one row a line, and the coverage of each line by each kind of phrase."""

    columns: dict[str, Column]
    cues: NDArray[np.float32]
    folded: list[str]
    known_language: bool

    def __len__(self) -> int:
        return len(self.folded)


def _per_line(mask: NDArray[np.bool_], starts: NDArray[np.intp]) -> Column:
    return np.add.reduceat(mask, starts, dtype=np.int32).astype(np.float32)


def _shape(page: str, starts: NDArray[np.intp]) -> tuple[dict[str, Column], str]:
    """Counts of character classes a line. ``page`` has every line between a blank and a blank, then a newline."""
    points = characters.code_points(page)
    kinds = characters.class_table()[points]
    space = kinds == CharacterClass.SPACE
    after_space = np.concatenate(([True], space[:-1]))
    before_space = np.concatenate((space[1:], [True]))
    terminal = kinds == CharacterClass.TERMINAL
    wide = kinds == CharacterClass.WIDE
    upper = kinds == CharacterClass.UPPER
    quote = kinds == CharacterClass.QUOTE
    quote_next = np.concatenate((quote[1:], [False]))
    full_width = terminal & (points > 0x2000)
    count = {
        "wide": _per_line(wide, starts),
        "wide_function": _per_line(lexicon.wide_function_table()[points], starts),
        "solid": _per_line(~space, starts),
        "spaces": _per_line(space, starts),
        "upper": _per_line(upper, starts),
        "lower": _per_line(kinds == CharacterClass.LOWER, starts),
        "capitals": _per_line(upper & after_space, starts),
        "words": _per_line(~space & after_space, starts),
        "digits": _per_line(kinds == CharacterClass.DIGIT, starts),
        "sentences": _per_line((terminal & (before_space | quote_next)) | full_width, starts),
        "commas": _per_line(kinds == CharacterClass.COMMA, starts),
        "separators": _per_line(kinds == CharacterClass.SEPARATOR, starts),
        "quotes": _per_line(quote, starts),
    }
    return count, characters.fold_points(points)


def _ending(line: str) -> int:
    """How a line ends: 4 cut off, 5 asking or calling, 3 end of sentence, 2 closing sign, 1 colon, 0 otherwise."""
    last = line[-1]
    if last in characters.TERMINALS:
        return 4 if line.endswith(("...", "…")) else 5 if last in "?!" else 3
    if last in "\"”’')）」』":
        return 3 if len(line) > 1 and line[-2] in ".!?。！？" else 2
    return 1 if last in ":：" else 0


def _beginning(line: str) -> int:
    """How a line begins: 1 quote or dash, 2 bullet or bracket, 3 figure, 4 small letter, 0 otherwise."""
    first = line[0]
    if first in "\"“”„«「『'‘—–":
        return 1
    if first in characters.SEPARATORS or first in "-*+#[({<":
        return 2
    return 3 if first.isdigit() else 4 if first.islower() else 0


def _mark(line: str) -> int:
    """A telling sign in a line: 1 copyright, 2 address of a page, 3 at sign, 4 braces of code, 0 none."""
    if "©" in line:
        return 1
    if "://" in line or "www." in line:
        return 2
    return 3 if "@" in line else 4 if "{" in line or "};" in line else 0


def _vocabulary(
    folded: str, starts: NDArray[np.intp], solid: Column
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Coverage of every line by each kind of phrase (0 to 1) and the number of phrases found."""
    n = len(starts)
    found = list(lexicon.hits(folded))
    ends = np.fromiter((end for end, _ in found), np.intp, len(found))
    lengths = np.fromiter((what[1] for _, what in found), np.intp, len(found))
    kinds = [what[2] for _, what in found]
    each = np.fromiter(map(len, kinds), np.intp, len(found))
    kind = np.fromiter((one for some in kinds for one in some), np.intp, int(each.sum()))
    row = np.repeat(np.searchsorted(starts, ends, side="right") - 1, each)
    end, length = np.repeat(ends, each), np.repeat(lengths, each)
    order = np.argsort(kind, kind="stable")
    kind, row, end, length = kind[order], row[order], end[order], length[order]
    # a phrase counts only what the one before it of the same kind has not covered
    follows = np.zeros(len(kind), dtype=bool)
    follows[1:] = (kind[1:] == kind[:-1]) & (row[1:] == row[:-1])
    fresh = length.copy()
    since = end[1:] - end[:-1]
    fresh[1:] = np.where(follows[1:], np.minimum(length[1:], np.maximum(since, 0)), length[1:])
    coverage = np.bincount(row * len(Cue) + kind, weights=fresh, minlength=n * len(Cue)).reshape(n, len(Cue))
    consent_hits = np.bincount(row[kind == Cue.CONSENT], minlength=n).astype(np.float32)
    return np.minimum(coverage / np.maximum(solid, 1)[:, None], 1).astype(np.float32), consent_hits


def _words(folded_lines: list[str], count: dict[str, Column]) -> tuple[Column, Column, Column]:
    """Share of small words, likeness to a date line (0 to 1), share of words about me and you."""
    function = lexicon.function_words()
    dating = lexicon.date_words()
    persons = lexicon.person_words()
    n = len(folded_lines)
    density, date, person = (np.zeros(n, dtype=np.float32) for _ in range(3))
    for i, line in enumerate(folded_lines):
        split = line.split()
        if not split:
            continue
        total = len(split)
        density[i] = sum(map(function.__contains__, split)) / total
        person[i] = sum(map(persons.__contains__, split)) / total
        if total <= DATE_LINE_WORDS and count["digits"][i]:
            numeric = sum(word[0].isdigit() for word in split)
            named = sum(map(dating.__contains__, split))
            if named or numeric > 1:
                date[i] = (numeric + named) / total
    wide = count["wide"]
    mostly_wide = wide > 0.4 * np.maximum(count["solid"], 1)
    density = np.where(mostly_wide, count["wide_function"] / np.maximum(wide, 1), density)
    return density, date, person


def _repetition(folded_lines: list[str]) -> tuple[Column, Column]:
    """How often a line's words stand in the page, and whether this is a later time."""
    keys = [" ".join(line.split()) for line in folded_lines]
    often = Counter(keys)
    seen: set[str] = set()
    later = np.zeros(len(keys), dtype=np.float32)
    for i, key in enumerate(keys):
        if key in seen:
            later[i] = 1
        seen.add(key)
    return np.asarray([often[key] for key in keys], dtype=np.float32), later


def gather(lines: list[str]) -> PageEvidence:
    """The evidence of each line by itself. Lines are stripped and not empty; time is linear in their length."""
    page = " " + " \n ".join(lines) + " "
    lengths = np.fromiter((len(line) + 3 for line in lines), dtype=np.intp, count=len(lines))
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    count, folded = _shape(page, starts)
    folded_lines = folded.split("\n")
    density, date, person = _words(folded_lines, count)
    repeats, later = _repetition(folded_lines)
    coverage, consent_hits = _vocabulary(folded, starts, count["solid"])
    words = np.maximum(count["words"], 1)
    size = lengths.astype(np.float32) - 3 + count["wide"]
    long = size > 100
    prose_letters = float(size[long].sum())
    known = not prose_letters or float((density * size)[long].sum()) / prose_letters >= UNKNOWN_LANGUAGE_DENSITY
    solid = np.maximum(count["solid"], 1)
    cased = np.maximum(count["upper"] + count["lower"], 1)
    columns = {
        "size": size,
        "words": np.where(count["wide"] > 0.4 * solid, count["wide"] / 2, count["words"]),
        "sentences": count["sentences"],
        "commas": count["commas"] / np.maximum(size, 1) * 100,
        "ending": np.fromiter(map(_ending, lines), np.float32, len(lines)),
        "beginning": np.fromiter(map(_beginning, lines), np.float32, len(lines)),
        "marks": np.fromiter(map(_mark, lines), np.float32, len(lines)),
        "function": density if known else np.full(len(lines), -1, dtype=np.float32),
        "capitals": np.where(count["upper"] + count["lower"] > 0, count["capitals"] / words, -1),
        "shouting": count["upper"] / cased,
        "digits": count["digits"] / solid,
        "separators": count["separators"] / words,
        "word_size": size / words,
        "quotes": count["quotes"],
        "date": date,
        "person": person,
        "repeats": repeats,
        "later": later,
        "consent_hits": consent_hits,
    }
    typed = {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}
    return PageEvidence(typed, coverage, folded_lines, known)
