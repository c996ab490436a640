"""The golden collection's scores never fall below the pinned floors, and the floors only rise."""

from __future__ import annotations

import pytest
import yaml

from archive.tagging import Authority
from tests.tagging.golden import FACETS, ROOT, Tally, measure

FLOORS = yaml.safe_load((ROOT / "tests" / "golden" / "floors_tagging.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tallies(authority: Authority) -> dict[str, Tally]:
    return measure(authority)


@pytest.mark.parametrize("facet", FACETS)
def test_golden_pages_reach_the_floor(facet: str, tallies: dict[str, Tally]) -> None:
    tally = tallies[facet]
    assert tally.f1 >= FLOORS[facet], f"{facet} {tally.f1:.3f}: wrong {tally.alarms}, missing {tally.misses}"


def test_golden_pages_are_enough_to_judge_by(tallies: dict[str, Tally]) -> None:
    assert len(tallies["persons"].pages) >= FLOORS["pages"]
