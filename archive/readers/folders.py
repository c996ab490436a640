"""Folders in one file: zip, WACZ and tar. Nothing is unpacked to disk under its name; each member is read as a file.

What must be read twice lies in a file without a name; what is no plain file, or is named so that it leads out of
the folder, is rejected.
"""

from __future__ import annotations

import json
import os
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, cast

from archive.documents import RawDocument, UnreadableDocument
from archive.readers.formats import Given, is_streamed, read_given
from archive.readers.found import Found, Reading, Rejection, named_host, storable
from archive.readers.streams import HONEST_BYTES, HONEST_RATIO, unpacked

MOST_DIRECTORY = 20_000_000
"""Bytes of a zip's directory: some 150,000 members; reading it costs ten times as much memory."""
MOST_MEMBERS = 1_000_000
MOST_TAR_HEADER = 1_000_000
"""Bytes of a long name in a tar file; paths end at 4,096."""
_READ_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
_END, _ENCRYPTED = b"PK\x05\x06", 0x1
_OPENING_DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError)
"""What zipfile raises at a bad directory or header: ValueError for a place before the file or a wrong encoding."""
_READING_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError)
_TAR_DAMAGE = (tarfile.TarError, ValueError, EOFError, RecursionError)
_BROKEN_OFF, _NOT_UNPACKED = "the tar file breaks off", "it cannot be unpacked"
_TITLED = re.compile(r"<title\b[^>]*>[^<]*\w|<h1\b", re.I)
_START, _BLOCK, _IN_MEMORY, _TITLES_MOST = 1 << 14, 1 << 20, 8_000_000, 50_000_000


def read_zip(given: Given, reading: Reading) -> Iterator[Found]:
    """Each page of a zip file, or of the WARC files in a WACZ; raises UnreadableDocument for the whole file."""
    _check_directory(given.stream)
    with _unpacking(_OPENING_DAMAGE, "no zip file can be read from it"):
        folder = zipfile.ZipFile(given.stream)
    with folder:
        members = [each for each in folder.infolist() if each.filename[-1:] != "/"]
        members.sort(key=lambda each: each.filename)
        names = {each.filename for each in members}
        if names & _OFFICE and not any(name.endswith((".warc", ".warc.gz")) for name in names):
            raise UnreadableDocument("an office document or program: only zip files of pages are read")
        wacz = "datapackage.json" in names and any(_is_warc(name) for name in names)
        titles = _titles(folder, names) if wacz else {}
        guard = _Guard(given.stream)
        inner = replace(reading, within=True)
        for member in members:
            if wacz and not _is_warc(member.filename):
                continue
            if not _is_page(member.filename):
                continue
            for found in _zip_member(folder, member, given, inner, guard):
                yield _titled(found, titles)
        if not members:
            raise UnreadableDocument("empty: the file holds no record")


def read_tar(given: Given, reading: Reading) -> Iterator[Found]:
    """Each page of a tar file, packed or not; raises UnreadableDocument where it breaks off."""
    stream = unpacked(given.stream)
    inner = replace(reading, within=True)
    count = 0
    with _unpacking(_TAR_DAMAGE, _BROKEN_OFF):
        folder = tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member)  # noqa: SIM115 - closed below
    with folder:
        while (member := _next_member(folder)) is not None:
            count += 1
            if count > MOST_MEMBERS:
                raise UnreadableDocument(f"given up after {MOST_MEMBERS:,} members")
            if not member.isdir() and _is_page(member.name):
                yield from _tar_member(folder, member, given, inner)
    if not count:
        raise UnreadableDocument("empty: the file holds no record")


def _next_member(folder: tarfile.TarFile) -> tarfile.TarInfo | None:
    with _unpacking(_TAR_DAMAGE, _BROKEN_OFF):
        member = folder.next()
    folder.members = []  # type: ignore[attr-defined]  # else every header of the file is kept
    return member


@contextmanager
def _unpacking(damage: tuple[type[Exception], ...], what: str) -> Iterator[None]:
    """Say in words what a library raises at damage; put around calls of that library and nothing else."""
    try:
        yield
    except damage as error:
        raise UnreadableDocument(f"damaged: {what} ({shown(str(error))[:80]})") from error
    except OSError as error:
        if error.errno is not None:  # the disk's own trouble; bzip2 raises one without a number
            raise
        raise UnreadableDocument(f"damaged: {what} ({shown(str(error))[:80]})") from error


class _Member(tarfile.TarInfo):
    """A header of a tar file; forged ones name gigabytes for a file name."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        long = {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE}
        if self.type in long | {tarfile.SOLARIS_XHDTYPE} and not 0 <= self.size <= MOST_TAR_HEADER:
            raise tarfile.ReadError("a header that is longer than any")
        return super()._proc_member(tar)  # type: ignore[misc, no-any-return]


def _tar_member(folder: tarfile.TarFile, member: tarfile.TarInfo, given: Given, reading: Reading) -> Iterator[Found]:
    origin = f"{given.origin}/{shown(member.name)}"
    try:
        _check_name(member.name)
        stream = folder.extractfile(member) if member.isreg() else None
        if stream is None:
            raise UnreadableDocument("a link, device or pipe: only plain files are read")
        with _spooled(stream, member.name, reading.max_bytes) as content:
            yield from read_given(Given(content, member.name, origin, _host(member.name, given), member.size), reading)
    except UnreadableDocument as error:
        yield Rejection(origin, str(error))


def _spooled(stream: IO[bytes], name: str, max_bytes: int) -> IO[bytes]:
    """A member that can be read again from its start; what goes over the memory lies in a file without a name."""

    def taken(size: int) -> bytes:
        with _unpacking(_TAR_DAMAGE, _BROKEN_OFF):
            return stream.read(size)

    start = taken(_START)
    content = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the caller closes it
    content.write(start)
    left = None if is_streamed(start, name) else max_bytes + 1
    while (left is None or left > 0) and (block := taken(_BLOCK if left is None else min(_BLOCK, left))):
        content.write(block)
        left = None if left is None else left - len(block)
    content.seek(0)
    return content


def _zip_member(
    folder: zipfile.ZipFile, member: zipfile.ZipInfo, given: Given, reading: Reading, guard: _Guard
) -> Iterator[Found]:
    origin = f"{given.origin}/{shown(member.filename)}"
    try:
        _check_name(member.filename)
        mode = member.external_attr >> 16
        if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
            raise UnreadableDocument("a link, device or pipe: only plain files are read")
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableDocument("encrypted: unpack it first")
        if member.compress_type not in _READ_METHODS:
            raise UnreadableDocument("compressed in a way that is not read: pack it as an ordinary zip")
        guard.check()
        with _unpacking(_OPENING_DAMAGE, _NOT_UNPACKED):
            opened = folder.open(member)
        with opened as stream:
            host = _host(member.filename, given)
            yield from read_given(
                Given(guard.counted(stream), member.filename, origin, host, member.file_size), reading
            )
    except UnreadableDocument as error:
        yield Rejection(origin, str(error))


class _Guard:
    """Counts what the members of a zip unpack to, so that one that holds the same bytes many times over is left."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._size = packed.seek(0, os.SEEK_END)
        self._given = 0

    def check(self) -> None:
        """Raises UnreadableDocument for a bomb."""
        if self._given > HONEST_BYTES and self._given > HONEST_RATIO * self._size:
            raise UnreadableDocument("a compression bomb: it unpacks to more than 250 times its size")

    def counted(self, stream: IO[bytes]) -> IO[bytes]:
        """The member's stream, of which every byte counts."""
        return cast("IO[bytes]", _Counted(stream, self))

    def add(self, count: int) -> None:
        """So many more bytes came out; raises UnreadableDocument for a bomb."""
        self._given += count
        self.check()


class _Counted:
    def __init__(self, stream: IO[bytes], guard: _Guard) -> None:
        self._stream, self._guard = stream, guard

    def read(self, size: int = -1) -> bytes:
        with _unpacking(_READING_DAMAGE, _NOT_UNPACKED):
            data = self._stream.read(size)
        self._guard.add(len(data))
        return data

    def readline(self, size: int = -1) -> bytes:
        with _unpacking(_READING_DAMAGE, _NOT_UNPACKED):
            data = self._stream.readline(size)
        self._guard.add(len(data))
        return data

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        with _unpacking(_READING_DAMAGE, _NOT_UNPACKED):
            return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _check_directory(stream: IO[bytes]) -> None:
    """Read the size of a zip's directory before the directory; raises UnreadableDocument for one too large."""
    length = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, length - 65_557))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise UnreadableDocument("damaged: the zip file breaks off, its directory is missing")
    size = struct.unpack_from("<I", tail, place + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, place)
    if wide >= 0 and len(tail) >= wide + 48:
        size = max(struct.unpack_from("<Q", tail, wide + 40)[0], 0 if size == 0xFFFFFFFF else size)
    if size > MOST_DIRECTORY:
        raise UnreadableDocument(f"too many members: the directory alone has {size / 1e6:.0f} MB")


def _check_name(name: str) -> None:
    """Raises UnreadableDocument for a name that leads out of the folder; nothing is written, but nobody means well."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[\\/]", name):
        raise UnreadableDocument("a name that leads out of the folder")


def _is_page(name: str) -> bool:
    """As in a folder on disk: hidden files, READMEs and the sources file are no pages."""
    parts = PurePosixPath(name).parts
    return not (
        not parts
        or any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
        or parts[-1] == "sources.yaml"
        or parts[-1].upper().startswith("README")
    )


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz", ".warc.zst"))


def _host(name: str, given: Given) -> str:
    """The host that the nearest folder is named after."""
    for part in reversed(PurePosixPath(name).parts[:-1]):
        if host := named_host(part):
            return host
    return given.host


def shown(name: str) -> str:
    """A member's name as it stands in reports: without control characters and half characters."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in storable(name))[:500]


def _titles(folder: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Titles by address, from the lists of pages in a WACZ; lines that are none are left."""
    titles: dict[str, str] = {}
    for name in sorted(each for each in names if re.fullmatch(r"pages/[^/]+\.jsonl", each)):
        if folder.getinfo(name).flag_bits & _ENCRYPTED:
            continue
        try:
            with _unpacking((*_OPENING_DAMAGE, *_READING_DAMAGE), _NOT_UNPACKED), folder.open(name) as stream:
                lines = stream.read(_TITLES_MOST).split(b"\n")
        except UnreadableDocument:
            continue  # titles help, the pages stand in the WARC files
        for line in lines:
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str) and isinstance(page.get("title"), str):
                titles.setdefault(page["url"], storable(page["title"])[:1000])
    return titles


def _titled(found: Found, titles: dict[str, str]) -> Found:
    """A page with the title that the list of pages gives it where the page itself has none."""
    title = titles.get(found.url) if isinstance(found, RawDocument) else None
    if not title or not isinstance(found, RawDocument) or _TITLED.search(found.content):
        return found
    return replace(found, declared=replace(found.declared, title=title))
