import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.kinds import KINDS, Kind

MOST_MB = 1000
MOST_SECONDS = 120


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    for kind in KINDS:
        (folder / kind.file).write_bytes(kind.make())
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.child", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {found["file"]: found for found in map(json.loads, done.stdout.splitlines())}


def test_there_are_sixty_kinds_and_more() -> None:
    assert len({kind.file for kind in KINDS}) >= 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file)
def test_hostile_file_has_its_outcome(kind: Kind, outcomes: dict[str, Any]) -> None:
    found = outcomes[kind.file]["outcomes"]
    assert len(found) >= len(kind.outcomes)
    for reason, expected in zip(found, kind.outcomes, strict=False):
        assert re.match(expected, reason), reason
    assert outcomes[kind.file]["seconds"] < MOST_SECONDS


def test_memory_stays_bounded_over_all_kinds(outcomes: dict[str, Any]) -> None:
    most = max(outcomes.values(), key=lambda found: found["mb"])
    assert most["mb"] < MOST_MB, most["file"]
