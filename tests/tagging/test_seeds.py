"""Five real pages beside the project: every person, country and alliance that a careful reader lists, and nobody else.

The pages are not part of the project; where they are missing, these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.cleaning import clean
from archive.documents import ActorKind
from archive.readers.files import Rejection, read
from archive.tagging import Authority, tag

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
REACH = 0.97
TRUMP_BIDEN = {"Donald Trump", "Joe Biden"}
EXPECTED: dict[str, dict[str, set[str]]] = {
    "000": {
        "persons": {*TRUMP_BIDEN, "Fred Fleitz", "Takeo Akiba", "Chris LaCivita", "Bill Hagerty"},
        "countries": {"US", "JP", "KR", "CN", "KP"},
        "alliances": {"US-Japan-South Korea trilateral"},
    },
    "001": {
        "persons": {
            *TRUMP_BIDEN, "John Bolton", "John Kelly", "Vladimir Putin", "Kim Jong Un", "Barack Obama", "Jason Miller",
            "Mark Milley", "Mark Esper",
        },
        "countries": {"US", "RU", "KR", "JP", "KP", "UA", "TW", "CN"},
        "alliances": {"NATO", "US-South Korea alliance", "US-Japan alliance"},
    },
    "002": {
        "persons": {*TRUMP_BIDEN, "Barack Obama", "Kim Jong Un", "Jimmy Carter"},
        "countries": {"US", "KP", "KR"},
        "alliances": set(),
    },
    "003": {
        "persons": {
            *TRUMP_BIDEN, "Antony Blinken", "Vladimir Putin", "JD Vance", "Marco Rubio", "Elon Musk", "Vivek Ramaswamy",
            "Qassem Soleimani", "Xi Jinping",
        },
        "countries": {"US", "BE", "RU", "UA", "CN", "IR", "VE", "IL", "PE", "BR"},
        "alliances": {"NATO", "APEC", "G20"},
    },
    "004": {
        "persons": {
            "Donald Trump", "Kim Jong Un", "Steve Bannon", "Robert Kuttner", "Gary Cohn", "Barack Obama", "Victor Cha",
            "Joseph Yun",
        },
        "countries": {"US", "KR", "KP", "CN", "JP"},
        "alliances": {"US-South Korea alliance"},
    },
}  # fmt: skip


def _facets(page: Path, authority: Authority) -> dict[str, set[str]]:
    [raw] = [one for one in read(page, 1_000_000) if not isinstance(one, Rejection)]
    tagged = tag(clean(raw), authority)
    return {
        "persons": {actor.name for actor in tagged.of_kind(ActorKind.PERSON)},
        "countries": {actor.code for actor in tagged.of_kind(ActorKind.COUNTRY)},
        "alliances": {actor.name for actor in tagged.of_kind(ActorKind.ALLIANCE)},
    }


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside this checkout")
@pytest.mark.parametrize("number", EXPECTED)
@pytest.mark.parametrize("facet", ["persons", "countries", "alliances"])
def test_seed_page_facet_is_what_a_reader_lists(
    number: str, facet: str, authority: Authority, seeds: dict[str, Any]
) -> None:
    if number not in seeds:
        [page] = SEEDS.glob(f"{number}_*.txt")
        seeds[number] = _facets(page, authority)
    got, wanted = seeds[number][facet], EXPECTED[number][facet]
    f1 = 2 * len(got & wanted) / (len(got) + len(wanted)) if got or wanted else 1.0
    assert f1 >= REACH, f"wrong {sorted(got - wanted)}, missing {sorted(wanted - got)}"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Any]:
    """What each page gave, so that it is read once."""
    return {}
