"""What every test stands on: an archive of its own, and skips that are no secret."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Deadlines measure the machine, not the code; in CI the same examples run each time, so that red means changed code.
hypothesis_settings.register_profile(
    "entente",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("entente")

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Real pages that some tests measure on; they don't belong to the project."""

OUTSIDE = ("shared",)
"""What a skip names that no installation of the project brings along."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """With CI=true a test that this machine cannot run is a failure; outside data may be missing."""
    report = yield
    outside = any(name in str(report.longrepr) for name in OUTSIDE)
    if os.environ.get("CI") == "true" and report.skipped and not outside:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    """Holdings and index of each test lie in a folder of its own."""
    from archive.search.known_names import forget_names

    settings.ARCHIVE_DATA = tmp_path
    settings.ARCHIVE_HOLDINGS = tmp_path / "holdings"
    connections = {name: dict(connection) for name, connection in settings.HAYSTACK_CONNECTIONS.items()}
    connections["default"]["PATH"] = str(tmp_path / "index")
    settings.HAYSTACK_CONNECTIONS = connections
    forget_names()


@pytest.fixture
def seeds() -> Path:
    """The five real pages, where they are at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("no ../shared/seeds beside the project")
    return folder
