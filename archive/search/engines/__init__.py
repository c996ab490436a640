"""Search engines, one a file or folder, and what each must be able to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from archive.search.query import Node
from archive.search.results import Facet, FacetCount, SearchRequest

Notify = Callable[[str], None]
Document = dict[str, Any]
"""What of an article is indexed, field by field, as Haystack prepares it."""


class OutdatedIndex(OSError):
    """An earlier version wrote the index, or it cannot be read: `archive.search.indexing.rebuild` makes it anew."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a page of results, as the index holds it."""

    article_id: int
    score: float
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The number of all articles found, the rows of the page asked for, and the facets."""

    total: int
    rows: tuple[Row, ...]
    facets: Mapping[Facet, Sequence[FacetCount]]
    dates: Sequence[FacetCount] = ()
    """All matches by ISO prefix (year, month or day, as their span asks for), in order."""


class Putting(Protocol):
    """Articles on their way into the index, which is held for them until one of `finish` and `give_up` is called."""

    work: tuple[Callable[..., Any], tuple[Any, ...]]
    """What another process is to call, and with what; both pickle."""

    def finish(self, written: Any) -> None:
        """Put in what that call gave; the articles are searchable when this returns."""

    def give_up(self) -> None:
        """Leave the index as it is."""


class ArchiveBackend(Protocol):
    """What an engine's Haystack backend does for the archive, besides what Haystack asks of it."""

    def answer(self, request: SearchRequest, tree: Node) -> Answer:
        """Search; everything of the request but its query string counts, which comes as a tree."""

    def listed(self, request: SearchRequest, tree: Node, start: int, stop: int) -> tuple[int, tuple[int, ...]]:
        """The number of all articles found, and the ids from place ``start`` (from 0) to before ``stop`` in order."""

    def put(self, documents: Iterable[Document], notify: Notify | None = None) -> int:
        """Index articles in place of their earlier state; searchable when it returns."""

    def begin_put(self, documents: Iterable[Document]) -> Putting | None:
        """Begin to index articles with another process; None where the index is being written by one already."""

    def take_out(self, article_ids: Iterable[int], notify: Notify | None = None) -> int:
        """Remove articles; gone when it returns. Gives how many there were."""

    def rebuild(
        self,
        documents: Iterable[Document],
        progress: Callable[[int], None] | None = None,
        notify: Notify | None = None,
        *,
        workers: int = 1,
        expected: int | None = None,
    ) -> int:
        """Build a new index beside the old one and swap; the old one stays where this fails.

        ``workers`` processes may write; ``expected`` is about how many documents will come.
        """

    def words_near(self, form: str) -> list[tuple[str, int, int]]:
        """Words of the index within two edits of a folded one: word, number of articles, number of edits."""

    def alike(self, article_id: int, most: int) -> list[tuple[int, float]]:
        """The articles most like one by their weightiest words, with scores, the likest first, itself left out."""

    def has_copies(self) -> bool:
        """Whether any article is a copy of another."""

    def generation(self) -> tuple[str, int] | None:
        """What names the present commit; None where there is none."""

    def indexed_ids(self, *, thorough: bool = False) -> set[int]:
        """The ids of all articles in the index; if ``thorough``, of those whose kept text can be read.

        Raises `OutdatedIndex` where an earlier version wrote the index or it cannot be opened.
        """
