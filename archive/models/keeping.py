"""The archive's holdings as the settings say: in a folder, or in a storage of Django's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

from archive.documents import RawDocument
from archive.holdings import Earlier, Holdings, KeepingRun
from archive.models.capturing import KeptPage, earlier_of
from archive.models.sources import Source

STORAGE = "holdings"
"""The name in Django's STORAGES; without it finished files stay in the folder."""


SOURCE_FIELDS = ("name", "slug", "host", "language", "description", "is_sample")
"""What of a source the holdings repeat beside each of its pages."""
Keep = Callable[[RawDocument, str, Source], KeptPage]
"""Keeps a page, given with its SHA-256 and its publisher, and says where."""
_NOWHERE = count()


class StorageStore:
    """A storage of Django's for finished WARC files; of S3 only the bytes asked for are fetched."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def names(self) -> Iterable[str]:
        """The names of all files in it."""
        return self.storage.listdir("")[1]

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return int(self.storage.size(name))

    def open(self, name: str, offset: int = 0, length: int | None = None) -> IO[bytes]:
        """A file from ``offset`` on; raises OSError where there is none."""
        bucket: Any = getattr(self.storage, "bucket", None)
        if bucket is not None:
            return self._ranged(bucket, name, offset, length)
        stream = cast("IO[bytes]", self.storage.open(name, "rb"))
        stream.seek(offset)
        return stream

    def put(self, name: str, path: Path) -> None:
        """Put a file in; raises OSError where it did not arrive whole."""
        if not self.storage.exists(name):
            with path.open("rb") as stream:
                self.storage.save(name, File(stream, name))
        if self.storage.size(name) != path.stat().st_size:
            self.storage.delete(name)
            raise OSError(f"{name} did not arrive whole in the storage; run the same command again")

    def remove(self, name: str) -> None:
        """Take a file out."""
        self.storage.delete(name)

    def _ranged(self, bucket: Any, name: str, offset: int, length: int | None) -> IO[bytes]:
        key = "/".join(part for part in (str(getattr(self.storage, "location", "")).strip("/"), name) if part)
        last = "" if length is None else str(offset + length - 1)
        try:
            body = bucket.Object(key).get(Range=f"bytes={offset}-{last}")["Body"]
        except Exception as error:
            # boto3 makes its classes of errors at run time; what they mean here is that the file cannot be had.
            raise OSError(f"{name} cannot be read from the storage: {error}") from error
        return BytesIO(body.read()) if length is not None else cast("IO[bytes]", body)


def keep_in(run: KeepingRun, given: str = "", earlier: Callable[[str], Earlier | None] = earlier_of) -> Keep:
    """Keeps pages in a run of the holdings, with what the curator and the archive know of them.

    ``earlier`` tells of a SHA-256 where these bytes are kept already.
    """

    def keep(raw: RawDocument, sha256: str, publisher: Source) -> KeptPage:
        now = datetime.now(UTC)
        # The holdings repeat who published it, so that they alone can give the archive back.
        said = {"given": given, "source": {field: getattr(publisher, field) for field in SOURCE_FIELDS}}
        kept = run.keep(raw, now, said=said, earlier=earlier(sha256))
        return KeptPage(raw, kept.sha256, kept.file, kept.offset, kept.length, now, kept.is_revisit)

    return keep


def keep_nowhere(raw: RawDocument, sha256: str, publisher: Source) -> KeptPage:  # noqa: ARG001 - as `Keep` asks
    """Says that a page is kept without keeping it, for dry runs."""
    return KeptPage(raw, sha256, "none", next(_NOWHERE), 1, datetime.now(UTC))


def holdings() -> Holdings:
    """The holdings of this archive."""
    store = StorageStore(storages[STORAGE]) if STORAGE in settings.STORAGES else None
    return Holdings(Path(settings.ARCHIVE_HOLDINGS), roll_at=settings.ARCHIVE_WARC_MB * 1_000_000, store=store)
