"""Score cleaning on real pages beside trafilatura, readability-lxml and boilerpy3, in one run.

    python -m tests.benchmarks.cleaning_bench [--every N] [--measure FOLDER] [--tables TABLES] [--ours]

``FOLDER`` holds ``pages.jsonl.gz`` and its ``score.py``; without it nothing is measured. ``TABLES`` is a folder of
``fold-0``, ``fold-1``, ... as ``learn_cleaning --folds`` writes them: each page is then cleaned with the tables that
were learned without its host. ``--ours`` leaves the other libraries out. Prints a table in Markdown: for each kind
of input and each cleaner F1 over the pages, share of article lines lost, of comments left in, of must-keep snippets
kept, and the median milliseconds of processor time a page.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from archive.cleaning import segmentation
from archive.cleaning.records import clean_record
from archive.documents import UnreadableDocument

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "measure" / "cleaning"
Cleaner = Callable[[str, str], str]


def fold_of(host: str, folds: int) -> int:
    """The fold of a host: all its pages are in the same."""
    return int(hashlib.md5(host.encode(), usedforsecurity=False).hexdigest(), 16) % folds


class FoldTables:
    """Tables learned without one fold of the hosts each; `use` makes cleaning ask those of a host's fold."""

    def __init__(self, folder: Path) -> None:
        self.folders = sorted(folder.glob("fold-*"))
        self._read: dict[Path, segmentation.QuestionTable] = {}

    def use(self, host: str) -> None:
        """Let cleaning ask the tables that never saw this host."""
        folder = self.folders[fold_of(host, len(self.folders))]

        def load(name: str) -> segmentation.QuestionTable:
            path = folder / f"{name}.txt"
            if path not in self._read:
                self._read[path] = segmentation.read_table(path.read_text(encoding="utf-8"))
            return self._read[path]

        vars(segmentation)["load_table"] = load


def ours_from_text(page: str, url: str) -> str:
    """This project, from text."""
    return _ours({"id": "", "text": page, "url": url})


def ours_from_markup(page: str, url: str) -> str:
    """This project, from markup."""
    return _ours({"id": "", "html": page, "url": url})


def _ours(record: dict[str, str]) -> str:
    try:
        return str(clean_record(record)["text"])
    except UnreadableDocument:
        return ""


def nothing(page: str, _url: str) -> str:
    """The page as it is."""
    return page


def peers() -> dict[str, Cleaner]:
    """Other libraries, from markup; those that are not installed are left out."""
    found: dict[str, Cleaner] = {}
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        found["trafilatura"] = lambda page, _url: trafilatura.extract(page) or ""
    if importlib.util.find_spec("readability"):
        import lxml.html
        import readability

        def readable(page: str, _url: str) -> str:
            try:
                summary = readability.Document(page).summary()
                return "\n".join(text.strip() for text in lxml.html.fromstring(summary).itertext() if text.strip())
            except (readability.readability.Unparseable, ValueError, lxml.etree.ParserError):
                return ""

        found["readability-lxml"] = readable
    return found


def boilerpy() -> dict[str, Cleaner]:
    """boilerpy3, which also takes text if each line is made a paragraph."""
    if not importlib.util.find_spec("boilerpy3"):
        return {}
    import html

    from boilerpy3 import extractors

    extractor = extractors.ArticleExtractor(raise_on_failure=False)

    def paragraphs(page: str, _url: str) -> str:
        lines = (f"<p>{html.escape(line)}</p>" for line in page.split("\n"))
        return str(extractor.get_content(f"<html><body>{''.join(lines)}</body></html>"))

    return {"boilerpy3": paragraphs}


def scorer(folder: Path) -> ModuleType:
    """The scoring program that lies beside the pages."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder} holds no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(folder: Path, every: int) -> Iterator[dict[str, Any]]:
    """Every N-th page."""
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield json.loads(line)


def measure(
    found: Iterator[dict[str, Any]], score: ModuleType, field: str, cleaner: Cleaner, tables: FoldTables | None
) -> dict[str, Any]:
    """Averages over the data sets that the pages are of."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for page in found:
        if tables is not None:
            tables.use(page.get("host") or page["id"])
        started = time.process_time()
        text = cleaner(page[field], page.get("url") or "")
        elapsed = (time.process_time() - started) * 1000
        rows[page["dataset"]].append(score.score_page(page, {"text": text, "ms": elapsed}))
    results = [score.summary(scored) for scored in rows.values()]
    return {key: score.mean([one.get(key) for one in results]) for key in ("F1", "lost", "comm", "kept", "ms")}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score cleaning beside other libraries.")
    parser.add_argument("--every", type=int, default=1, help="use only every N-th page")
    parser.add_argument("--measure", type=Path, default=DEFAULT, help="folder of pages.jsonl.gz and score.py")
    parser.add_argument("--tables", type=Path, help="folder of tables learned in folds")
    parser.add_argument("--ours", action="store_true", help="leave the other libraries out")
    asked = parser.parse_args()
    if not (asked.measure / "pages.jsonl.gz").exists():
        print(f"nothing to measure: {asked.measure} is not there")
        return
    from_text: dict[str, Cleaner] = {"Entente": ours_from_text, "nothing removed": nothing, **boilerpy()}
    from_markup: dict[str, Cleaner] = {"Entente": ours_from_markup, **peers()}
    if asked.ours:
        from_text, from_markup = {"Entente": ours_from_text}, {"Entente": ours_from_markup}
    tables = FoldTables(asked.tables) if asked.tables else None
    runs = [
        ("raw text", "raw_text", "core", from_text),
        ("light text", "light_text", "core", from_text),
        ("extracted text", "raw_text", "text", from_text),
        ("HTML", "html", "core", from_markup),
        ("HTML, snippets", "html", "snippet", from_markup),
    ]
    print("| from | cleaner | F1 | article lines lost | comments left in | must-keep kept | ms a page |")
    print("|---|---|---|---|---|---|---|")
    for title, field, group, cleaners in runs:
        for name, cleaner in cleaners.items():
            chosen = (page for page in pages(asked.measure, asked.every) if page["group"] == group and page.get(field))
            found = measure(chosen, scorer(asked.measure), field, cleaner, tables)
            cells = [f"{found[key]:.3f}" if found[key] is not None else "" for key in ("F1", "lost", "comm", "kept")]
            print(f"| {title} | {name} | {' | '.join(cells)} | {found['ms']:.1f} |", flush=True)


if __name__ == "__main__":
    main()
