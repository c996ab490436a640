"""One commit of an index, opened: all its segments seen as one, deleted documents masked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.util.numeric import byte_to_length

from archive.search.engines import OutdatedIndex
from archive.search.engines.whoosh.schema import COPY, COPY_FIELD
from archive.search.engines.whoosh.segments import ARRAYS_EXTENSION, stored_fields
from archive.search.engines.whoosh.shelf import read_contents
from archive.search.engines.whoosh.tables import Ints, Tables, open_tables

_LENGTHS = np.array([byte_to_length(number) for number in range(256)], np.float32)
_EPOCH = 719_163
"""The proleptic ordinal of 1 January 1970, from which numpy counts days."""
_MOST_TABLES = 32
"""Tables of facets kept: one for all of them, one for each, and those of unusual selections."""
_RARE = 200
"""Documents up to which it is counted how many of those with a term are copies."""
_NO_DOCUMENTS = np.empty(0, np.int32)


@dataclass(frozen=True)
class FacetTable:
    """The values of some facets by document: document ``d`` has ``numbers[bounds[d]:bounds[d + 1]]``.

    Numbers are places in the facets' values laid end to end; facet ``f`` has those from ``cuts[f]`` to before
    ``cuts[f + 1]``. ``totals`` says how many documents have each value, deleted ones among them.
    """

    numbers: Ints
    bounds: Ints
    totals: Ints
    cuts: list[int]


class Snapshot:
    """A commit of an index. Documents are numbered through all segments; they are immutable and shared by threads."""

    def __init__(self, folder: Path, number: int) -> None:
        """Open a commit; raises FileNotFoundError where a writer has meanwhile replaced it."""
        contents = read_contents(folder, number)
        self.segments = contents.segments
        self.tables: list[Tables] = [
            open_tables(folder / segment.make_filename(ARRAYS_EXTENSION)) for segment in self.segments
        ]
        sizes = [tables.size for tables in self.tables]
        self.bases = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64) if sizes else np.zeros(1, np.int64)
        self.size = int(self.bases[-1])
        self._stored = [stored_fields(folder, segment) for segment in self.segments]
        self.live: Ints | None = None
        if any(segment.has_deletions() for segment in self.segments):
            self.live = np.ones(self.size, bool)
            for base, segment in zip(self.bases.tolist(), self.segments, strict=False):
                self.live[np.fromiter(segment.deleted_docs(), np.int64, segment.deleted_count()) + base] = False
        self.count = self.size if self.live is None else int(np.count_nonzero(self.live))
        self.days = self._joined([tables.days for tables in self.tables], np.int32)
        self.article_ids = self._joined([tables.article_ids for tables in self.tables], np.int64)
        self._facets: dict[tuple[str, ...], FacetTable] = {}
        self._values: dict[str, list[str]] = {}
        self._lengths: dict[str, tuple[Ints, float]] = {}

    @staticmethod
    def _joined(parts: list[Ints], kind: Any) -> Ints:
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty(0, kind)

    @cached_property
    def has_copies(self) -> bool:
        """Whether any document is a copy."""
        return bool(len(self.postings(COPY_FIELD, COPY.encode())[0]))

    @cached_property
    def firsts(self) -> Ints | None:
        """Which documents are live and no copies; None where all are."""
        copies = self.postings(COPY_FIELD, COPY.encode())[0]
        if not len(copies):
            return self.live
        mask = np.ones(self.size, bool) if self.live is None else self.live.copy()
        mask[copies] = False
        return mask

    def spread(self, name: str, term: bytes) -> int:
        """How many documents have a term; of a rare one, how many that are no copies, which are many a story."""
        documents = self.postings(name, term)[0]
        if self.firsts is None or len(documents) > _RARE:
            return len(documents)
        return int(np.count_nonzero(self.firsts[documents]))

    def let_go(self) -> None:
        """Give back the memory that mapped files take in this process."""
        for tables in self.tables:
            tables.let_go()

    def postings(self, name: str, term: bytes) -> tuple[Ints, Ints | None]:
        """A term's documents, deleted ones among them, and how often it stands in each (None: once)."""
        documents, frequencies = [], []
        for base, tables in zip(self.bases.tolist(), self.tables, strict=False):
            lists = tables.postings[name]
            place = lists.lexicon.place(term)
            if place is None:
                continue
            part = slice(lists.bounds[place], lists.bounds[place + 1])
            documents.append(lists.documents[part] + np.int32(base) if base else lists.documents[part])
            if lists.frequencies is not None:
                frequencies.append(lists.frequencies[part])
        if not documents:
            return _NO_DOCUMENTS, None
        return self._joined(documents, np.int32), self._joined(frequencies, np.int32) if frequencies else None

    def spanned(self, name: str, low: bytes, high: bytes | None) -> Ints:
        """The documents of all terms from ``low`` to before ``high``, in no order and with repeats."""
        documents = [_NO_DOCUMENTS]
        for base, tables in zip(self.bases.tolist(), self.tables, strict=False):
            lists = tables.postings[name]
            first, last = lists.lexicon.span(low, high)
            documents.append(lists.documents[lists.bounds[first] : lists.bounds[last]] + np.int32(base))
        return np.concatenate(documents)

    def fitting(self, name: str, low: bytes, high: bytes | None, fits: Any) -> Ints:
        """As `spanned`, of the terms for which ``fits(term)`` is true."""
        documents = [_NO_DOCUMENTS]
        for base, tables in zip(self.bases.tolist(), self.tables, strict=False):
            lists = tables.postings[name]
            first, last = lists.lexicon.span(low, high)
            for place in range(first, last):
                if fits(lists.lexicon[place].decode()):
                    part = lists.documents[lists.bounds[place] : lists.bounds[place + 1]]
                    documents.append(part + np.int32(base))
        return np.concatenate(documents)

    def terms(self, name: str, beginning: str) -> set[bytes]:
        """The terms of a field that begin so."""
        low = beginning.encode()
        found: set[bytes] = set()
        for tables in self.tables:
            lexicon = tables.postings[name].lexicon
            found.update(lexicon[place] for place in range(*lexicon.span(low, low + b"\xff" if low else None)))
        return found

    @cached_property
    def breaks(self) -> Ints:
        """Where the paragraphs of all texts begin, as keys like those of `places`, sorted."""
        keys = [np.empty(0, np.int64)]
        for base, tables in zip(self.bases.tolist(), self.tables, strict=False):
            owners = np.repeat(np.arange(tables.size, dtype=np.int64) + base, np.diff(tables.break_bounds))
            keys.append((owners << 32) | tables.breaks.astype(np.int64))
        return np.concatenate(keys)

    def places(self, name: str, term: bytes) -> Ints:
        """Where a term stands: keys ``document << 32 | position``, sorted."""
        keys = [np.empty(0, np.int64)]
        for base, tables in zip(self.bases.tolist(), self.tables, strict=False):
            lists = tables.postings[name]
            place = lists.lexicon.place(term)
            if place is None or lists.places is None or lists.positions is None or lists.frequencies is None:
                continue
            part = slice(lists.bounds[place], lists.bounds[place + 1])
            owners = np.repeat(lists.documents[part].astype(np.int64) + base, lists.frequencies[part])
            positions = lists.positions[lists.places[place] : lists.places[place + 1]]
            keys.append((owners << 32) | positions.astype(np.int64))
        return np.concatenate(keys)

    def lengths(self, name: str) -> tuple[Ints, float]:
        """The length of each document in a field (float32, as coarse as Whoosh keeps it), and the mean length."""
        if name not in self._lengths:
            codes = self._joined([tables.lengths[name] for tables in self.tables], np.uint8)
            total = sum(tables.totals.get(name, 0) for tables in self.tables)
            self._lengths[name] = (_LENGTHS[codes], total / self.size if total else 1.0)
        return self._lengths[name]

    def values(self, name: str) -> list[str]:
        """A facet's values, sorted."""
        if name not in self._values:
            terms = {term for tables in self.tables for term in tables.postings[name].lexicon}
            self._values[name] = [term.decode() for term in sorted(terms)]
        return self._values[name]

    def facet(self, name: str) -> FacetTable:
        """A facet's values by document."""
        return self.facets((name,))

    def facets(self, names: tuple[str, ...]) -> FacetTable:
        """The values of several facets by document, in one table."""
        table = self._facets.get(names)
        if table is None:
            if len(self._facets) >= _MOST_TABLES:
                self._facets.clear()
            table = self._facets[names] = self._facet_table(names)
        return table

    def _facet_table(self, names: tuple[str, ...]) -> FacetTable:
        cuts = np.cumsum([0, *(len(self.values(name)) for name in names)]).tolist()
        places = {
            name: {value.encode(): cut + at for at, value in enumerate(self.values(name))}
            for name, cut in zip(names, cuts, strict=False)
        }
        kind = np.uint16 if cuts[-1] < 1 << 16 else np.int32
        numbers, widths = [np.empty(0, kind)], [np.empty(0, np.int64)]
        for tables in self.tables:
            owners, found = [_NO_DOCUMENTS], [np.empty(0, kind)]
            for name in names:
                lists, place = tables.postings[name], places[name]
                here = np.fromiter((place[term] for term in lists.lexicon), kind, len(lists.lexicon))
                found.append(np.repeat(here, np.diff(lists.bounds)))
                owners.append(lists.documents)
            owner = np.concatenate(owners)
            # Numbers of two bytes are sorted far quicker than wider ones.
            order = np.argsort(owner.astype(np.uint16) if tables.size <= 1 << 16 else owner, kind="stable")
            numbers.append(np.concatenate(found)[order])
            widths.append(np.bincount(owner, minlength=tables.size))
        number = np.concatenate(numbers)
        bounds = np.append(0, np.cumsum(np.concatenate(widths))).astype(np.int64)
        return FacetTable(number, bounds, np.bincount(number, minlength=cuts[-1]), cuts)

    @cached_property
    def months(self) -> Ints:
        """Each document's month: twelve times the year and the month from 0; 0 for undated ones."""
        dated = self.days > 0
        months = np.zeros(self.size, np.int32)
        stamps = (self.days[dated].astype(np.int64) - _EPOCH).astype("datetime64[D]")
        months[dated] = stamps.astype("datetime64[M]").astype(np.int64) + 12 * 1970
        return months

    @cached_property
    def newest_first(self) -> Ints:
        """Each document's rank by date, newest first, undated last, equal dates by higher id first."""
        return self._ranks(np.lexsort((-self.article_ids, -self.days.astype(np.int64))))

    @cached_property
    def oldest_first(self) -> Ints:
        """Each document's rank by date, oldest first, undated last, equal dates by lower id first."""
        days = np.where(self.days == 0, np.iinfo(np.int32).max, self.days)
        return self._ranks(np.lexsort((self.article_ids, days)))

    def _ranks(self, order: Ints) -> Ints:
        ranks = np.empty(self.size, np.int32)
        ranks[order] = np.arange(self.size, dtype=np.int32)
        return ranks

    def documents_of(self, article_ids: list[int]) -> Ints:
        """The live documents of articles."""
        found = np.flatnonzero(np.isin(self.article_ids, np.array(article_ids, np.int64)))
        return found if self.live is None else found[self.live[found]]

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of a document."""
        segment = int(np.searchsorted(self.bases, document, "right")) - 1
        return self._stored[segment][document - int(self.bases[segment])]

    def ids(self, *, thorough: bool) -> set[int]:
        """The ids of the live documents; if ``thorough``, of those whose stored fields can be read."""
        live = range(self.size) if self.live is None else np.flatnonzero(self.live).tolist()
        return {int(self.article_ids[document]) for document in live if not thorough or self._is_readable(document)}

    def _is_readable(self, document: int) -> bool:
        try:
            self.stored(document)
        except OutdatedIndex:
            return False
        return True
