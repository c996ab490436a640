"""Hostile files of many kinds, each with the outcome that it must have.

An outcome is the start of a rejection's reason, or ``page`` where something harmless is read out of it.
"""

# ruff: noqa: E501, PLW0108, FURB111 - a table: one line a kind
from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
import zstandard

from tests.makers import SENTENCES, answer, message, page, record, saved_page, warc, zipped

TEXT = "\n".join(SENTENCES)
PAGE = "page"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Kind:
    """A file name, what makes its bytes, and the outcomes that it must have, in order."""

    file: str
    make: Callable[[], bytes]
    outcomes: tuple[str, ...]


def deep(size: int) -> bytes:
    """Zeros, packed small."""
    return bytes(size)


def gzip_twice() -> bytes:
    """A bomb within a bomb."""
    return gzip.compress(gzip.compress(deep(120 * MEGABYTE), 9), 9)


def tar_of(*members: tuple[str, bytes, bytes, str]) -> bytes:
    """A tar file of (name, content, type, link)."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as folder:
        for name, data, kind, link in members:
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, link
            header.size = len(data) if kind == tarfile.REGTYPE else 0
            folder.addfile(header, io.BytesIO(data))
    return target.getvalue()


def tar_long_name() -> bytes:
    """A header that announces a file name of gigabytes."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 8_000_000_000
    return gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + deep(50 * MEGABYTE))


def tar_declared() -> bytes:
    """A member of 10 GB, of which nothing is there."""
    header = tarfile.TarInfo("page.txt")
    header.size = 10_000_000_000
    return header.tobuf(tarfile.GNU_FORMAT) + b"a few bytes"


def zip_many() -> bytes:
    """A directory of a million members."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 1, 0, 0) + bytes(12) + b"a"
    directory = entry * 1_000_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65_535, 65_535, len(directory), 4, 0)
    return b"PK\x03\x04" + directory + end


def zip_overlapping() -> bytes:
    """Many members that are all the same packed bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(deep(20 * MEGABYTE)) + packed.flush()
    name = b"a.txt"
    local = (
        b"PK\x03\x04"
        + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, zlib.crc32(deep(20 * MEGABYTE)), len(data), 20 * MEGABYTE, 5, 0)
        + name
        + data
    )
    entry = (
        b"PK\x01\x02"
        + struct.pack(
            "<HHHHHHIIIHHHHHII",
            20,
            20,
            0,
            8,
            0,
            33,
            zlib.crc32(deep(20 * MEGABYTE)),
            len(data),
            20 * MEGABYTE,
            5,
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
    )
    directory = entry * 300
    return local + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 300, 300, len(directory), len(local), 0)


def zip_member(name: str, data: bytes, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of one member of that name and mode."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as folder:
        header = zipfile.ZipInfo(name)
        header.external_attr, header.compress_type, header.create_system = mode << 16, method, 3
        folder.writestr(header, data)
    return target.getvalue()


def zip_lying_size() -> bytes:
    """A member that says it has 10 bytes and unpacks to 200 MB."""
    data = bytearray(zipped({"a.txt": deep(80 * MEGABYTE)}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    return bytes(data)


def zip_encrypted() -> bytes:
    """A member that is marked as encrypted."""
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.find(mark) + place, 1)
    return bytes(data)


def xz_dictionary() -> bytes:
    """A header that asks for a dictionary of gigabytes."""
    data = bytearray(lzma.compress(TEXT.encode()))
    size = (data[12] + 1) * 4
    data[16] = 39  # 3 GB, in the code of the xz format
    struct.pack_into("<I", data, 12 + size - 4, zlib.crc32(data[12 : 12 + size - 4]))
    return bytes(data)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
FEED = "<rss><channel><title>t</title><item><title>{}</title><description>{}</description></item></channel></rss>"


def nested_mail(depth: int) -> bytes:
    """Multiparts within multiparts."""
    lines = ["From: a@b.example", "Message-ID: <1@b.example>", "MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", TEXT]).encode()


def table(cell: str) -> bytes:
    """A CSV file of one row."""
    target = io.StringIO()
    csv.writer(target).writerows([["title", "text"], [cell, f"{cell} {TEXT}"]])
    return target.getvalue().encode()


def coded(coding: str, body: bytes, more: str = "") -> bytes:
    """A crawl of one answer in a coding."""
    return warc([record("https://a.example/1", answer(body, more=f"Content-Encoding: {coding}\r\n{more}"))])


def html(inside: str) -> bytes:
    """A page with something between its paragraphs."""
    return page("T", TEXT).replace(b"<h1>", inside.encode() + b"<h1>", 1)


KINDS = (
    # compression
    Kind("gzip-bomb.txt.gz", lambda: gzip.compress(deep(120 * MEGABYTE), 9), ("too large",)),
    Kind("gzip-twice.gz", gzip_twice, ("packed twice over",)),
    Kind("gzip-bomb.jsonl.gz", lambda: gzip.compress(deep(120 * MEGABYTE), 9), ("too large|a compression bomb",)),
    Kind("bzip2-bomb.txt.bz2", lambda: bz2.compress(deep(60 * MEGABYTE)), ("too large",)),
    Kind("xz-bomb.txt.xz", lambda: lzma.compress(deep(80 * MEGABYTE), preset=0), ("too large",)),
    Kind("xz-dictionary.txt.xz", xz_dictionary, ("damaged",)),
    Kind("zstd-bomb.txt.zst", lambda: zstandard.compress(deep(120 * MEGABYTE)), ("too large",)),
    Kind("gzip-cut.html.gz", lambda: gzip.compress(page("T"))[:-40], ("damaged",)),
    Kind("gzip-rubbish.gz", lambda: b"\x1f\x8b\x08" + random.Random(1).randbytes(999), ("damaged",)),
    # WARC
    Kind("warc-br-bomb.warc.gz", lambda: coded("br", brotli.compress(deep(120 * MEGABYTE), quality=1)), ("too large",)),
    Kind("warc-zstd-bomb.warc.gz", lambda: coded("zstd", zstandard.compress(deep(120 * MEGABYTE))), ("too large",)),
    Kind("warc-gzip-bomb.warc.gz", lambda: coded("gzip", gzip.compress(deep(120 * MEGABYTE))), ("too large",)),
    Kind("warc-many-codings.warc.gz", lambda: coded(", ".join(["gzip"] * 50), b"x"), ("compressed 50 times over",)),
    Kind("warc-chunk-lies.warc.gz", lambda: warc([record("https://a.example/1", answer(b"ffffffff\r\n" + page("T"), more="Transfer-Encoding: chunked\r\n"))]), (PAGE,)),
    Kind("warc-10-gb.warc", lambda: record("https://a.example/1", answer(page("T")), length=10**10), ("damaged",)),
    Kind("warc-negative.warc", lambda: record("https://a.example/1", answer(page("T")), length=-1), ("damaged",)),
    Kind("warc-huge-number.warc", lambda: record("https://a.example/1", b"x").replace(b"Content-Length: 1", b"Content-Length: " + b"9" * 5000), ("damaged",)),
    Kind("warc-endless-header.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\nX: " + deep(120 * MEGABYTE)), ("damaged",)),
    Kind("warc-many-headers.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n" + b"A: b\r\n" * 2_000_000), ("damaged",)),
    Kind("warc-large-record.warc.gz", lambda: warc([record("https://a.example/1", answer(deep(80 * MEGABYTE)))]), ("too large",)),
    Kind("warc-header-injection.warc", lambda: record("https://a.example/\x0d\x0aSet-Cookie: x=1", answer(page("T"))), (PAGE,)),
    Kind("warc-script-address.warc", lambda: record("javascript:alert(1)", answer(page("T"))), ()),
    Kind("warc-status.warc", lambda: record("https://a.example/1", b"HTTP/1.1 99999999 \xff\r\n\r\n" + page("T")), (PAGE,)),
    Kind("warc-cookie.warc", lambda: record("https://a.example/1", answer(page("T"), more="Set-Cookie: id=<script>\r\n" * 5000)), (PAGE,)),
    # archives
    Kind("tar-up.tar", lambda: tar_of(("../../etc/passwd", TEXT.encode(), tarfile.REGTYPE, "")), ("a name that leads out",)),
    Kind("tar-absolute.tar", lambda: tar_of(("/etc/passwd", TEXT.encode(), tarfile.REGTYPE, "")), ("a name that leads out",)),
    Kind("tar-link.tar", lambda: tar_of(("a.txt", b"", tarfile.SYMTYPE, "/etc/passwd")), ("a link, device or pipe",)),
    Kind("tar-hard-link.tar", lambda: tar_of(("a.txt", b"", tarfile.LNKTYPE, "/etc/passwd")), ("a link, device or pipe",)),
    Kind("tar-device.tar", lambda: tar_of(("a.txt", b"", tarfile.CHRTYPE, "")), ("a link, device or pipe",)),
    Kind("tar-pipe.tar", lambda: tar_of(("a.txt", b"", tarfile.FIFOTYPE, "")), ("a link, device or pipe",)),
    Kind("tar-10-gb.tar", tar_declared, ("damaged",)),
    Kind("tar-long-name.tar.gz", tar_long_name, ("damaged",)),
    Kind("tar-bomb.tar.gz", lambda: gzip.compress(tar_of(("a.txt", deep(120 * MEGABYTE), tarfile.REGTYPE, "")), 9), ("too large|a compression bomb",)),
    Kind("tar-control.tar", lambda: tar_of(("a\n\x1b[31m\u202e.txt", TEXT.encode(), tarfile.REGTYPE, "")), (PAGE,)),
    Kind("zip-up.zip", lambda: zip_member("../../etc/passwd", TEXT.encode()), ("a name that leads out",)),
    Kind("zip-absolute.zip", lambda: zip_member("/etc/passwd", TEXT.encode()), ("a name that leads out",)),
    Kind("zip-drive.zip", lambda: zip_member("C:\\windows\\a.txt", TEXT.encode()), ("a name that leads out",)),
    Kind("zip-link.zip", lambda: zip_member("a.txt", b"/etc/passwd", 0o120777), ("a link, device or pipe",)),
    Kind("zip-bomb.zip", lambda: zipped({"a.txt": deep(120 * MEGABYTE)}), ("too large",)),
    Kind("zip-overlapping.zip", zip_overlapping, ("not text|empty|too large|a compression bomb|damaged",)),
    Kind("zip-lying-size.zip", zip_lying_size, ("too large|damaged|not text|empty",)),
    Kind("zip-many.zip", zip_many, ("too many members",)),
    Kind("zip-encrypted.zip", zip_encrypted, ("encrypted",)),
    Kind("zip-lzma.zip", lambda: zip_member("a.txt", TEXT.encode(), method=zipfile.ZIP_LZMA), ("compressed in a way",)),
    Kind("zip-in-zip.zip", lambda: zipped({"a.zip": zipped({"b.txt": TEXT.encode()})}), ("an archive within an archive",)),
    Kind("zip-cut.zip", lambda: zipped({"a.txt": TEXT.encode()})[:-30], ("damaged",)),
    Kind("office.docx", lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), ("an office document",)),
    Kind("wacz-up.wacz", lambda: zipped({"datapackage.json": b"{}", "archive/../../a.warc.gz": warc([record("https://a.example/1", answer(page("T")))])}), ("a name that leads out",)),
    Kind("wacz-titles.wacz", lambda: zipped({"datapackage.json": b"{", "pages/pages.jsonl": b"[" * 100_000 + b"\n5\n", "archive/a.warc.gz": warc([record("https://a.example/1", answer(page("T")))])}), (PAGE,)),
    # XML and feeds
    Kind("entities.xml", lambda: (f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{ENTITIES}]>' + FEED.format("&e11;", "&e11;")).encode(), ("empty|no full text|not XML",)),
    Kind("entity-file.xml", lambda: ('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + FEED.format("&f;", "&f;")).encode(), ("empty|no full text|not XML",)),
    Kind("entity-web.xml", lambda: ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]>' + FEED.format("t", "t")).encode(), ("empty|no full text|not XML|",)),
    Kind("deep.rss", lambda: b"<rss>" + b"<a>" * 100_000, ("not XML|empty",)),
    Kind("feed-bomb.rss", lambda: FEED.format("t", "&lt;div&gt;" * 300_000 + TEXT).encode(), (PAGE,)),
    # HTML
    Kind("million-nodes.html", lambda: b"<html><body>" + b"<b></b>" * 1_000_000 + b"<p>" + TEXT.encode(), ("not a usable page: more than 400,000 tags",)),
    Kind("deep.html", lambda: b"<html><body>" + b"<div>" * 10_000 + b"<p>" + TEXT.encode(), (PAGE,)),
    Kind("million-attributes.html", lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">" + TEXT.encode(), ("not a usable page: a tag",)),
    Kind("open-comment.html", lambda: b"<!DOCTYPE html><html>" + b"<!--" * 100_000 + TEXT.encode(), (PAGE,)),
    Kind("scripts.html", lambda: html("<script>alert(1)</script><svg onload=alert(1)><style>@import 'http://x'</style>"), (PAGE,)),
    Kind("long-line.txt", lambda: b"word " * 5_000_000, (PAGE,)),
    # text
    Kind("nul.txt", lambda: b"\x00" * 5000 + TEXT.encode(), ("not text",)),
    Kind("rubbish.txt", lambda: random.Random(2).randbytes(200_000), ("not text",)),
    Kind("bad-utf-8.txt", lambda: TEXT.encode().replace(b"e", b"\xc3\x28"), ("not text|page",)),
    Kind("utf-16-odd.txt", lambda: TEXT.encode("utf-16") + b"\x00", (PAGE,)),
    Kind("surrogates.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 500, ("not text|empty|page",)),
    Kind("two-marks.txt", lambda: b"\xef\xbb\xbf\xff\xfe" + TEXT.encode(), ("not text|page",)),
    Kind("bidi.txt", lambda: ("\u202e\u2066\u2069" * 300 + TEXT).encode(), (PAGE,)),
    # records
    Kind("deep.json", lambda: b"[" * 100_000, ("not JSON",)),
    Kind("deep.jsonl", lambda: b'{"text": ' + b"[" * 100_000 + b"\n", ("not usable JSON|not JSON",)),
    Kind("number.jsonl", lambda: b'{"text": "a", "title": ' + b"9" * 100_000 + b"}\n", ("not usable JSON|page",)),
    Kind("half-characters.jsonl", lambda: json.dumps({"text": TEXT + "\ud800", "title": "\udfff\x00"}).encode(), (PAGE,)),
    Kind("endless-line.jsonl", lambda: b'{"text": "' + b"a" * (60 * MEGABYTE), ("too large",)),
    Kind("formula.csv", lambda: table("=HYPERLINK(\"http://x\")"), (PAGE,)),
    Kind("huge-field.csv", lambda: b"title,text\nT,\"" + b"a" * (60 * MEGABYTE), ("too large|not CSV",)),
    Kind("open-quote.csv", lambda: b"title,text\n\"" + b"a\n" * 500_000, ("empty|not CSV",)),
    Kind("many-columns.csv", lambda: b",".join(b"c%d" % n for n in range(300_000)) + b"\n", ("no column holds the text",)),
    # mail
    Kind("deep.eml", lambda: nested_mail(5_000), ("not a usable message",)),
    Kind("many-parts.eml", lambda: message("S", "x").replace(b"\n\n", b"\n\n" + b"\n--b\n" * 50_000, 1), ("not a usable message",)),
    Kind("headers.eml", lambda: b"From: =?utf-8?b?" + b"A" * 20_000 + b"?=\nSubject: =?x?q?\xff?=\nMessage-ID: <1>\nDate: 99 Foo 99999\n\n" + TEXT.encode(), (PAGE,)),
    Kind("wrong-boundary.mhtml", lambda: saved_page("https://a.example/", page("T")).replace(b"------B", b"--other"), ("no page",)),
    Kind("address.mhtml", lambda: saved_page("javascript:alert(1)//", page("T")), (PAGE,)),
)  # fmt: skip
