"""Where words stand: next to each other, close by, in one paragraph. Places are keys ``document << 32 | position``."""

from __future__ import annotations

import fnmatch
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.tables import Ints
from archive.search.query import Pattern, Phrase, Word
from archive.search.words import keeps_beginnings, stem

_FIELD = "text"


def adjacent(query: Any, words: list[bytes], keys: Mapping[bytes, Ints]) -> Ints:  # noqa: ARG001 - as `near`
    """The places where words follow one another, from the rarest word outwards."""
    order = sorted(range(len(words)), key=lambda at: len(keys[words[at]]))
    starts = keys[words[order[0]]] - order[0]
    for at in order[1:]:
        there = keys[words[at]]
        places = np.searchsorted(there, starts + at)
        places[places == len(there)] = 0
        starts = starts[there[places] == starts + at]
    return starts


def near(query: Any, words: list[bytes], keys: Mapping[bytes, Ints]) -> Ints:
    """The places where a stretch with all the words begins, with few enough others in it."""
    needed = Counter(words)
    longest = len(words) + query.within
    found = [np.empty(0, np.int64)]
    for first in needed:
        starts = keys[first]
        ends = starts.copy()
        for word, count in needed.items():
            there = keys[word]
            places = np.searchsorted(there, starts) + count - 1
            beyond = places >= len(there)
            places[beyond] = 0
            ends = np.maximum(ends, np.where(beyond, np.iinfo(np.int64).max, there[places]))
        found.append(starts[ends - starts < longest])
    return np.concatenate(found)


def together(snapshot: Snapshot, leaves: Sequence[Word | Phrase | Pattern], languages: Sequence[str]) -> Ints:
    """The documents, sorted, of which one paragraph holds all the leaves; ``languages`` are those of the index."""
    breaks = snapshot.breaks
    common: Ints | None = None
    for leaf in leaves:
        paragraphs = np.unique(np.searchsorted(breaks, _places(snapshot, leaf, languages), "right") - 1)
        common = paragraphs if common is None else np.intersect1d(common, paragraphs, assume_unique=True)
    if common is None or not len(common):
        return np.empty(0, np.int32)
    return np.unique(breaks[common] >> 32).astype(np.int32)


def _places(snapshot: Snapshot, leaf: Word | Phrase | Pattern, languages: Sequence[str]) -> Ints:
    """Where what a leaf looks for stands (begins) in the texts."""
    match leaf:
        case Phrase(forms, _, within):
            words = [form.encode() for form in forms]
            keys = {word: snapshot.places(_FIELD, word) for word in words}
            if len(words) == 1:
                return keys[words[0]]
            return adjacent(leaf, words, keys) if within is None else near(leaf, words, keys)
        case Pattern(glob):
            literal = re.split(r"[*?\[]", glob, maxsplit=1)[0]
            fits = re.compile(fnmatch.translate(glob)).match
            terms = [term for term in snapshot.terms(_FIELD, literal) if fits(term.decode())]
        case Word(form):
            terms = _inflections(snapshot, form, languages)
    return np.concatenate([np.empty(0, np.int64), *(snapshot.places(_FIELD, term) for term in terms)])


def _inflections(snapshot: Snapshot, form: str, languages: Sequence[str]) -> list[bytes]:
    """The words of the index with the stem of a form in any language."""
    found = {form.encode()}
    for language in languages:
        wanted = stem(form, language)
        beginning = wanted[: max(1, len(wanted) - 2)] if keeps_beginnings(language) else form[:1]
        found |= {term for term in snapshot.terms(_FIELD, beginning) if stem(term.decode(), language) == wanted}
    return sorted(found)
