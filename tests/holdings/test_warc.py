import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.documents import Declared, MediaType, RawDocument
from archive.holdings import DamagedHolding, Holdings, target_of

NOW = datetime(2024, 2, 13, 12, 0, tzinfo=UTC)


def page(payload: bytes, origin: str = "pages/ä b.txt", url: str = "") -> RawDocument:
    return RawDocument(
        origin, payload, MediaType.TEXT, payload.decode("latin-1"), url=url, declared=Declared(source="S")
    )


def test_kept_pages_come_back_byte_for_byte(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    payloads = [b"One\r\n", b"\x00\xff" * 5000, b"x"]
    with holdings.run() as run:
        kept = [run.keep(page(payload), NOW) for payload in payloads]
    assert [holdings.read(each.file, each.offset) for each in kept] == payloads
    assert len(holdings.files()) == 1


def test_run_without_pages_leaves_no_file(tmp_path: Path) -> None:
    with Holdings(tmp_path).run() as run:
        run.flush()
    assert list(tmp_path.iterdir()) == []


def test_files_pass_the_check_of_warcio(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        run.keep(page(b"One", url="https://a.example/1"), NOW)
        run.keep(page(b"Two", url="javascript:alert(1)\r\nX: y"), NOW)

    class Command:
        inputs = [str(holdings.files()[0])]
        verbose = False

    checker = Checker(Command())
    checker.process_all()
    assert checker.exit_value == 0


def test_records_say_what_and_whence(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        run.keep(page(b"One"), NOW)
    with holdings.files()[0].open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream)
        ]
    assert [(kind, address) for kind, address, _ in records] == [
        ("warcinfo", None),
        ("resource", "urn:entente:pages/%C3%A4%20b.txt"),
        ("metadata", "urn:entente:pages/%C3%A4%20b.txt"),
    ]
    assert json.loads(records[2][2])["declared"]["source"] == "S"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://post.example/a b?q=c d", "https://post.example/a%20b?q=c%20d"),
        ("https://post.example/ü", "https://post.example/ü"),
        ("https://post.example/a\tb", "urn:entente:crawl.warc%231"),
        ("post.example/a", "urn:entente:crawl.warc%231"),
    ],
)
def test_record_is_about_the_address_where_one_can_be_written(url: str, target: str) -> None:
    assert target_of(url, "crawl.warc#1") == target


def test_full_file_rolls_over(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path, roll_at=1000)
    with holdings.run() as run:
        kept = [run.keep(page(str(number).encode()), NOW) for number in range(4)]
    assert len(holdings.files()) > 1
    assert [holdings.read(each.file, each.offset) for each in kept] == [b"0", b"1", b"2", b"3"]


def test_two_runs_at_once_write_files_of_their_own(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as one, holdings.run() as other:
        first, second = one.keep(page(b"One"), NOW), other.keep(page(b"Two"), NOW)
    assert first.file != second.file
    assert holdings.read(second.file, second.offset) == b"Two"


def test_altered_missing_and_foreign_records_are_damage(tmp_path: Path) -> None:
    holdings = Holdings(tmp_path)
    with holdings.run() as run:
        kept = run.keep(page(b"One" * 100), NOW)
    whole = (tmp_path / kept.file).read_bytes()
    (tmp_path / kept.file).write_bytes(whole[: kept.offset + 60])
    for file, offset in ((kept.file, kept.offset), (kept.file, 10**9), ("gone.warc.gz", 0), ("../secret.warc.gz", 0)):
        with pytest.raises(DamagedHolding):
            holdings.read(file, offset)
