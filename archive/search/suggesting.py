"""“Did you mean”: another spelling of a query that found little, out of the words of the index itself."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from archive.search.known_names import KnownNames, known_names
from archive.search.query import Node, Phrase, Word, positive_leaves
from archive.search.reading import read
from archive.search.results import SearchRequest
from archive.search.words import spans_of

FEW = 3
"""A search that found more needs no other spelling."""
BETTER = 10
"""Where something was found, another spelling must find so many times more."""
SHORTEST = 4
"""Letters of a word that may be a slip; a shorter one is near to too many others. It also leaves out the pairs of
characters as which Chinese, Japanese and Korean stand in the index."""
MOST_WORDS = 3
"""Words of a query that are looked into."""
MOST_TRIED = 6
"""Spellings of the whole query that are tried."""
_EDIT, _NAME, _BEGINNING = 3.0, 1.5, 1.0
"""What an edit costs, and a name's word and the same first letter gain, beside the logarithm of the number of
articles: a word two edits away must stand in twenty times as many articles as one that is one edit away."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another spelling of the query, and how many articles it finds with the same choices."""

    query: str
    total: int


def suggestion(request: SearchRequest, total: int) -> Suggestion | None:
    """Another spelling of a query that found ``total`` articles; None where it found enough or none is better.

    Words in Chinese, Japanese and Korean are left as they are.
    """
    if total > FEW or not request.query:
        return None
    from archive.search.connection import backend  # noqa: PLC0415 - Haystack asks for ready settings
    from archive.search.naming import named  # noqa: PLC0415

    engine, names = backend(), known_names()

    def articles(word: str) -> int:
        return engine.listed(SearchRequest(), Word(word), 0, 0)[0]

    doubtful = [form for form in _words_of(read(request.query).tree) if articles(form) <= FEW]
    ways = {}
    for form in doubtful[:MOST_WORDS]:
        ways[form] = _likely(form, engine.words_near(form), names) or _parted(form, articles)
    ways = {form: others for form, others in ways.items() if others}
    needed = max(1, total * BETTER)
    for chosen in islice(product(*ways.values()), MOST_TRIED) if ways else ():
        query = _respelled(request.query, dict(zip(ways, chosen, strict=True)))
        number, _ = engine.listed(replace(request, page=1), named(read(query).tree), 0, 0)
        if number >= needed:
            return Suggestion(query, number)
    return None


def _words_of(tree: Node) -> list[str]:
    """The words a query looks for, each once."""
    forms = [
        form
        for leaf in positive_leaves(tree)
        if isinstance(leaf, Word | Phrase)
        for form in ((leaf.form,) if isinstance(leaf, Word) else leaf.forms)
    ]
    return [form for form in dict.fromkeys(forms) if len(form) >= SHORTEST and form.isalpha()]


def _likely(form: str, near: list[tuple[str, int, int]], names: KnownNames) -> list[str]:
    """Words near a form, the likeliest first, as they are written in names where they stand in one."""

    def weight(each: tuple[str, int, int]) -> float:
        word, articles, edits = each
        gain = _NAME * names.has_word(word) + _BEGINNING * (word[0] == form[0])
        return math.log(articles) - _EDIT * edits + gain

    allowed = 1 if len(form) <= SHORTEST else 2
    fitting = sorted((each for each in near if each[2] <= allowed), key=lambda each: (-weight(each), each[0]))
    return [names.written(word) for word, _, _ in fitting[:2]]


def _parted(form: str, articles: Callable[[str], int]) -> list[str]:
    """Two words that were written as one, where both are known ("northkorea")."""
    best: tuple[int, str] = (0, "")
    for at in range(3, len(form) - 2):
        one, other = form[:at], form[at:]
        rarer = min(articles(one), articles(other))
        best = max(best, (rarer, f"{one} {other}"))
    return [best[1]] if best[0] > FEW else []


def _respelled(query: str, spellings: Mapping[str, str]) -> str:
    """The query with some of its words written otherwise, everything else as it was typed."""
    parts, at = [], 0
    for form, start, end in spans_of(query):
        other = spellings.get(form)
        if other is not None and start >= at:
            written = query[start:end]
            capital = other[:1].upper() + other[1:]
            other = other.upper() if written.isupper() else capital if written[:1].isupper() else other.lower()
            parts += [query[at:start], other]
            at = end
    return re.sub(r"\s+", " ", "".join([*parts, query[at:]])).strip()
