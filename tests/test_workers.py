import gc
import re
import weakref
from collections import UserList
from pathlib import Path

import pytest
from django.conf import LazySettings

from archive.documents import Block, CleanDocument, MediaType, RawDocument
from archive.handling import DIED, tag_page
from archive.ingest import Result, ingest
from archive.management.commands.ingest import Command
from archive.models import Article, Capture, LearnedLine, Mention, OtherCapture, Removal
from archive.tagging import Authority
from archive.working import Workers
from tests.cleaning.test_recurring import prose
from tests.deadly import die
from tests.makers import answer, page, record, sha1, warc
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)


def crawl(path: Path) -> Path:
    """A crawl of articles among which a front page, a list, an image, a redirect and an error stand."""
    listing = page("Politics", "").replace(
        b"<article>", b"<div>" + b"<li><a href='/x'>A headline that leads on</a></li>" * 40
    )
    listing = listing[: listing.index(b"<h1>")] + b"</div></body></html>"
    parts = [
        record("https://herald.example/", answer(listing)),
        record("https://herald.example/2024/05/06/ministers-agree-on-patrol", answer(page("Ministers", MINISTER))),
        record("https://herald.example/tag/politics/", answer(listing)),
        record("https://herald.example/a.png", answer(b"\x89PNG\r\n\x1a\n", media_type="image/png")),
        record("https://herald.example/old", answer(b"", "301 Moved", more="Location: /\r\n")),
        record("https://herald.example/gone", answer(page("Gone"), "404 Not Found")),
        record("https://gazette.example/2024/05/07/treaty-with-poland-is-signed", answer(page("Treaty", TREATY))),
        record("https://other.example/2024/05/07/treaty-with-poland-is-signed", answer(page("Treaty", TREATY))),
        record("https://herald.example/cut", answer(page("Cut")), length=10**9),
    ]
    path.write_bytes(warc(parts))
    return path


def results(*paths: Path, workers: int = 1) -> list[tuple[str, str, str]]:
    found: list[Result] = []
    ingest(paths, each=found.append, workers=workers)
    return [(each.origin.partition("#")[2], each.outcome.value, each.reason.partition(":")[0]) for each in found]


def test_of_a_crawl_articles_become_articles_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = crawl(tmp_path / "c.warc.gz")
    assert results(path) == [
        ("1", "kept", "home page"),
        ("2", "created", ""),
        ("3", "kept", "section or tag page"),
        ("4", "kept", "image"),
        ("5", "kept", "redirect"),
        ("6", "kept", "error page"),
        ("7", "created", ""),
        ("8", "duplicate", f"the same text as article {Article.objects.get(source__host='gazette.example').pk}"),
        ("9", "rejected", "damaged"),
    ]
    assert dict(OtherCapture.objects.values_list("kind", "media_type")) == {
        "home page": "text/html",
        "section or tag page": "text/html",
        "image": "image/png",
        "redirect": "text/html",
        "error page": "text/html",
    }
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Capture, OtherCapture)]
    assert {outcome for _, outcome, _ in results(path)} == {"unchanged", "rejected"}
    assert [list(model.objects.order_by("pk").values()) for model in (Article, Capture, OtherCapture)] == before


def stored() -> list[list[tuple[object, ...]]]:
    """What the archive holds, but for the numbers of its rows."""
    fields = ("title", "text", "byline", "published_on", "source__host", "copy_of__title", "text_sha256")
    return [
        list(Article.objects.order_by("pk").values_list(*fields)),
        list(
            Mention.objects.order_by("article__pk", "actor__slug").values_list("article__title", "actor__slug", "spans")
        ),
        list(Capture.objects.order_by("pk").values_list("url", "payload_sha256", "article__title")),
        list(OtherCapture.objects.order_by("pk").values_list("url", "kind")),
    ]


def test_outcome_and_order_are_the_same_with_several_workers(tmp_path: Path, settings: LazySettings) -> None:
    settings.ARCHIVE_BATCH = 3
    path = crawl(tmp_path / "c.warc.gz")
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(TREATY.replace("Poland", ["Poland", "Hungary", "Latvia"][number % 3]))
    one, state = results(path, folder), stored()
    for model in (Capture, OtherCapture, Mention, Article):
        model.objects.all().delete()
    several = results(path, folder, workers=2)
    assert [re.sub(r"\d+$", "", " ".join(each)) for each in several] == [
        re.sub(r"\d+$", "", " ".join(each)) for each in one
    ]
    assert stored() == state


PLEA = "The Coast News is written by twelve people in one room above the fish market of Odesa."


def test_lines_of_a_source_are_taken_out_and_pages_tagged_without_them_by_any_number_of_workers(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.ARCHIVE_BATCH = 4
    folder = tmp_path / "in"
    for number in range(12):
        for host, ending in (("coast.example", "txt"), ("shore.example", "html")):
            first, *rest = prose(number, 6)
            text = "\n".join([first, *([PLEA] if number % 2 else []), "Ukraine and Poland agreed on it.", *rest])
            (folder / host).mkdir(parents=True, exist_ok=True)
            made = page(f"Report {number}", text).decode() if ending == "html" else f"Report {number}\n\n{text}"
            (folder / host / f"{number:02}.{ending}").write_text(made)
    one, state = results(folder), [stored(), learned()]
    assert {outcome for _, outcome, _ in one} == {"created"}
    assert Removal.objects.filter(text=PLEA, rule="known-furniture").count() == 12
    assert not Article.objects.filter(text__contains="Odesa").exists()
    for model in (Capture, Mention, Article, LearnedLine):
        model.objects.all().delete()
    assert results(folder, workers=2) == one
    assert [stored(), learned()] == state


def learned() -> list[tuple[object, ...]]:
    """What is known of sources' lines, and what was taken out of pages."""
    lines = LearnedLine.objects.order_by("source__host", "text").values_list("source__host", "text", "articles")
    return [*lines, *Removal.objects.order_by("article__pk", "position").values_list("article__title", "text", "rule")]


def test_work_is_done_here_where_the_workers_have_much_to_do_already() -> None:
    document = CleanDocument(title="Title", blocks=(Block(0, "One"),))
    with Workers(2, []) as workers:
        busy = [workers.ask(die, RawDocument("o", b"", MediaType.TEXT, str(number))) for number in range(6)]
        tagged = [workers.result(workers.tag(document)) for _ in range(2)]
        assert [workers.result(task).document.title for task in busy] == ["0", "1", "2", "3", "4", "5"]
        assert [*tagged, workers.result(workers.tag(document))] == [tag_page(document, Authority([]))] * 3


def test_results_that_were_taken_are_let_go_of() -> None:
    with Workers(2, []) as workers:
        task = workers.call(UserList, ([1],))
        held = weakref.ref(workers.result(task))
        del task
        workers.result(workers.call(UserList, ([1],)))
        gc.collect()
        assert held() is None


def test_revisit_of_another_crawl_is_the_page_that_is_held(tmp_path: Path) -> None:
    body, url = page("Ministers", MINISTER), "https://herald.example/2024/05/06/ministers-agree-on-patrol"
    (tmp_path / "a.warc.gz").write_bytes(warc([record(url, answer(body))]))
    again = record(url, b"", "revisit", WARC_Payload_Digest=sha1(body), date="2024-07-01T00:00:00Z")
    (tmp_path / "b.warc.gz").write_bytes(warc([again]))
    assert [outcome for _, outcome, _ in results(tmp_path / "a.warc.gz")] == ["created"]
    assert [outcome for _, outcome, _ in results(tmp_path / "b.warc.gz")] == ["unchanged"]
    moments = Capture.objects.order_by("captured_at").values_list("captured_at__month", "article__title")
    assert list(moments) == [(5, "Ministers"), (7, "Ministers")]


def test_page_that_kills_its_worker_is_named_and_the_others_done() -> None:
    texts = ["one", "two", "deadly", "three", "four"]
    with Workers(2, []) as workers:
        tasks = [workers.ask(die, RawDocument(text, b"", MediaType.TEXT, text)) for text in texts]
        found = [workers.result(task) for task in tasks]
        assert [each.document.title if each.document else each.reason for each in found] == [
            "one",
            "two",
            DIED,
            "three",
            "four",
        ]
        again = workers.ask(die, RawDocument("o", b"", MediaType.TEXT, "after"))
        assert workers.result(again).document.title == "after"


@pytest.mark.parametrize("given", ["0", "x", "65", "-1"])
def test_number_of_workers_is_checked(given: str) -> None:
    parser = Command().create_parser("manage.py", "ingest")
    with pytest.raises(Exception, match="give a number from 1 to 64"):
        parser.parse_args(["x", "--workers", given])


def test_columns_are_checked() -> None:
    parser = Command().create_parser("manage.py", "ingest")
    assert parser.parse_args(["x", "--columns", "title=Kop, text=Stuk"]).columns == {"Kop": "title", "Stuk": "text"}
    with pytest.raises(Exception, match="'colour' is no field"):
        parser.parse_args(["x", "--columns", "colour=a"])
