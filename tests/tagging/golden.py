"""The golden collection: sample pages with the actors that a careful reader lists, and how tagging meets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from archive.cleaning import clean
from archive.documents import ActorKind, Name, NameSort, TaggedDocument
from archive.readers import read
from archive.readers.files import Rejection
from archive.tagging import Authority, tag
from archive.tagging.folding import fold

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "fixtures" / "sample"
LABELS = (ROOT / "tests" / "golden" / "sample_text", ROOT / "tests" / "golden" / "sample_html")
MAX_BYTES = 1_000_000
FACETS = ("persons", "countries", "bodies")


@dataclass
class Tally:
    """Hits, false alarms and misses of one facet."""

    hits: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    pages: list[tuple[str, list[str], list[str]]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (2 * self.hits + self.alarms.total() + self.misses.total())


def labels() -> Iterator[dict[str, Any]]:
    """Give the label files in a fixed order."""
    for folder in LABELS:
        for path in sorted(folder.glob("*.yaml")):
            yield yaml.safe_load(path.read_text(encoding="utf-8"))


def tagged_page(file: str, authority: Authority) -> TaggedDocument | None:
    """Give the tags of a sample page named from the root or from the sample, ``#3`` for the third record of a file."""
    name, _, number = file.removeprefix("fixtures/sample/").partition("#")
    path = SAMPLE / name
    if not path.is_file():
        return None
    found = [one for one in read(path, MAX_BYTES) if not isinstance(one, Rejection)]
    raw = found[int(number or 1) - 1]
    return tag(clean(getattr(raw, "document", raw)), authority)


def measure(authority: Authority) -> dict[str, Tally]:
    """Compare the tags of every labelled page with its labels."""
    tallies = {facet: Tally() for facet in FACETS}
    shown = _shown(authority)
    for label in labels():
        tagged = tagged_page(label["file"], authority)
        if tagged is None:
            continue
        wanted = {
            "persons": {shown.get(_plain(name), _plain(name)) for name in label.get("persons") or []},
            "countries": {str(code) for code in label.get("countries") or []},
            "bodies": {
                shown.get(_plain(name), _plain(name))
                for name in [*(label.get("organisations") or []), *(label.get("alliances") or [])]
            },
        }
        got = {
            "persons": {_plain(actor.name) for actor in tagged.of_kind(ActorKind.PERSON)},
            "countries": {actor.code for actor in tagged.of_kind(ActorKind.COUNTRY)},
            "bodies": {
                _plain(actor.name)
                for kind in (ActorKind.ORGANISATION, ActorKind.ALLIANCE)
                for actor in tagged.of_kind(kind)
            },
        }
        for facet, tally in tallies.items():
            tally.hits += len(wanted[facet] & got[facet])
            tally.alarms.update(got[facet] - wanted[facet])
            tally.pages.append((label["file"], sorted(got[facet] - wanted[facet]), sorted(wanted[facet] - got[facet])))
            tally.misses.update(wanted[facet] - got[facet])
    return tallies


def _shown(authority: Authority) -> dict[str, str]:
    """Give each listed name with the name its actor is shown by: a label may use any of them."""
    return {
        _plain(name.text): _plain(record.name)
        for record in reversed(authority.records)
        for name in (*record.names, Name(record.name))
        if name.sort in (NameSort.FULL, NameSort.ABBREVIATION) and record.kind is not ActorKind.COUNTRY
    }


def _plain(name: str) -> str:
    return " ".join(
        fold(name).casefold().replace("-", " ").replace("–", " ").replace(".", "").removeprefix("the ").split()
    )
