"""The authority files, read once for all tests of tagging."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.tagging import Authority

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def authority() -> Authority:
    """Every actor of the project's authority files."""
    return Authority.from_files(ROOT / "fixtures" / "authority")
