"""Scores over the hand-labelled sample pages; the floors only rise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.cleaning import clean
from archive.documents import MediaType, RawDocument

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
LABELS = sorted(GOLDEN.glob("sample_*/*.yaml"))
FLOORS = GOLDEN / "floors.yaml"


def flat(text: object) -> str:
    """Text with blanks collapsed, in lower case."""
    return re.sub(r"\s+", " ", str(text or "")).strip().lower()


def page_of(label: dict[str, Any]) -> Path | None:
    """The labelled page, or None where the label is of a record inside a file."""
    named = str(label["file"])
    path = ROOT / named if named.startswith("fixtures/") else ROOT / "fixtures" / "sample" / named
    return path if path.is_file() else None


def decoded(payload: bytes) -> str:
    """The sample pages are UTF-8, some with a mark, or Windows-1252."""
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("cp1252")


def scores() -> dict[str, float]:
    """The share of labels met, by kind."""
    met: dict[str, list[bool]] = {"title": [], "published": [], "byline": [], "must_keep": [], "must_drop": []}
    for path in LABELS:
        label = yaml.safe_load(path.read_text(encoding="utf-8"))
        page = page_of(label)
        if page is None:
            continue
        payload = page.read_bytes()
        is_markup = page.suffix == ".html"
        kind = MediaType.HTML if is_markup else MediaType.TEXT
        document = clean(RawDocument(page.name, payload, kind, decoded(payload), is_markup=is_markup))
        shown, body = flat(f"{document.title}\n{document.text}"), flat(document.text)
        met["title"].append(flat(document.title) == flat(label.get("title")))
        met["published"].append(flat(document.published.on) == flat(label.get("published")))
        met["byline"].append(flat(document.byline) == flat(label.get("byline")))
        met["must_keep"] += [flat(text) in shown for text in label.get("must_keep") or ()]
        met["must_drop"] += [flat(text) not in body for text in label.get("must_drop") or ()]
    return {kind: sum(hits) / len(hits) for kind, hits in met.items()}


@pytest.mark.skipif(not LABELS, reason="no labelled pages")
def test_clean_stays_above_its_golden_floors() -> None:
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))["cleaning"]
    reached = scores()
    below = {kind: (round(reached[kind], 4), floor) for kind, floor in floors.items() if reached[kind] < floor}
    assert below == {}
