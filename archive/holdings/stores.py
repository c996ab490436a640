"""Where finished WARC files go when they don't stay in the folder: what a storage must be able to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol


class Store(Protocol):
    """A storage of finished files, by name; files in it are never changed."""

    def names(self) -> Iterable[str]:
        """The names of all files in it."""

    def size(self, name: str) -> int:
        """Bytes of a file."""

    def open(self, name: str, offset: int = 0, length: int | None = None) -> IO[bytes]:
        """A file for reading forward from ``offset``, ``length`` bytes or all; raises OSError where there is none."""

    def put(self, name: str, path: Path) -> None:
        """Put a file in; raises OSError where it could not be put in whole."""

    def remove(self, name: str) -> None:
        """Take a file out."""
