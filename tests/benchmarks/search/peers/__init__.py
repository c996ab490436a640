"""The engines measured. Each indexes the articles and answers a question with all that a page of results needs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question

FACETS = ("person", "country", "alliance", "source", "year")
HITS = 10
SHOWN = 20
"""Values of a facet that a page shows; counts are over all matches."""


@dataclass(frozen=True)
class Page:
    """What an engine answered: how many articles, the hits with snippets, the facets' greatest counts."""

    total: int
    hits: list[tuple[int, str]]
    facets: Mapping[str, list[tuple[str, int]]]


class Peer(Protocol):
    """An engine."""

    name: str

    def missing(self) -> str:
        """Why it cannot be measured here; empty where it can."""
        return ""

    def clock(self) -> float:
        """CPU seconds that the engine has used."""
        return time.process_time()

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """Write an index of the articles into an empty folder; some can do it by several processes."""

    def open(self, folder: Path) -> None:
        """Get ready to answer."""

    def page(self, question: Question) -> Page:
        """Ten hits with snippets and exact counts of five facets."""

    def forget(self) -> None:
        """Throw away what was kept from earlier questions, as far as the engine keeps anything."""
