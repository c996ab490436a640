"""What a process keeps of earlier questions, within a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from sys import getsizeof
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a document a hit is shown from."""

    title: str
    text: str
    language: str

    @property
    def size(self) -> int:
        """Bytes held."""
        return getsizeof(self.title) + getsizeof(self.text)


class Sized(Protocol):
    """What says how many bytes it takes."""

    @property
    def size(self) -> int:
        """Bytes held."""


Kept = TypeVar("Kept", bound=Sized)


class Cache(Generic[Kept]):
    """Results of leaves, or texts; the least used are thrown out beyond a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Any, Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Any) -> Kept | None:
        """What is held under a key."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: Any, found: Kept) -> None:
        """Hold a result, unless it is larger than a quarter of the whole."""
        if found.size > self._most // 4:
            return
        with self._lock:
            if key not in self._held:
                self._held[key] = found
                self._size += found.size + 200
            while self._size > self._most:
                _, old = self._held.popitem(last=False)
                self._size -= old.size + 200

    def clear(self) -> None:
        """Throw everything out."""
        with self._lock:
            self._held.clear()
            self._size = 0
