"""Measure tagging on the sets beside the project, with two dictionary libraries in the same run, and its speed.

``python -m tests.benchmarks.tagging_bench [SET...]`` prints a table in Markdown. The sets lie in
``../shared/measure/tagging`` and are not part of the project; without them there is nothing to measure.
The libraries: pycountry (names of countries, as whole words), and Babel's CLDR territory names in English.
"""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from archive.tagging import Authority, tag_record

ROOT = Path(__file__).resolve().parents[2]
MEASURE = ROOT.parent / "shared" / "measure" / "tagging"
SETS = ("worldwide", "cleanconll", "geowebnews", "lgl", "tr-news", "reuters21578")
Tagger = Callable[[dict[str, Any]], dict[str, Any]]


def documents(name: str) -> list[dict[str, Any]]:
    """Give the documents of a set, as ``tag --jsonl`` takes them."""
    lines = (MEASURE / f"{name}.jsonl").read_text(encoding="utf-8").strip("\n").split("\n")
    found = [json.loads(line) for line in lines]
    return [{"id": d["id"], "title": d["title"], "text": d["text"], "published": d["date"]} for d in found]


def dictionary(names: dict[str, str]) -> Tagger:
    """Give a tagger that knows names of countries and nothing else."""
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")

    def tagger(record: dict[str, Any]) -> dict[str, Any]:
        found = pattern.findall(f"{record['title'] or ''}\n{record['text']}")
        return {"id": record["id"], "persons": [], "countries": sorted({names[name] for name in found})}

    return tagger


def pycountry_names() -> dict[str, str]:
    """Give the names that pycountry has."""
    fields = ("name", "common_name", "official_name")
    return {getattr(one, field): one.alpha_2 for one in pycountry.countries for field in fields if hasattr(one, field)}


def babel_names() -> dict[str, str]:
    """Give the English territory names of CLDR."""
    return {name: code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}


def score(name: str, tagger: Tagger) -> tuple[dict[str, Any], float]:
    """Give what score.py says of a tagger on a set, and the megabytes of text a second of processor time."""
    records = documents(name)
    began = time.process_time()
    predictions = [tagger(record) for record in records]
    speed = sum(len(record["text"].encode()) for record in records) / 1e6 / (time.process_time() - began)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("\n".join(map(json.dumps, predictions)), encoding="utf-8")
        command = [sys.executable, "score.py", f"{name}.jsonl", "--pred", str(path), "--json"]
        out = subprocess.run(command, cwd=MEASURE, capture_output=True, text=True, check=True).stdout
    [report] = json.loads(out).values()
    return report, speed


def rows(names: list[str]) -> Iterator[str]:
    """Give the lines of the table."""
    authority = Authority.from_files(ROOT / "fixtures" / "authority")
    gc.freeze()  # as the command `tag` does
    taggers: dict[str, Tagger] = {
        "Entente": lambda record: tag_record(record, authority),
        "pycountry names": dictionary(pycountry_names()),
        "Babel (CLDR) names": dictionary(babel_names()),
    }
    yield "| set | tagger | countries P / R / F1 | persons strict F1 | persons lenient F1 | alliances F1 | MB/s |"
    yield "|---|---|---|---|---|---|---|"
    for name in names:
        for tagger_name, tagger in taggers.items():
            report, speed = score(name, tagger)
            country = report.get("COUNTRY", {})
            cells = [" / ".join(f"{country.get(key, 0):.3f}" for key in ("P", "R", "F1"))]
            for facet in ("PERSON strict", "PERSON lenient", "ALLIANCE"):
                own = tagger_name == "Entente" and facet in report
                cells.append(f"{report[facet]['F1']:.3f} (R {report[facet]['R']:.3f})" if own else "–")
            yield f"| {name} | {tagger_name} | {' | '.join(cells)} | {speed:.2f} |"


def main() -> None:
    """Print the table for the sets that are named, or for all."""
    if not MEASURE.is_dir():
        sys.exit(f"{MEASURE} is not there; nothing to measure")
    for row in rows(sys.argv[1:] or list(SETS)):
        print(row, flush=True)


if __name__ == "__main__":
    main()
