"""The sources file: names the publishers whose pages lie in a folder, by host."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from archive.documents import UnreadableDocument

_FIELDS = ("name", "host", "language", "description")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A publisher as a sources file describes it; ``is_sample`` where it is invented for demonstration."""

    name: str
    host: str
    language: str = ""
    description: str = ""
    is_sample: bool = False


def read_sources(file: Path) -> list[SourceRecord]:
    """The sources of a YAML list of ``name`` and ``host`` with optional ``language``, ``description`` and ``sample``.

    Raises UnreadableDocument saying which entry is wrong.
    """
    try:
        entries = yaml.safe_load(file.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"not YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(entries, list):
        raise UnreadableDocument("must be a list of sources, each with a name and a host")
    records = []
    for number, entry in enumerate(entries, 1):
        values = {key: entry.get(key) or "" for key in _FIELDS} if isinstance(entry, dict) else {}
        if not values.get("name") or not values.get("host") or not all(isinstance(v, str) for v in values.values()):
            raise UnreadableDocument(f"entry {number} needs a name and a host, both text")
        records.append(SourceRecord(**values, is_sample=entry.get("sample") is True))
    return records
