"""Xapian, whose Python binding only the system's own Python has: a child process that is asked line by line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.search.corpus import Article
from tests.benchmarks.search.mix import Question
from tests.benchmarks.search.peers import FACETS, HITS, SHOWN, Page, Peer

PYTHON = "/usr/bin/python3"
CHILD = Path(__file__).with_name("xapian_child.py")


class Xapian(Peer):
    """Debian's python3-xapian; its CPU time is that of the child."""

    name = "Xapian"

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def missing(self) -> str:
        """Whether the system's Python has the binding."""
        if not Path(PYTHON).exists():
            return f"there is no {PYTHON}"
        found = subprocess.run([PYTHON, "-c", "import xapian"], capture_output=True, check=False).returncode == 0
        return "" if found else "python3-xapian is not installed"

    def _ask(self, what: str, given: Any) -> Any:
        if self._child is None:
            self._child = subprocess.Popen(
                [PYTHON, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps([what, given]) + "\n")
        self._child.stdin.flush()
        return json.loads(self._child.stdout.readline())

    def clock(self) -> float:
        """CPU seconds of the child in its own work, the exchange of lines left out."""
        return float(self._ask("clock", None))

    def index(self, folder: Path, articles: Iterable[Article], processes: int = 1) -> None:
        """One writer, compacted at the end."""
        self._ask("create", str(folder))
        for article in articles:
            tags = {name: article.tags[name] for name in FACETS}
            day = article.published_on.toordinal()
            self._ask("add", [article.number, article.title, article.text, day, tags])
        self._ask("finish", str(folder))

    def open(self, folder: Path) -> None:
        """Open."""
        self._ask("open", str(folder))

    def forget(self) -> None:
        """Keeps nothing of its own."""

    def page(self, question: Question) -> Page:
        """A page of results."""
        total, hits, facets = self._ask("page", [asdict(question), HITS, SHOWN])
        return Page(total, [(number, text) for number, text in hits], facets)
