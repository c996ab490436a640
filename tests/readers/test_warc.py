import gzip
from pathlib import Path

import brotli
import pytest
import zstandard

from archive.documents import MediaType, PageKind, RawDocument
from archive.readers import Reading, Rejection, read
from tests.makers import answer, page, record, sha1, warc

MEGABYTE = 1_000_000
ONE, TWO = page("One"), page("Two")


def found(path: Path, data: bytes, limit: int = MEGABYTE) -> list[tuple[str, str]]:
    """Each page's address and kind, each rejection's number and reason."""
    path.write_bytes(data)
    return [
        (each.origin.partition("#")[2], each.reason) if isinstance(each, Rejection) else (each.url, each.kind.value)
        for each in read(path, limit)
    ]


def documents(path: Path, data: bytes) -> list[RawDocument]:
    path.write_bytes(data)
    return [each for each in read(path, MEGABYTE) if isinstance(each, RawDocument)]


@pytest.mark.parametrize("form", ["plain", "a gzip member a record", "one gzip", "zstd", "a frame a record"])
def test_pages_are_read_however_the_file_is_packed(tmp_path: Path, form: str) -> None:
    info = record("urn:info", b"software: x\r\n", "warcinfo")
    parts = [info, record("https://a.example/1", answer(ONE)), record("https://a.example/2", answer(TWO))]
    data = {
        "plain": b"".join(parts),
        "a gzip member a record": warc(parts),
        "one gzip": gzip.compress(b"".join(parts)),
        "zstd": zstandard.compress(b"".join(parts)),
        "a frame a record": b"".join(zstandard.compress(part) for part in parts),
    }[form]
    pages = documents(tmp_path / "crawl", data)
    assert [(each.url, each.payload, str(each.captured_at)) for each in pages] == [
        ("https://a.example/1", ONE, "2024-05-06 07:08:09+00:00"),
        ("https://a.example/2", TWO, "2024-05-06 07:08:09+00:00"),
    ]
    assert [each.origin for each in pages] == ["crawl#2", "crawl#3"]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "chunked"])
def test_body_is_unpacked_and_the_answer_kept_as_sent(tmp_path: Path, coding: str) -> None:
    body = {
        "gzip": gzip.compress,
        "br": brotli.compress,
        "zstd": zstandard.compress,
        "chunked": lambda data: b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data),
    }[coding](ONE)
    header = "Transfer-Encoding: chunked\r\n" if coding == "chunked" else f"Content-Encoding: {coding}\r\n"
    (document,) = documents(tmp_path / "c.warc", warc([record("https://a.example/1", answer(body, more=header))]))
    assert document.payload == ONE
    assert document.exchange is not None
    assert (document.exchange.body, document.exchange.status, document.exchange.media_type) == (body, 200, "text/html")
    assert document.exchange.head.endswith(b"\r\n\r\n")


def test_kinds_of_what_a_crawl_brings_along(tmp_path: Path) -> None:
    answers = {
        "https://a.example/p": answer(ONE),
        "https://a.example/i": answer(b"\x89PNG\r\n", media_type="image/png"),
        "https://a.example/s": answer(b"var a", media_type="application/javascript"),
        "https://a.example/c": answer(b"a{}", media_type="text/css"),
        "https://a.example/f": answer(b"wOF2", media_type="font/woff2"),
        "https://a.example/v": answer(b"...", media_type="video/mp4"),
        "https://a.example/d": answer(b"%PDF-1.7", media_type="application/pdf"),
        "https://a.example/j": answer(b"{}", media_type="application/json"),
        "https://a.example/feed": answer(b"<?xml version='1.0'?><rss/>", media_type="application/xml"),
        "https://a.example/r": answer(b"moved", "301 Moved", more="Location: /p\r\n"),
        "https://a.example/404": answer(ONE, "404 Not Found"),
        "https://a.example/robots.txt": answer(b"User-agent: *", media_type="text/plain"),
        "https://a.example/t": answer(b"A text of words.", media_type="text/plain"),
        "https://a.example/e": answer(b""),
        "dns:a.example": b"20240506 a.example. 60 IN A 192.0.2.1",
    }
    kinds = dict(found(tmp_path / "c.warc.gz", warc(record(url, block) for url, block in answers.items())))
    assert {url.rpartition("/")[2]: kind for url, kind in kinds.items()} == {
        "p": "crawled page",
        "i": "image",
        "s": "script",
        "c": "style sheet",
        "f": "font",
        "v": "audio or video",
        "d": "document",
        "j": "data",
        "feed": "feed",
        "r": "redirect",
        "404": "error page",
        "robots.txt": "data",
        "t": "crawled page",
        "e": "something else",
    }


def test_resource_and_conversion_records_are_pages(tmp_path: Path) -> None:
    records = [record("https://a.example/1", ONE, "resource"), record("https://a.example/2", TWO, "conversion")]
    pages = documents(tmp_path / "c.warc.gz", warc(records))
    assert [(each.payload, each.media_type, each.exchange) for each in pages] == [
        (ONE, MediaType.HTML, None),
        (TWO, MediaType.HTML, None),
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_revisit_becomes_the_page_it_stands_for(tmp_path: Path, packed: bool) -> None:
    again = record(
        "https://a.example/1",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        "revisit",
        WARC_Payload_Digest=sha1(ONE),
        date="2024-06-01T00:00:00Z",
    )
    records = [
        record("https://a.example/1", answer(ONE), WARC_Payload_Digest=sha1(ONE)),
        again,
        record("https://a.example/2", answer(TWO)),
    ]
    pages = documents(tmp_path / "c.warc", warc(records, packed))
    assert [(each.payload, str(each.captured_at)[:10], each.kind) for each in pages] == [
        (ONE, "2024-05-06", PageKind.CRAWLED),
        (ONE, "2024-06-01", PageKind.CRAWLED),
        (TWO, "2024-05-06", PageKind.CRAWLED),
    ]


def test_revisit_of_another_file_is_asked_of_the_archive(tmp_path: Path) -> None:
    digest = sha1(ONE)
    data = warc([record("https://a.example/1", b"", "revisit", WARC_Payload_Digest=digest)])
    (tmp_path / "c.warc.gz").write_bytes(data)
    held = {("https://a.example/1", digest): ONE}
    reading = Reading(MEGABYTE, resolve=lambda url, named: held.get((url, named)))
    (page_again,) = read(tmp_path / "c.warc.gz", reading)
    assert isinstance(page_again, RawDocument)
    assert (page_again.payload, page_again.url) == (ONE, "https://a.example/1")
    assert found(tmp_path / "c.warc.gz", data) == [
        ("1", "a revisit of a page that is neither in this file nor in the archive (https://a.example/1)")
    ]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (record("https://a.example/1", answer(ONE), length=10**10), "the record breaks off"),
        (record("https://a.example/1", answer(ONE), length=40), "the record is longer than it says"),
        (record("https://a.example/1", answer(ONE), length=-5), "the record gives no length: '-5'"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"y" * 2_000_000 + b"\r\n\r\n", "headers have no end"),
        (b"no record at all\r\n\r\n", "no WARC record stands here"),
    ],
)
def test_record_that_lies_is_named_and_the_rest_read(tmp_path: Path, packed: bool, bad: bytes, reason: str) -> None:
    records = [record("https://a.example/0", answer(ONE)), bad, record("https://a.example/2", answer(TWO))]
    results = found(tmp_path / "c.warc", warc(records, packed))
    assert results[0] == ("https://a.example/0", "crawled page")
    assert reason in results[1][1]
    if packed or not reason.startswith("the record breaks off"):  # a plain file that lies swallows what follows
        assert results[-1] == ("https://a.example/2", "crawled page")
    assert len(results) <= 3


def test_damaged_gzip_member_costs_one_record(tmp_path: Path) -> None:
    parts = [gzip.compress(record(f"https://a.example/{n}", answer(page(f"Page {n}")))) for n in range(5)]
    parts[2] = parts[2][:200] + bytes(200) + parts[2][400:]
    results = found(tmp_path / "c.warc.gz", b"".join(parts))
    assert [each for each in results if each[1] == "crawled page"] == [
        (f"https://a.example/{n}", "crawled page") for n in (0, 1, 3, 4)
    ]
    assert [reason.partition(" (")[0] for _, reason in results if reason.startswith("damaged")] == [
        "damaged: the record's gzip is damaged"
    ]


def test_file_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    data = warc(record(f"https://a.example/{n}", answer(page(f"Page {n}"))) for n in range(3))
    results = found(tmp_path / "c.warc.gz", data[:-300])
    assert [each[1] for each in results[:2]] == ["crawled page"] * 2
    assert results[2][1].startswith("damaged: the file breaks off within a record")


def test_truncated_too_large_and_altered_records_are_rejected_with_their_address(tmp_path: Path) -> None:
    records = [
        record("https://a.example/1", answer(ONE), WARC_Truncated="length"),
        record("https://a.example/2", answer(bytes(3 * MEGABYTE))),
        record("https://a.example/3", answer(ONE), WARC_Block_Digest=sha1(b"else")),
        record("https://a.example/4", answer(brotli.compress(bytes(30 * MEGABYTE)), more="Content-Encoding: br\r\n")),
        record("https://a.example/5", answer(ONE), WARC_Block_Digest=sha1(answer(ONE))),
    ]
    assert found(tmp_path / "c.warc.gz", warc(records)) == [
        ("1", "the crawler cut this page off: length (https://a.example/1)"),
        ("2", "too large: over 1 MB once unpacked (ARCHIVE_MAX_PAGE_MB) (https://a.example/2)"),
        ("3", "damaged: the bytes are not those that the record's digest names (https://a.example/3)"),
        ("4", "too large: over 1 MB once unpacked (ARCHIVE_MAX_PAGE_MB) (https://a.example/4)"),
        ("https://a.example/5", "crawled page"),
    ]


def test_arc_files_are_named_with_what_to_do(tmp_path: Path) -> None:
    assert found(tmp_path / "c.arc", b"filedesc://x.arc 0.0.0.0 20010101 text/plain 76\n") == [
        ("", "an ARC file: turn it into WARC first (warcio recompress FILE.arc.gz FILE.warc.gz)")
    ]
