"""Whatever is broken on purpose is named, and what follows from the rest is put right."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from archive.documents import MediaType, RawDocument
from archive.holdings import Holdings
from archive.ingest import ingest
from archive.models import Article, Capture, Mention
from archive.search.indexing import remove_articles
from archive.verifying import Fault, verify
from tests.makers import answer, page, record
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def archive(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "minister.txt").write_text(MINISTER)
    (folder / "treaty.txt").write_text(TREATY)
    ingest([folder])


def holdings() -> Holdings:
    return Holdings(Path(settings.ARCHIVE_HOLDINGS))


def treaty() -> Capture:
    return Capture.objects.get(origin__endswith="treaty.txt")


def change(offset: int, to: bytes) -> None:
    with holdings().files()[0].open("r+b") as stream:
        stream.seek(offset)
        stream.write(to)


def damage_a_byte() -> None:
    capture = treaty()
    change(capture.warc_offset + capture.warc_length // 2, b"\x00\x01\x02\x03")


def cut_the_file() -> None:
    path = holdings().files()[0]
    with path.open("r+b") as stream:
        stream.truncate(max(Capture.objects.values_list("warc_offset", flat=True)) + 30)


def remove_the_file() -> None:
    holdings().files()[0].unlink()


def forget_a_capture() -> None:
    capture = treaty()
    article = capture.article
    capture.delete()
    article.delete()


def forget_only_the_capture() -> None:
    treaty().delete()


def move_a_row() -> None:
    Capture.objects.filter(pk=treaty().pk).update(warc_offset=5)


def misdate_a_row() -> None:
    Capture.objects.filter(pk=treaty().pk).update(warc_length=7, url="https://wrong.example/")


def change_a_digest() -> None:
    Capture.objects.filter(pk=treaty().pk).update(payload_sha256="0" * 64)


def miscount() -> None:
    mention = Mention.objects.filter(article=treaty().article).first() or Mention.objects.first()
    assert mention is not None
    Mention.objects.filter(pk=mention.pk).update(count=99)


def take_out_of_the_index() -> None:
    remove_articles([treaty().article_id])


def leave_a_document() -> None:
    Article.objects.filter(pk=treaty().article_id).delete()


def mark() -> None:
    Article.objects.filter(pk=treaty().article_id).mark_for_index()


def keep_and_die() -> None:
    run = holdings().run()
    keeping = run.__enter__()
    text = MINISTER.replace("autumn", "winter").replace("patrol", "survey") * 2
    keeping.keep(RawDocument("x.txt", text.encode(), MediaType.TEXT, text), datetime(2024, 5, 1, tzinfo=UTC))
    keeping.leave()


def keep_and_never_store() -> None:
    with holdings().run() as keeping:
        text = TREATY.replace("Poland", "Peru").replace("week", "month")
        keeping.keep(RawDocument("y.txt", text.encode(), MediaType.TEXT, text), datetime(2024, 5, 1, tzinfo=UTC))


CASES: list[tuple[Callable[[], None], set[Fault], set[Fault]]] = [
    (damage_a_byte, {Fault.DAMAGED_FILE, Fault.MISSING_RECORD}, {Fault.DAMAGED_FILE, Fault.MISSING_RECORD}),
    (cut_the_file, {Fault.DAMAGED_FILE, Fault.MISSING_RECORD}, {Fault.DAMAGED_FILE, Fault.MISSING_RECORD}),
    (remove_the_file, {Fault.MISSING_FILE}, {Fault.MISSING_FILE}),
    (forget_a_capture, {Fault.UNKNOWN_RECORD, Fault.STRAY_DOCUMENT}, set()),
    (forget_only_the_capture, {Fault.UNKNOWN_RECORD, Fault.NO_CAPTURE}, set()),
    (move_a_row, {Fault.MISSING_RECORD}, set()),
    (misdate_a_row, {Fault.WRONG_ROW}, set()),
    (change_a_digest, {Fault.DAMAGED_RECORD}, {Fault.DAMAGED_RECORD}),
    (miscount, {Fault.COUNT}, set()),
    (take_out_of_the_index, {Fault.NOT_INDEXED}, set()),
    (leave_a_document, {Fault.STRAY_DOCUMENT, Fault.UNKNOWN_RECORD}, set()),
    (mark, {Fault.WAITING}, set()),
    (keep_and_die, {Fault.UNFINISHED_FILE, Fault.UNKNOWN_RECORD}, set()),
    (keep_and_never_store, {Fault.UNKNOWN_RECORD}, set()),
]


def test_sound_archive_has_no_differences() -> None:
    verified = verify()
    assert verified.differences == []
    assert (verified.files, verified.records, verified.rows, verified.articles, verified.documents) == (1, 2, 2, 2, 2)


@pytest.mark.parametrize(("breaking", "faults", "left"), CASES, ids=[case[0].__name__ for case in CASES])
def test_what_is_broken_is_named_and_mended(breaking: Callable[[], None], faults: set[Fault], left: set[Fault]) -> None:
    breaking()
    assert {one.fault for one in verify().differences} == faults
    verified = verify(repair=True)
    assert {one.fault for one in verified.differences} == left
    assert set(verified.mended) == faults - left
    assert {one.fault for one in verify().differences} == left


def test_repair_gives_back_the_article_that_was_lost() -> None:
    before = Article.objects.get(pk=treaty().article_id).text
    forget_a_capture()
    assert Article.objects.count() == 1
    verify(repair=True)
    assert treaty().article.text == before


def test_page_kept_twice_is_no_difference() -> None:
    raw = RawDocument(treaty().origin, TREATY.encode(), MediaType.TEXT, TREATY)
    with holdings().run() as keeping:
        keeping.keep(raw, datetime(2024, 5, 1, tzinfo=UTC))
    verified = verify()
    assert (verified.spare, verified.differences) == (1, [])


def test_run_under_way_is_no_difference() -> None:
    with holdings().run() as keeping:
        keeping.keep(RawDocument("x.txt", b"Some words", MediaType.TEXT, "Some words"), datetime.now(UTC))
        mark()  # as the run's batches are between their storing and their indexing
        assert verify().differences == []
    assert {one.fault for one in verify().differences} == {Fault.WAITING, Fault.UNKNOWN_RECORD}


def test_lost_file_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(
        record("https://a.example/1", answer(page("A treaty")))
        + record("https://a.example/1.png", answer(b"\x89PNG", media_type="image/png"))
    )
    ingest([tmp_path / "crawl.warc"])
    lost = holdings().files()[1]
    lost.unlink()
    differences = verify().differences
    assert [(one.place, one.detail) for one in differences] == [(lost.name, "2 captures lie in it")]


def test_command_says_what_differs_and_exits_with_1() -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue().endswith("2 documents: 0 differences\n")
    mark()
    with pytest.raises(SystemExit) as exit_:
        call_command("verify", "--json", stdout=(out := StringIO()))
    said = json.loads(out.getvalue())
    assert (exit_.value.code, [one["fault"] for one in said["differences"]]) == (1, ["waits for the index"])
    call_command("verify", "--repair", stdout=(out := StringIO()))
    assert out.getvalue().startswith("mended    waits for the index: 1\n")
