"""The authority files as plain YAML, and the question the tests ask of them most: who was in on a day."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "authority"
STEMS = ("countries", "persons", "organisations", "alliances")
NAME_FIELDS = ("names", "aliases", "abbreviations", "demonyms", "capitals", "metonyms", "nicknames")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def entries(stem: str) -> dict[str, dict[str, Any]]:
    """The entries of one file by slug; a slug that stands twice fails here."""
    found: dict[str, dict[str, Any]] = {}
    for entry in yaml.load((FOLDER / f"{stem}.yaml").read_bytes(), Loader=_Loader):
        assert entry["slug"] not in found, f"{entry['slug']} stands twice in {stem}.yaml"
        found[entry["slug"]] = entry
    return found


def members_on(slug: str, day: str, status: str = "member") -> set[str]:
    """Slugs of those who stood in an alliance with that status on an ISO day, the last day included."""
    found = set()
    for member in entries("alliances")[slug]["members"]:
        since, until = member.get("since", ""), member.get("until") or "9999"
        if member.get("status", "member") == status and since <= day and day[: len(until)] <= until:
            found.add(member["actor"])
    return found


def names_of(entry: dict[str, Any]) -> list[str]:
    """Every name of an entry, the shown one first."""
    return [entry["name"], *(name for field in NAME_FIELDS for name in entry.get(field, []))]
