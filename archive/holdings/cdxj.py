"""CDXJ, the index that web archive software looks records up in: a line a record, sorted by address and time.

`org,example)/page 20240213093000 {"url": …, "mime": …, "status": …, "digest": …, "length": …, "offset": …,
"filename": …}`: key and timestamp as the Wayback Machine writes them, numbers as strings as pywb does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from archive.holdings.addresses import address_key, digits_of, moment_of
from archive.holdings.records import Damage, Record
from archive.holdings.warc import Holdings
from archive.http_bodies import headers_of

SORTED_AT_ONCE = 200_000
"""Lines sorted in memory; more are sorted in parts on disk and merged."""


def cdxj_lines(holdings: Holdings, files: Iterable[str] | None = None) -> Iterator[str]:
    """The lines of all pages of the holdings, sorted, without line ends."""
    yield from _sorted(
        _line(file, kept.record)
        for file in files or holdings.names()
        for kept in holdings.pages(file)
        if not isinstance(kept, Damage)
    )


def _line(file: str, record: Record) -> str:
    """A page's line; what was no web answer counts as one that went well."""
    at = moment_of("".join(filter(str.isdigit, record.headers.get("warc-date", "")))[:14] or "1970")
    status, media_type = "200", record.headers.get("content-type", "").partition(";")[0].strip()
    if head := record.http_head:
        status = (head.split(maxsplit=2)[1:2] or [b"-"])[0].decode("latin-1")
        media_type = headers_of(head).get("content-type", "").partition(";")[0].strip().lower()
    found = {
        "url": record.target,
        "mime": "warc/revisit" if record.kind == "revisit" else media_type or "unk",
        "status": status,
        "digest": record.headers.get("warc-payload-digest", "-"),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file,
    }
    return f"{address_key(record.target)} {digits_of(at)} {json.dumps(found, ensure_ascii=True)}"


def _sorted(lines: Iterator[str]) -> Iterator[str]:
    """Lines in byte order, however many there are."""
    with ExitStack() as stack:
        parts: list[IO[str]] = []
        while chunk := sorted(islice(lines, SORTED_AT_ONCE)):
            if len(chunk) < SORTED_AT_ONCE and not parts:
                yield from chunk
                return
            part = stack.enter_context(TemporaryFile("w+", encoding="ascii"))
            part.writelines(f"{line}\n" for line in chunk)
            part.seek(0)
            parts.append(part)
        for line in merge(*parts):
            yield line.rstrip("\n")
