"""What readers give: pages, and rejections with their reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from archive.documents import RawDocument

_MEGABYTE = 1_000_000
MOST_ATTRIBUTES = 10_000
"""Attributes of one tag; pages have a few dozen."""
MOST_TAGS = 400_000
"""Tags of one page; the largest real ones have 50,000, and a million take a minute to judge."""
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_ATTRIBUTE = re.compile(r"""[^\s"'=<>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?""")


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file or record that is no page, with the reason."""

    origin: str
    reason: str


Found = RawDocument | Rejection


@dataclass(slots=True)
class Position:
    """How far reading is: bytes of the given files that are behind it; files that are read twice count twice."""

    bytes: int = 0
    moved: Callable[[], None] | None = None
    """Is told when it moved."""

    def to(self, place: int) -> None:
        """Move on."""
        self.bytes = max(self.bytes, place)
        if self.moved:
            self.moved()


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read."""

    max_bytes: int
    """Size from which a page is rejected."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column of a CSV file is which field, ``{"headline": "title"}``; recognised names need none."""
    resolve: Callable[[str, str], bytes | None] | None = None
    """Gives the page that a WARC revisit stands for, by address and digest, where the archive has it."""
    within: bool = False
    """Whether the file lies in an archive file already: none is opened within another."""
    position: Position = field(default_factory=Position)


def parsable(found: Found) -> Found:
    """What was found, or its rejection where its markup would hold up the parser.

    libxml2 compares each attribute of a tag with all before it, so that a tag of 300,000 takes minutes.
    """
    if isinstance(found, RawDocument) and found.is_markup and len(found.content) > MOST_ATTRIBUTES:
        if found.content.count("<") > MOST_TAGS:
            return Rejection(found.origin, f"not a usable page: more than {MOST_TAGS:,} tags")
        for tag in _TAG.findall(found.content):
            if len(tag) > MOST_ATTRIBUTES and len(_ATTRIBUTE.findall(tag)) > MOST_ATTRIBUTES:
                return Rejection(found.origin, f"not a usable page: a tag of more than {MOST_ATTRIBUTES:,} attributes")
    return found


def storable(text: str) -> str:
    """Without NULs and lone surrogates, which no database and no UTF-8 file takes."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def too_large_by(size: int, max_bytes: int) -> str:
    """The reason given for a file of that size."""
    return f"too large: {size / _MEGABYTE:.1f} MB, the limit is {max_bytes / _MEGABYTE:.0f} MB (ARCHIVE_MAX_PAGE_MB)"


def too_large_record(max_bytes: int) -> str:
    """The reason given for a record whose size is not known."""
    return f"too large: a record over {max_bytes / _MEGABYTE:.0f} MB (ARCHIVE_MAX_PAGE_MB)"


def named_host(folder: str) -> str:
    """The host that a folder is named after, without its ``www``; empty where its name is no host's."""
    name = folder.lower()
    return name.removeprefix("www.") if _HOST.fullmatch(name) else ""
