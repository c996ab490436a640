"""Files and folders to pages: which format a file is in, which files of a folder are pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.documents import Declared, MediaType, RawDocument, UnreadableDocument
from archive.readers.encodings import decode
from archive.readers.jsonlines import read_record, split_array
from archive.readers.plain import looks_like_html, read_page

SOURCES_FILE = "sources.yaml"
"""Names the sources of a folder; read by the ingest, never a page."""

_HTML = {".html", ".htm", ".xhtml", ".shtml"}
_TEXT = {".txt", ".text", ""}
_RECORDS = {".jsonl", ".ndjson"}
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_MEGABYTE = 1_000_000
_NO_RECORD = "empty: the file holds no record"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file or record that is no page, with the reason."""

    origin: str
    reason: str


Found = RawDocument | Rejection


def read(path: Path, max_bytes: int) -> Iterator[Found]:
    """Every page below a file or folder in a fixed order; a file or record over ``max_bytes`` is rejected."""
    if not path.exists():
        yield Rejection(os.fsencode(path).decode("utf-8", "backslashreplace"), "no such file or folder")
        return
    root = path.resolve()
    for file in _pages_below(root):
        origin = _origin(file, root)
        try:
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                raise UnreadableDocument("a link to a file outside the folder")
            yield from _read_file(file, origin, host_of(file, root), max_bytes)
        except UnreadableDocument as error:
            yield Rejection(origin, str(error))
        except OSError as error:
            yield Rejection(origin, f"cannot be read: {error.strerror}")


def count(path: Path) -> int:
    """How many pages `read` will look at below a path; the lines of JSON Lines files count one each."""
    if not path.exists():
        return 1
    return sum(_count(file) for file in _pages_below(path.resolve()))


def _count(file: Path) -> int:
    if file.suffix.lower() not in _RECORDS or not file.is_file():
        return 1
    with file.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def interpret(
    payload: bytes, origin: str, media_type: MediaType, url: str = "", declared: Declared | None = None
) -> RawDocument:
    """A page out of kept bytes, as it was read the first time; raises UnreadableDocument."""
    if media_type is MediaType.JSON:
        return read_record(payload, origin, declared.host if declared else "")
    return read_page(payload, origin, media_type, url, declared)


def host_of(file: Path, root: Path) -> str:
    """The host that the nearest folder is named after, within what was given; empty where none is."""
    for folder in [file.parent, *file.parent.parents]:
        if not folder.is_relative_to(root.parent) or folder == root.parent:
            return ""
        if _HOST.fullmatch(folder.name.lower()):
            return folder.name.lower().removeprefix("www.")
    return ""


def _origin(file: Path, root: Path) -> str:
    """The file's place from the folder given on; bytes of a name that are no UTF-8 are written as escapes."""
    return os.fsencode(file.relative_to(root.parent)).decode("utf-8", "backslashreplace")


def _pages_below(root: Path) -> Iterator[Path]:
    """The file itself, or a folder's files by name; hidden files, READMEs and the sources file are no pages."""
    if not root.is_dir():
        yield root
        return
    for entry in sorted(root.iterdir(), key=lambda each: each.name):
        if entry.name.startswith(".") or entry.name == SOURCES_FILE or entry.name.upper().startswith("README"):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _pages_below(entry)
        elif not entry.is_dir():
            yield entry


def _read_file(file: Path, origin: str, host: str, max_bytes: int) -> Iterator[Found]:
    if not file.is_file():
        raise UnreadableDocument("not a regular file")
    suffix = file.suffix.lower()
    if suffix in _RECORDS:
        yield from _read_lines(file, origin, host, max_bytes)
        return
    payload = _payload(file, max_bytes)
    if suffix == ".json":
        yield from _read_json(payload, origin, host)
        return
    declared = Declared(host=host)
    if suffix in _HTML or looks_like_html(payload):
        yield read_page(payload, origin, MediaType.HTML, declared=declared)
    elif suffix in _TEXT or _numbered(suffix):
        yield read_page(payload, origin, MediaType.TEXT, declared=declared)
    else:
        raise UnreadableDocument(f"{suffix} files are not read; pages are .txt, .html, .jsonl or .json")


def _numbered(suffix: str) -> bool:
    """A dot in a name such as "report.2024-02-13" or "page.com" is no format."""
    return not re.fullmatch(r"\.[a-z][a-z0-9]{0,5}", suffix)


def _payload(file: Path, max_bytes: int) -> bytes:
    size = file.stat().st_size
    if size > max_bytes:
        raise UnreadableDocument(_too_large(size, max_bytes))
    return file.read_bytes()


def _too_large(size: int, max_bytes: int) -> str:
    return f"too large: {size / _MEGABYTE:.1f} MB, the limit is {max_bytes / _MEGABYTE:.0f} MB (ARCHIVE_MAX_PAGE_MB)"


def _read_lines(file: Path, origin: str, host: str, max_bytes: int) -> Iterator[Found]:
    """A record a line; a bad line is rejected by its number and the next one read."""
    with file.open("rb") as lines:
        number, empty = 0, True
        while line := lines.readline(max_bytes + 1):
            number += 1
            place = f"{origin}#{number}"
            if len(line) > max_bytes:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(max_bytes)
                empty = False
                yield Rejection(place, f"too large: a record over {max_bytes / _MEGABYTE:.0f} MB (ARCHIVE_MAX_PAGE_MB)")
            elif line.strip():
                empty = False
                yield _record(line.strip(b"\r\n"), place, host)
    if empty:
        raise UnreadableDocument(_NO_RECORD)


def _read_json(payload: bytes, origin: str, host: str) -> Iterator[Found]:
    """One object, or a list of objects, each of them a record."""
    text = decode(payload).text.lstrip("\ufeff")
    if not text.lstrip().startswith("["):
        yield _record(payload, origin, host)
        return
    number = 0
    for number, element in enumerate(split_array(text), 1):
        yield _record(element.encode("utf-8", "replace"), f"{origin}#{number}", host)
    if not number:
        raise UnreadableDocument(_NO_RECORD)


def _record(payload: bytes, origin: str, host: str) -> Found:
    try:
        return read_record(payload, origin, host)
    except UnreadableDocument as error:
        return Rejection(origin, str(error))
