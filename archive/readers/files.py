"""Files and folders to pages: which files of a folder are pages, in a fixed order."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.feeds import read_entry
from archive.readers.formats import Given, read_given
from archive.readers.found import Found, Position, Reading, Rejection, named_host, parsable
from archive.readers.jsonlines import read_record
from archive.readers.mail import read_message, read_mhtml
from archive.readers.plain import read_page
from archive.readers.responses import encoding_named

__all__ = ["SOURCES_FILE", "Found", "Position", "Reading", "Rejection", "host_of", "interpret", "read", "size_of"]

SOURCES_FILE = "sources.yaml"
"""Names the sources of a folder; read by the ingest, never a page."""

logger = logging.getLogger(__name__)


def read(path: Path, reading: Reading | int) -> Iterator[Found]:
    """Every page below a file or folder in a fixed order; what cannot be read is rejected, the rest goes on.

    ``reading`` says how, or is the size in bytes from which a page is rejected. Its position tells how far it is.
    """
    reading = reading if isinstance(reading, Reading) else Reading(reading)
    if not path.exists():
        yield Rejection(os.fsencode(path).decode("utf-8", "backslashreplace"), "no such file or folder")
        return
    root = path.resolve()
    for file in _pages_below(root):
        origin = _origin(file, root)
        started = reading.position.bytes
        try:
            if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(root):
                raise UnreadableDocument("a link to a file outside the folder")
            yield from _read_file(file, origin, host_of(file, root), reading)
        except UnreadableDocument as error:
            yield Rejection(origin, str(error))
        except OSError as error:
            yield Rejection(origin, f"cannot be read: {error.strerror}")
        except Exception:
            # One file must never stop the run; the fault is logged whole and the file named in the report.
            logger.exception("%s could not be read", origin)
            yield Rejection(origin, "a fault of this program, please report it (the log has the details)")
        reading.position.to(started + _size(file))


def size_of(path: Path) -> int:
    """How many bytes `read` goes through below a path."""
    return sum(_size(file) for file in _pages_below(path.resolve())) if path.exists() else 0


def interpret(
    payload: bytes,
    origin: str,
    media_type: MediaType,
    url: str = "",
    declared: Declared | None = None,
    *,
    head: bytes = b"",
) -> RawDocument:
    """A page out of kept bytes, as it was read the first time; raises UnreadableDocument.

    ``head`` is that of the HTTP answer it came in, where it came in one.
    """
    if media_type is MediaType.JSON:
        return read_record(payload, origin, declared.host if declared else "")
    if media_type is MediaType.MHTML:
        return read_mhtml(payload, origin, url, declared)
    if media_type is MediaType.MESSAGE:
        return read_message(payload, origin, url, declared)
    if media_type is MediaType.ENTRY:
        return read_entry(payload, origin, url, declared)
    if media_type is MediaType.OTHER:
        return RawDocument(origin, payload, media_type, "", url=url, declared=declared or Declared())
    return read_page(payload, origin, media_type, url, declared, named=encoding_named(head))


def host_of(file: Path, root: Path) -> str:
    """The host that the nearest folder is named after, within what was given; empty where none is."""
    for folder in [file.parent, *file.parent.parents]:
        if not folder.is_relative_to(root.parent) or folder == root.parent:
            return ""
        if host := named_host(folder.name):
            return host
    return ""


def _origin(file: Path, root: Path) -> str:
    """The file's place from the folder given on; bytes of a name that are no UTF-8 are written as escapes."""
    return os.fsencode(file.relative_to(root.parent)).decode("utf-8", "backslashreplace")


def _pages_below(root: Path) -> Iterator[Path]:
    """The file itself, or a folder's files by name; hidden files, READMEs and the sources file are no pages."""
    if not root.is_dir():
        yield root
        return
    try:
        entries = sorted(root.iterdir(), key=lambda each: each.name)
    except OSError:
        yield root  # a folder that may not be read is named in the report like a file
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == SOURCES_FILE or entry.name.upper().startswith("README"):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _pages_below(entry)
        elif not entry.is_dir():
            yield entry


def _read_file(file: Path, origin: str, host: str, reading: Reading) -> Iterator[Found]:
    if file.is_dir():
        raise UnreadableDocument("cannot be read: Permission denied")
    # Opened without waiting: a pipe or device with nobody at its other end would hold the run up for ever.
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC) if file.is_file() else -1
    if descriptor < 0:
        raise UnreadableDocument("not a regular file")
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableDocument("not a regular file")
        started = reading.position.bytes
        for found in read_given(Given(stream, file.name, origin, host, os.fstat(descriptor).st_size), reading):
            reading.position.to(started + stream.tell())
            yield parsable(found)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0
