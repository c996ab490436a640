"""Whether the static files that were collected into the data folder are those of this version."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "staticfiles.json"
"""Where `collectstatic` writes the hashed name of each file."""


def is_collected(root: Path, folders: Iterable[Path]) -> bool:
    """Tell whether each file below the folders lies in ``root`` with the same bytes and has a hashed name there.

    A page that asks for the hashed name of a file that another version had not breaks; served without hashed names
    from where it stands, each file is the right one.
    """
    try:
        manifest = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    names = manifest.get("paths", {}) if isinstance(manifest, dict) else {}
    return all(
        _is_there(root, path, path.relative_to(folder).as_posix(), names)
        for folder in folders
        for path in _files(folder)
    )


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _is_there(root: Path, path: Path, name: str, names: dict[str, str]) -> bool:
    copy = root / name
    return (
        name in names and (root / names[name]).is_file() and copy.is_file() and filecmp.cmp(path, copy, shallow=False)
    )
