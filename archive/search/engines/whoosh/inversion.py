"""Turns articles into the arrays of a segment: one sort a field instead of a pool of postings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from whoosh.util.numeric import length_to_byte

from archive.search.engines.whoosh.schema import KEYWORD_FIELDS, STEM_SUFFIX, TEXT_FIELDS, Entry
from archive.search.engines.whoosh.tables import Ints, Lexicon, Tables, tables_of
from archive.search.query import LEAD_WORDS
from archive.search.words import forms_of, stems

PARAGRAPH = "\n\n"
"""What stands between the paragraphs of a text."""


class _Numbering(dict[str, int]):
    """Numbers words in the order in which they are asked for first."""

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self)
        return number


class Inverter:
    """Takes articles in, gives the tables of a segment of them."""

    def __init__(self) -> None:
        self._vocabulary = _Numbering()
        self._words: dict[str, list[Ints]] = {name: [] for name in TEXT_FIELDS}
        self._languages: list[str] = []
        self._keywords: dict[str, dict[str, list[int]]] = {name: {} for name in KEYWORD_FIELDS}
        self._breaks: list[Ints] = []
        self._ids: list[int] = []
        self._days: list[int] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, entry: Entry) -> None:
        """Take in one article."""
        document = len(self._ids)
        parts = [self._numbers(part) for part in entry.text.split(PARAGRAPH)]
        text = parts[0] if len(parts) == 1 else np.concatenate(parts)
        self._breaks.append(np.cumsum([0, *map(len, parts[:-1])]))
        self._words["title"].append(self._numbers(entry.title))
        self._words["lead"].append(text[:LEAD_WORDS])
        self._words["text"].append(text)
        self._languages.append(entry.language)
        for name, values in entry.keywords().items():
            lists = self._keywords[name]
            for value in dict.fromkeys(values):
                lists.setdefault(value, []).append(document)
        self._ids.append(entry.article_id)
        self._days.append(entry.published_on.toordinal() if entry.published_on else 0)

    def _numbers(self, text: str) -> Ints:
        """The numbers of a text's words."""
        forms = forms_of(text)
        return np.fromiter(map(self._vocabulary.__getitem__, forms), np.int32, len(forms))

    def tables(self) -> Tables:
        """The tables of all that was taken in."""
        arrays: dict[str, Ints] = {
            "article_ids": np.array(self._ids, np.int64),
            "days": np.array(self._days, np.int32),
            "breaks": smallest(_joined(self._breaks)),
            "break_bounds": np.append(0, np.cumsum([len(breaks) for breaks in self._breaks])).astype(np.int64),
        }
        totals: dict[str, int] = {}
        words = [form.encode() for form in self._vocabulary]
        stems, stem_of, row_of = self._stems()
        for name in TEXT_FIELDS:
            counts = np.fromiter(map(len, self._words[name]), np.int64, len(self))
            exact, numbers = _inverted(words, _joined(self._words[name]), counts)
            stemmed = _regrouped(exact, numbers, stems, stem_of, row_of)
            for field, found in ((name, exact), (f"{name}{STEM_SUFFIX}", stemmed)):
                arrays |= {f"{field}/{part}": array for part, array in found.items()}
                arrays[f"{field}/lengths"] = length_bytes(counts)
                totals[field] = int(counts.sum())
        for name, lists in self._keywords.items():
            arrays |= {f"{name}/{part}": array for part, array in _keyword_lists(lists).items()}
        return tables_of(len(self), totals, arrays)

    def _stems(self) -> tuple[list[bytes], Ints, Ints]:
        """The stems there are; each word's stem by language (a row each); each document's row."""
        languages = list(dict.fromkeys(self._languages))
        row_of = np.array([languages.index(language) for language in self._languages], np.int64)
        forms = list(self._vocabulary)
        stem_of = np.zeros((max(1, len(languages)), len(forms)), np.int64)
        numbers: dict[bytes, int] = {}
        for row, language in enumerate(languages):
            mine = [
                self._words[name][document]
                for name in ("title", "text")
                for document in np.flatnonzero(row_of == row).tolist()
            ]
            used = np.flatnonzero(np.bincount(_joined(mine), minlength=len(forms))).tolist()
            made = stems([forms[word] for word in used], language)
            stem_of[row, used] = [numbers.setdefault(form.encode(), len(numbers)) for form in made]
        return list(numbers), stem_of, row_of


def length_bytes(counts: Ints) -> Ints:
    """Lengths as Whoosh keeps them: one byte each on a scale of its own, 0 for none."""
    return np.array([length_to_byte(count) if count else 0 for count in counts.tolist()], np.uint8)


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int32)


def smallest(array: Ints) -> Ints:
    """The same counts in two bytes each where they fit, else in four."""
    return array.astype(np.uint16 if not len(array) or array.max() < 1 << 16 else np.uint32)


def _sorted_terms(terms: list[bytes], used: Ints) -> tuple[list[bytes], Ints]:
    """The used terms in order, and the rank of each term (of use only for those)."""
    numbers = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
    rank = np.zeros(len(terms), np.int64)
    rank[numbers] = np.arange(len(numbers))
    return [terms[number] for number in numbers], rank


def _inverted(words: list[bytes], tokens: Ints, counts: Ints) -> tuple[dict[str, Ints], Ints]:
    """Posting lists with positions of texts laid end to end, and the word's number of each posting."""
    used = np.bincount(tokens, minlength=len(words)) > 0
    terms, rank = _sorted_terms(words, used)
    order = np.argsort(rank[tokens], kind="stable")
    token = tokens[order]
    documents = np.repeat(np.arange(len(counts), dtype=np.int32), counts)[order]
    starts = np.cumsum(counts) - counts
    positions = (np.arange(len(tokens)) - np.repeat(starts, counts))[order]
    first = np.ones(len(token), bool)
    first[1:] = (token[1:] != token[:-1]) | (documents[1:] != documents[:-1])
    heads = np.flatnonzero(first)
    numbers = token[heads]
    bounds = np.searchsorted(rank[numbers], np.arange(len(terms) + 1))
    found = {
        **Lexicon.of(terms),
        "bounds": bounds.astype(np.int64),
        "documents": documents[heads],
        "frequencies": smallest(np.diff(np.append(heads, len(token)))),
        "places": np.append(heads, len(token))[bounds].astype(np.int64),
        "positions": smallest(positions),
    }
    return found, numbers


def _regrouped(
    exact: dict[str, Ints], numbers: Ints, stems: list[bytes], stem_of: Ints, row_of: Ints
) -> dict[str, Ints]:
    """The posting lists of words put together by their documents' stems; positions are not kept."""
    documents = exact["documents"]
    stemmed = stem_of[row_of[documents], numbers] if len(documents) else np.empty(0, np.int64)
    terms, rank = _sorted_terms(stems, np.bincount(stemmed, minlength=len(stems)) > 0)
    keys = rank[stemmed] * max(1, len(row_of)) + documents
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    heads = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, np.int64)
    sums = np.add.reduceat(exact["frequencies"][order].astype(np.int64), heads) if len(heads) else heads
    return {
        **Lexicon.of(terms),
        "bounds": np.searchsorted(rank[stemmed][order][heads], np.arange(len(terms) + 1)).astype(np.int64),
        "documents": documents[order][heads],
        "frequencies": smallest(sums),
    }


def _keyword_lists(lists: dict[str, list[int]]) -> dict[str, Ints]:
    """Posting lists of whole values."""
    encoded = sorted((value.encode(), documents) for value, documents in lists.items())
    bounds = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(documents) for _, documents in encoded], out=bounds[1:])
    return {
        **Lexicon.of([value for value, _ in encoded]),
        "bounds": bounds,
        "documents": np.array([number for _, documents in encoded for number in documents], np.int32),
    }
