"""The archive out of its holdings again, after a loss or an interruption."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from archive.adopting import adopt_left
from archive.curation.deciding import Proposal, decide
from archive.curation.exchange import export_decisions
from archive.documents import Exchange, MediaType, PageKind, RawDocument
from archive.holdings import Holdings
from archive.ingest import ingest
from archive.models import Article, Capture, Decision, OtherCapture, Source
from archive.models.decisions import Verb
from archive.rebuilding import NotEmpty, rebuild
from archive.rerun import reclean
from archive.search import search
from archive.search.results import SearchRequest
from tests.makers import answer, record, warc
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "herald.example").mkdir(parents=True)
    (folder / "herald.example" / "minister.txt").write_text(MINISTER)
    (folder / "treaty.txt").write_text(TREATY)
    lines = [
        {
            "url": "https://post.example/1",
            "captured_at": "2024-01-01T00:00:00Z",
            "text": TREATY.replace("Poland", "Peru"),
        },
        {
            "url": "https://post.example/1",
            "captured_at": "2024-01-02T00:00:00Z",
            "text": TREATY.replace("Poland", "Chile"),
        },
    ]
    (folder / "r.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "sources.yaml").write_text("- {name: The Herald, host: herald.example, language: en, sample: true}\n")
    return folder


CAPTURE = (
    "url", "origin", "payload_sha256", "captured_at", "kept_at", "warc_file", "warc_offset", "is_revisit",
    "address_key",
)  # fmt: skip


def view() -> list[Any]:
    """All that the archive says, without numbers that a database gives."""
    articles = [
        (
            row.title, row.byline, str(row.published_on), row.text, row.blocks, row.source.slug, row.is_sample,
            row.copy_of.title if row.copy_of else "",
            sorted(row.removals.values_list("position", "category", "rule", "text")),
            sorted(row.mentions.values_list("actor__kind", "actor__slug", "count", "prominence")),
            sorted(row.captures.values_list(*CAPTURE)),
            list(row.versions.in_order().values_list("seen_at", "title", "text")),
        )
        for row in Article.objects.all()
    ]  # fmt: skip
    sources = list(Source.objects.order_by("slug").values_list("name", "slug", "host", "language", "is_sample"))
    return [*sorted(articles, key=repr), *sources]


def forget() -> None:
    Capture.objects.all().delete()
    Article.objects.all().delete()
    Source.objects.all().delete()


def test_lost_database_is_made_again_from_the_holdings(pages: Path) -> None:
    ingest([pages])
    (pages / "treaty.txt").write_text(TREATY.replace("a week earlier", "eight days earlier"))
    ingest([pages])
    (pages / "treaty.txt").write_text(TREATY)
    ingest([pages])
    ingest([pages / "herald.example"], source="The Gazette")
    before = view()
    found = search(SearchRequest("treaty")).total
    assert (Article.objects.count(), Capture.objects.count()) == (4, 7)
    forget()
    rebuilt = rebuild()
    assert (rebuilt.pages.taken, rebuilt.pages.failures) == (7, [])
    assert view() == before
    assert search(SearchRequest("treaty")).total == found > 0


def test_rebuild_leaves_articles_alone_unless_told_to_replace_them(pages: Path) -> None:
    ingest([pages])
    before = view()
    with pytest.raises(NotEmpty):
        rebuild()
    rebuilt = rebuild(replace=True)
    assert (rebuilt.pages.taken, view()) == (4, before)
    with pytest.raises(NotEmpty):
        rebuild()


def test_interrupted_rebuild_goes_on(pages: Path) -> None:
    ingest([pages])
    before = view()
    seen: Iterator[int] = iter(range(2))

    class Killed(BaseException):
        pass

    def each() -> None:
        if next(seen, None) is None:
            raise Killed

    with pytest.raises(Killed):
        rebuild(replace=True, each=each)
    assert view() != before
    assert rebuild().pages.taken == 1
    assert view() == before


def test_what_an_interrupted_run_kept_comes_in_at_the_next_start(pages: Path) -> None:
    ingest([pages / "treaty.txt"])
    holdings = Holdings(Path(settings.ARCHIVE_HOLDINGS))
    now = datetime(2024, 5, 1, tzinfo=UTC)
    run = Holdings(Path(settings.ARCHIVE_HOLDINGS)).run()
    keeping = run.__enter__()
    keeping.keep(RawDocument("m.txt", MINISTER.encode(), MediaType.TEXT, MINISTER), now)
    torn = keeping.keep(RawDocument("n.txt", TREATY.encode(), MediaType.TEXT, TREATY), now)
    assert adopt_left().taken == 0  # the run goes on: its file is its own
    keeping.leave()
    path = next(Path(settings.ARCHIVE_HOLDINGS).glob("*.open"))
    with path.open("r+b") as stream:
        stream.truncate(torn.offset + torn.length + 20)
    adopted = adopt_left()
    assert (adopted.taken, adopted.failures) == (1, [])
    article = Article.objects.get(title__startswith="Ministers")
    assert (article.added_at, article.needs_index) == (now, False)
    assert list(Path(settings.ARCHIVE_HOLDINGS).glob("*.open")) == []
    assert (holdings.folder / torn.file).stat().st_size == torn.offset
    assert {result.outcome.value for result in _results(pages / "treaty.txt")} == {"unchanged"}


def _results(path: Path) -> list[Any]:
    results: list[Any] = []
    ingest([path], each=results.append)
    return results


def test_record_of_a_crawl_gets_its_row_again(tmp_path: Path) -> None:
    exchange = Exchange(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", b"\x89PNG", 200, "image/png")
    raw = RawDocument(
        "crawl.warc#1", b"\x89PNG", MediaType.OTHER, "", url="https://a.example/logo.png",
        captured_at=datetime(2020, 1, 1, tzinfo=UTC), kind=PageKind.IMAGE, exchange=exchange,
    )  # fmt: skip
    with Holdings(Path(settings.ARCHIVE_HOLDINGS)).run() as run:
        kept = run.keep(raw, datetime(2024, 5, 1, tzinfo=UTC))
    assert rebuild().pages.taken == 1
    row = OtherCapture.objects.get()
    assert (row.kind, row.url, row.media_type, row.payload_sha256) == ("image", raw.url, "image/png", kept.sha256)


def test_encoding_that_a_server_named_is_heard_again(tmp_path: Path) -> None:
    russian = "Президент заявил в Москве о новом договоре с соседними странами, сообщает газета {}. "
    paragraphs = "".join(f"<p>{russian.format(number) * 3}</p>" for number in range(8))
    body = f"<html><head><title>Договор</title></head><body><article>{paragraphs}</article></body></html>"
    crawled = record(
        "https://gazeta.example/2024/05/1", answer(body.encode("koi8-r"), media_type="text/html; charset=koi8-r")
    )
    (tmp_path / "crawl.warc.gz").write_bytes(warc([crawled]))
    ingest([tmp_path / "crawl.warc.gz"])
    before = view()
    assert (Article.objects.get().title, Capture.objects.get().encoding) == ("Договор", "koi8-r")
    rerun = reclean()
    assert (rerun.changed, rerun.unchanged, rerun.failures) == (0, 1, [])
    rebuild(replace=True)
    assert view() == before


def test_correction_holds_over_what_came_in_later(tmp_path: Path) -> None:
    def page(title: str, day: int) -> Path:
        file = tmp_path / f"{day}.jsonl"
        said = {
            "url": "https://post.example/1",
            "title": title,
            "text": TREATY,
            "captured_at": f"2024-01-0{day}T00:00:00Z",
        }
        file.write_text(json.dumps(said))
        return file

    ingest([page("Poland signs", 1)])
    fields = {"title": "A pact", "byline": "Ada Writer"}
    decide(Proposal(Verb.CORRECT, article=Article.objects.get(), detail={"fields": fields}), "ada")
    ingest([page("Poland and Latvia sign", 2)])
    before = view()
    rebuilt = rebuild(replace=True)
    assert (rebuilt.decisions, rebuilt.conflicts) == (1, [])
    assert view() == before
    decisions = export_decisions()
    Decision.objects.all().delete()
    forget()
    rebuilt = rebuild(decisions=decisions)
    assert (rebuilt.decisions, rebuilt.conflicts) == (1, [])
    assert view() == before
