"""Records as bytes: what is kept, what goes wrong on a disk, and addresses as indexes write them."""

from __future__ import annotations

import gzip
import json
import resource
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.documents import Declared, Exchange, MediaType, RawDocument
from archive.holdings import DamagedHolding, Earlier, Holdings, HoldingsFull, Record
from archive.holdings.addresses import KEY_LENGTH, address_key, digits_of, moment_of
from archive.holdings.cdxj import cdxj_lines
from archive.holdings.records import Damage, read_records, write_record

NOW, LATER = datetime(2024, 2, 13, 12, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type:  text/html\r\nX-Odd : a,  b\r\nTransfer-Encoding: chunked\r\n\r\n"
BODY = b"5\r\n<p>Hi\r\n4\r\n</p>\r\n0\r\n\r\n"
URL = "https://a.example/1"


def fetched(at: datetime, body: bytes = BODY, request: bytes = b"") -> RawDocument:
    exchange = Exchange(HEAD, body, 200, "text/html", request)
    return RawDocument("c.warc#1", b"<p>Hi</p>", MediaType.HTML, "", url=URL, captured_at=at, exchange=exchange)


def loose(payload: bytes, origin: str = "a.txt") -> RawDocument:
    return RawDocument(origin, payload, MediaType.TEXT, payload.decode(), declared=Declared(title="T"))


def checked(holdings: Holdings) -> int:
    class Command:
        inputs = [str(path) for path in holdings.files()]
        verbose = False

    checker = Checker(Command())
    checker.process_all()
    return int(checker.exit_value)


def test_answer_is_kept_as_it_came(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        kept = run.keep(
            fetched(NOW, request=b"GET /1 HTTP/1.1\r\nHost: a.example\r\n\r\n"), LATER, said={"given": "The Post"}
        )
    with holdings.files()[0].open("rb") as stream:
        records = [(each.rec_type, each.raw_stream.read()) for each in ArchiveIterator(stream, no_record_parse=True)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request", "metadata"]
    assert records[1][1] == HEAD + BODY
    said = json.loads(records[3][1])
    assert (said["given"], said["kept_at"], said["captured_at"]) == ("The Post", LATER.isoformat(), NOW.isoformat())
    assert (holdings.read(kept.file, kept.offset), checked(holdings)) == (b"<p>Hi</p>", 0)


def test_page_found_again_is_a_revisit_that_gives_its_bytes(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        first = run.keep(fetched(NOW), NOW)
        earlier = Earlier(first.file, first.offset, URL, NOW)
        again = run.keep(fetched(LATER), LATER, earlier=earlier)
        otherwise = run.keep(fetched(LATER, b"9\r\n<p>Hi</p>\r\n0\r\n\r\n"), LATER, earlier=earlier)
        third = run.keep(fetched(LATER), LATER, earlier=Earlier(again.file, again.offset, URL, LATER))
    assert [each.is_revisit for each in (first, again, otherwise, third)] == [False, True, False, False]
    record = holdings.record(again.file, again.offset)
    names = ("warc-type", "warc-refers-to-target-uri", "warc-refers-to-date", "warc-profile")
    assert [record.headers[name] for name in names] == [
        "revisit", URL, "2024-02-13T12:00:00Z", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    ]  # fmt: skip
    assert record.block == HEAD
    assert holdings.read(again.file, again.offset) == holdings.read(otherwise.file, otherwise.offset) == b"<p>Hi</p>"
    assert checked(holdings) == 0


def test_file_is_marked_open_while_it_is_written_and_after_a_crash(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    crashing = ExitStack()
    kept = crashing.enter_context(holdings.run()).keep(loose(b"One"), NOW)
    assert (holdings.files(), holdings.open_names()) == ([], {kept.file})
    assert holdings.read(kept.file, kept.offset) == b"One"
    with holdings.left_open() as left:
        assert left == []
    assert crashing.__exit__(KeyError, KeyError(), None) is False
    with holdings.left_open() as left, holdings.left_open() as nothing:
        assert (left, nothing) == ([kept.file], [])
        holdings.finish(kept.file)
    assert (holdings.names(), holdings.open_names()) == ([kept.file], set())


def test_full_disk_keeps_nothing_of_the_page_and_all_before_it(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    noise = bytes(range(256)) * 400
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with holdings.run() as run:
        first = run.keep(loose(b"One"), NOW)
        size = (tmp_path / f"{first.file}.open").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 700, before[1]))
        try:
            with pytest.raises(HoldingsFull, match="nothing of it was kept"):
                run.keep(loose("".join(map(chr, noise)).encode(), "b.txt"), NOW)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert (tmp_path / f"{first.file}.open").stat().st_size == size
        second = run.keep(loose(b"Two"), NOW)
    assert [holdings.read(each.file, each.offset) for each in (first, second)] == [b"One", b"Two"]
    assert [each for each in holdings.pages(first.file) if isinstance(each, Damage)] == []


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=6), st.data())
def test_records_around_a_broken_one_are_read(blocks: list[bytes], data: st.DataObject) -> None:
    members = [write_record("resource", [("WARC-Target-URI", "urn:x")], block) for block in blocks]
    broken = data.draw(st.integers(0, len(members) - 1))
    place = data.draw(st.integers(0, len(members[broken]) - 1))
    hurt = bytearray(members[broken])
    hurt[place] ^= 0xFF
    whole = b"".join([*members[:broken], bytes(hurt), *members[broken + 1 :]])
    found = list(read_records(BytesIO(whole)))
    records = [each.block for each in found if isinstance(each, Record)]
    rest = blocks[:broken] + blocks[broken + 1 :]
    assert records in (rest, blocks)  # a byte of the gzip head such as its time changes nothing
    assert sum(each.length for each in found) == len(whole)


@pytest.mark.parametrize("size", [0, 1, 200, 249, 250, 251, 32_000, 32_500, 33_000, 70_000])
def test_records_of_any_size_are_read_by_any_reader_of_gzip(size: int) -> None:
    block = (b"A page's bytes, and others. " * 2_600)[:size]
    members = b"".join(write_record("resource", [("WARC-Target-URI", "urn:x")], each) for each in (block, b"Two"))
    records = [each.raw_stream.read() for each in ArchiveIterator(BytesIO(members))]
    assert records == [block, b"Two"]
    assert gzip.decompress(members).count(b"WARC/1.1") == 2


def test_altered_byte_is_damage_by_its_digest(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    record = write_record("resource", [("WARC-Block-Digest", "sha256:" + "0" * 64)], b"other bytes")
    (tmp_path / "x.warc.gz").write_bytes(record)
    with pytest.raises(DamagedHolding, match="not those that were kept"):
        holdings.read("x.warc.gz", 0)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Post.example/A/b.html?y=2&x=1#part", "example,post)/a/b.html?x=1&y=2"),
        ("http://www2.post.example:80/", "example,post)/"),
        ("https://user:pass@post.example:8443/a//b/../c/", "example,post:8443)/a/c"),
        ("https://post.example", "example,post)/"),
        ("http://post.example/a%2520b?q=%C3%A4", "example,post)/a%20b?q=%c3%a4"),
        ("http://bücher.example/ä", "example,xn--bcher-kva)/%c3%a4"),
        ("http://post.example/x;jsessionid=0123456789abcdef0123456789abcdef?a=1", "example,post)/x?a=1"),
        ("http://post.example/x?PHPSESSID=0123456789abcdef0123456789abcdef&a=1", "example,post)/x?a=1"),
        ("urn:entente:a b", "urn:entente:a%20b"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_address_key_is_that_of_web_archives(address: str, key: str) -> None:
    assert address_key(address) == key


@given(st.text(max_size=300))
def test_address_key_takes_anything_and_is_bounded_ascii(text: str) -> None:
    for address in (text, f"https://a.example/{text}", f"https://{text}/"):
        key = address_key(address)
        assert key.isascii()
        assert len(key) <= KEY_LENGTH
        assert " " not in key


def test_moments_and_digits() -> None:
    assert digits_of(NOW) == "20240213120000"
    assert [str(moment_of(each))[:19] for each in ("2024", "202402", "20240213", "20240213120000")] == [
        "2024-01-01 00:00:00",
        "2024-02-01 00:00:00",
        "2024-02-13 00:00:00",
        "2024-02-13 12:00:00",
    ]
    for wrong in ("", "x", "20241301", "202", "²024", "202402131200001"):
        with pytest.raises(ValueError, match="is no timestamp"):
            moment_of(wrong)


def test_index_is_sorted_and_leads_to_each_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        first = run.keep(fetched(NOW), NOW)
        run.keep(fetched(LATER), LATER, earlier=Earlier(first.file, first.offset, URL, NOW))
        run.keep(loose(b"One"), NOW)
    lines = list(cdxj_lines(holdings))
    monkeypatch.setattr("archive.holdings.cdxj.SORTED_AT_ONCE", 1)
    assert list(cdxj_lines(holdings)) == lines == sorted(lines)
    parts = [line.split(" ", 2) for line in lines]
    assert [(key, at, json.loads(said)["mime"], json.loads(said)["status"]) for key, at, said in parts] == [
        ("example,a)/1", "20240213120000", "text/html", "200"),
        ("example,a)/1", "20240301000000", "warc/revisit", "200"),
        ("urn:entente:a.txt", "20240213120000", "text/plain", "200"),
    ]
    said = json.loads(parts[0][2])
    assert holdings.read(said["filename"], int(said["offset"]), int(said["length"])) == b"<p>Hi</p>"


def test_roll_keeps_the_files_of_a_run_together(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path, roll_at=1000)
    with holdings.run() as run:
        for number in range(4):
            run.keep(loose(str(number).encode()), NOW)
    names: Iterator[str] = iter(holdings.names())
    first = next(names)
    assert {holdings.run_of(name) for name in [first, *names]} == {first}
