"""Lists of what to look at again, and what is known of each address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.documents import ArchiveError
from archive.fetching.asking import Answer

MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known of an address since it was last fetched."""

    etag: str = ""
    modified: str = ""
    fetched_at: str = ""
    """ISO 8601."""

    def conditions(self) -> dict[str, str]:
        """Headers that ask for a page only if it has changed (RFC 9110, 13.1)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value and value.isprintable()}

    @classmethod
    def after(cls, answer: Answer) -> Watched:
        """What is known after an answer."""
        headers = answer.headers
        return cls(headers.get("etag", "")[:500], headers.get("last-modified", "")[:100], answer.at.isoformat())


def watched_addresses(file: Path) -> Iterator[str]:
    """The addresses of a list, one a line; empty lines and those that start with # are left.

    Raises ArchiveError where the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{file} cannot be read: {error}") from error
    if len(lines) > MOST_LINES:
        raise ArchiveError(f"{file} has {len(lines):,} lines, at most {MOST_LINES:,} are watched")
    seen: set[str] = set()
    for line in lines:
        address = line.strip().lstrip("\ufeff")
        if address and not address.startswith("#") and address not in seen:
            seen.add(address)
            yield address


class State:
    """What is known of every watched address, in a file that is never half written."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
            self._known = {url: Watched(**known) for url, known in found.items()}
        except (ValueError, TypeError, AttributeError, OSError) as error:
            raise ArchiveError(f"{file} is damaged: delete it, and everything is looked at anew") from error

    def of(self, url: str) -> Watched | None:
        """What is known of an address."""
        return self._known.get(url)

    def note(self, url: str, known: Watched) -> None:
        """Keep what is known of an address."""
        self._known[url] = known

    def save(self) -> None:
        """Write it down."""
        draft = self._file.with_suffix(".new")
        known = {url: asdict(watched) for url, watched in self._known.items()}
        draft.write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")
        draft.replace(self._file)
