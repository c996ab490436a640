"""What the first look at a run's pages made of them, put aside on disk until their turn to be stored comes.

Packed pages are tuples of plain values: instances would take several times as long to pack.
"""

from __future__ import annotations

import errno
import hashlib
import pickle
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from archive.documents import (
    Block,
    BlockKind,
    CleanDocument,
    DateOrigin,
    DatePrecision,
    PageKind,
    PublicationDate,
    RawDocument,
    Removal,
    RemovalCategory,
)

FAST = 1
"""The level of compression: what is read once, minutes later, is not worth more."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_KINDS = {kind.value: kind for kind in BlockKind}
_CATEGORIES = {category.value: category for category in RemovalCategory}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of a page: an article's document, or the reason why it is none, or another kind of page."""

    kind: PageKind = PageKind.PAGE
    document: CleanDocument | None = None
    reason: str = ""
    fault: str = ""
    """The traceback of a fault of this program."""


def packed(cleaned: Cleaned) -> bytes:
    """What became of a page, as bytes."""
    said = (cleaned.kind.value, cleaned.reason, cleaned.fault)
    return zlib.compress(pickle.dumps((said, _fields(cleaned.document)), pickle.HIGHEST_PROTOCOL), FAST)


def unpacked(data: bytes) -> Cleaned:
    """What `packed` was given; ``data`` must be its own, for it is unpickled."""
    (kind, reason, fault), fields = pickle.loads(zlib.decompress(data))  # noqa: S301 - bytes of this run's own
    return Cleaned(PageKind(kind), _document(fields), reason, fault)


def _fields(document: CleanDocument | None) -> tuple[Any, ...] | None:
    if document is None:
        return None
    date = document.published
    return (
        (document.title, document.byline, document.language, document.source, document.url),
        (document.description, document.section, document.image),
        (date.on, date.precision.value, date.origin.value),
        [(block.position, block.text, block.kind.value, block.markup) for block in document.blocks],
        [(gone.position, gone.category.value, gone.rule, gone.text) for gone in document.removals],
    )


def _document(fields: tuple[Any, ...] | None) -> CleanDocument | None:
    if fields is None:
        return None
    (title, byline, language, source, url), (description, section, image), date, blocks, removals = fields
    return CleanDocument(
        title=title,
        byline=byline,
        published=PublicationDate(date[0], DatePrecision(date[1]), DateOrigin(date[2])),
        language=language,
        blocks=tuple(Block(position, text, _KINDS[kind], markup) for position, text, kind, markup in blocks),
        removals=tuple(Removal(position, _CATEGORIES[sort], rule, text) for position, sort, rule, text in removals),
        source=source,
        url=url,
        description=description,
        section=section,
        image=image,
    )


class Spool:
    """Packed pages in a file without a name, which is gone with the process; where the disk is full, fewer."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is on the disk to use; nothing is made before the first page."""
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        self._full = False

    def __enter__(self) -> Self:
        """Nothing is made before the first page."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def put(self, raw: RawDocument, sha256: str, data: bytes) -> None:
        """Put a page aside; what finds no room is cleaned again when its turn comes."""
        if self._full:
            return
        try:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - closed at exit
            self._file.seek(self._end)
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            if error.errno not in _FULL:
                raise
            self._full = True
            return
        self._places[_key(raw, sha256)] = (self._end, len(data))
        self._end += len(data)

    def has(self, raw: RawDocument, sha256: str) -> bool:
        """Whether a page was put aside."""
        return _key(raw, sha256) in self._places

    def take(self, raw: RawDocument, sha256: str) -> bytes | None:
        """A page that was put aside; None where it was not."""
        place = self._places.get(_key(raw, sha256))
        if place is None or self._file is None:
            return None
        self._file.seek(place[0])
        return self._file.read(place[1])


def _key(raw: RawDocument, sha256: str) -> bytes:
    """16 bytes that stand for a page: a run may have millions."""
    said = "\n".join((sha256, raw.origin, raw.url, raw.kind.value, str(raw.captured_at), repr(raw.declared)))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
