"""Static files of another version are not asked for by names that they don't have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.collected import is_collected

ROOT = Path(__file__).resolve().parents[1]
ASK = """
import django
django.setup()
from django.test import Client
for address in ("/help/search/", "/static/css/base.css", "/static/css/plain.css"):
    response = Client(SERVER_NAME="localhost").get(address)
    print(response.status_code, b"another version" in b"".join(response))
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A version's static files, and where they were collected."""
    own, root = tmp_path / "own", tmp_path / "root"
    for folder in (own, root):
        (folder / "css").mkdir(parents=True)
        (folder / "css" / "a.css").write_text("a {}")
    (root / "css" / "a.1.css").write_text("a {}")
    (root / "staticfiles.json").write_text(json.dumps({"paths": {"css/a.css": "css/a.1.css"}}))
    return own, root


def test_files_of_this_version_are_collected(folders: tuple[Path, Path]) -> None:
    own, root = folders
    assert is_collected(root, [own])


@pytest.mark.parametrize("fault", ["new", "changed", "unnamed", "lost", "unreadable", "none", "list"])
def test_files_of_another_version_are_not(fault: str, folders: tuple[Path, Path]) -> None:
    own, root = folders
    match fault:
        case "new":
            (own / "css" / "b.css").write_text("b {}")
        case "changed":
            (own / "css" / "a.css").write_text("b {}")
        case "unnamed":
            (root / "staticfiles.json").write_text('{"paths": {}}')
        case "lost":
            (root / "css" / "a.1.css").unlink()
        case "unreadable":
            (root / "staticfiles.json").write_text("{")
        case "none":
            (root / "staticfiles.json").unlink()
        case "list":
            (root / "staticfiles.json").write_text("[]")
    assert not is_collected(root, [own])


def test_pages_work_on_a_data_folder_that_another_version_set_up(tmp_path: Path) -> None:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "base.css").write_text("of another version")
    (tmp_path / "static" / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    own = {"ARCHIVE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "archive.settings", "ARCHIVE_DEBUG": "0"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["200 False", "200 False", "200 False"]
