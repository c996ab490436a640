import json
import os
import random
from functools import cache
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.management import call_command

from archive.documents import ActorKind, ActorRecord
from archive.holdings import Holdings
from archive.ingest import Result, ingest
from archive.models import Actor, Article, Capture, Mention, Source
from archive.models.authority import store_records
from archive.models.storing import Outcome
from archive.search import search
from archive.search.results import Choice, Facet, SearchRequest
from archive.tagging.authority_files import read_authority_file
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)


KNOWN = {"japan", "philippines", "poland", "germany", "nato", "jens-stoltenberg", "helmut-kohl", "north-korea"}
KNOWN |= {"south-korea", "united-states", "kim-jong-un", "donald-trump", "russia"}


@cache
def all_records() -> list[ActorRecord]:
    authority = Path(settings.ARCHIVE_AUTHORITY)
    return [record for file in sorted(authority.glob("*.yaml")) for record in read_authority_file(file)]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "minister.txt").write_text(MINISTER)
    (folder / "treaty.txt").write_text(TREATY)
    return folder


@pytest.fixture
def actors() -> None:
    store_records([record for record in all_records() if record.slug in KNOWN])


def outcomes(*paths: Path, **options: object) -> dict[str, str]:
    results: list[Result] = []
    ingest(paths, each=results.append, **options)  # type: ignore[arg-type]
    return {Path(result.origin).name: result.outcome.value for result in results}


def test_ingest_twice_creates_and_then_changes_nothing(pages: Path, actors: None) -> None:
    assert outcomes(pages) == {"minister.txt": "created", "treaty.txt": "created"}
    before = list(Article.objects.order_by("pk").values())
    assert outcomes(pages) == {"minister.txt": "unchanged", "treaty.txt": "unchanged"}
    assert list(Article.objects.order_by("pk").values()) == before
    assert Capture.objects.count() == 2


def test_ingested_article_is_clean_dated_tagged_and_found(pages: Path, actors: None) -> None:
    ingest([pages])
    article = Article.objects.get(title="Ministers agree on a patrol of the strait")
    assert (str(article.published_on), article.date_precision, article.date_origin) == ("2021-03-04", "day", "text")
    assert article.byline == "Ada Writer"
    assert "cookies" not in article.text
    assert "ALSO READ" not in article.text
    assert {"consent", "related"} <= set(article.removals.values_list("category", flat=True))
    tags = set(article.mentions.values_list("actor__kind", "actor__slug"))
    assert {
        ("country", "japan"),
        ("country", "philippines"),
        ("alliance", "nato"),
        ("person", "jens-stoltenberg"),
    } <= tags
    found = search(SearchRequest("patrol", {Facet.COUNTRY: Choice(include=("japan",))}))
    assert [hit.article_id for hit in found.hits] == [article.pk]


def test_spans_of_mentions_give_their_surface(pages: Path, actors: None) -> None:
    ingest([pages])
    spans = [
        (mention.article.title if span["place"] == "title" else mention.article.text)[span["start"] : span["end"]]
        == span["surface"]
        for mention in Mention.objects.select_related("article")
        for span in mention.spans
    ]
    assert len(spans) > 5
    assert all(spans)


def test_kept_bytes_are_those_of_the_file(pages: Path) -> None:
    ingest([pages])
    holdings = Holdings(Path(settings.ARCHIVE_HOLDINGS))
    kept = {Path(each.origin).name: holdings.read(each.warc_file, each.warc_offset) for each in Capture.objects.all()}
    assert kept == {path.name: path.read_bytes() for path in pages.iterdir()}


def test_changed_file_updates_its_article(pages: Path) -> None:
    ingest([pages])
    (pages / "treaty.txt").write_text(TREATY.replace("a week earlier", "eight days earlier"))
    assert outcomes(pages) == {"minister.txt": "unchanged", "treaty.txt": "updated"}
    article = Article.objects.get(title__contains="treaty with Poland")
    assert "eight days earlier" in article.text
    assert article.captures.count() == 2
    assert search(SearchRequest('"eight days"')).total == 1


def test_file_that_goes_back_takes_its_article_back(pages: Path) -> None:
    changed = TREATY.replace("a week earlier", "eight days earlier")
    for text in (TREATY, changed, TREATY):
        (pages / "treaty.txt").write_text(text)
        outcome = outcomes(pages)["treaty.txt"]
    article = Article.objects.get(title__contains="treaty with Poland")
    assert (outcome, "a week earlier" in article.text, article.captures.count()) == ("updated", True, 3)
    assert outcomes(pages)["treaty.txt"] == "unchanged"


def test_copy_in_another_source_is_a_duplicate_counted_once(pages: Path) -> None:
    for host in ("one.example", "two.example"):
        (pages / host).mkdir()
    (pages / "one.example" / "a.txt").write_text(TREATY)
    (pages / "two.example" / "b.txt").write_text(TREATY + "\nShare this article on Facebook\n")
    (pages / "treaty.txt").unlink()
    assert outcomes(pages) == {"minister.txt": "created", "a.txt": "created", "b.txt": "duplicate"}
    first, copy = Article.objects.filter(title__contains="Poland").order_by("pk")
    assert copy.copy_of == first
    found = search(SearchRequest("Poland"))
    assert found.total == 1
    assert {each.value for each in found.facets[Facet.SOURCE]} == {"one-example", "two-example"}


def test_same_bytes_under_two_hosts_are_an_article_and_its_copy(pages: Path) -> None:
    for host in ("one.example", "two.example"):
        (pages / host).mkdir()
        (pages / host / f"{host}.txt").write_text(TREATY.replace("Poland", "Hungary"))
    (pages / "treaty.txt").unlink()
    (pages / "minister.txt").unlink()
    assert outcomes(pages) == {"one.example.txt": "created", "two.example.txt": "duplicate"}
    assert outcomes(pages) == {"one.example.txt": "unchanged", "two.example.txt": "unchanged"}
    assert list(Article.objects.order_by("pk").values_list("source__host", "copy_of__source__host")) == [
        ("one.example", None),
        ("two.example", "one.example"),
    ]


def test_source_given_later_makes_a_copy_once(pages: Path) -> None:
    ingest([pages / "treaty.txt"])
    assert outcomes(pages / "treaty.txt", source="The Post") == {"treaty.txt": "duplicate"}
    assert outcomes(pages / "treaty.txt", source="the post") == {"treaty.txt": "unchanged"}
    assert outcomes(pages / "treaty.txt") == {"treaty.txt": "unchanged"}
    assert (Article.objects.count(), Capture.objects.count()) == (2, 2)


def test_same_bytes_under_two_hosts_that_name_their_source_are_one_capture(tmp_path: Path) -> None:
    page = f'<html><head><link rel="canonical" href="https://wire.example/1"></head><body><article><p>{TREATY}</p>'
    folder = tmp_path / "pages"
    for host in ("one.example", "two.example"):
        (folder / host).mkdir(parents=True)
        (folder / host / f"{host}.html").write_text(page)
    assert outcomes(folder) == {"one.example.html": "created", "two.example.html": "duplicate"}
    assert set(outcomes(folder).values()) <= {"unchanged", "duplicate"}
    assert (Article.objects.count(), Capture.objects.count()) == (1, 1)


def test_other_article_in_a_file_of_the_same_name_leaves_the_first_alone(tmp_path: Path) -> None:
    for folder, text in (("monday", MINISTER), ("tuesday", TREATY)):
        (tmp_path / folder / "pages").mkdir(parents=True)
        (tmp_path / folder / "pages" / "1.txt").write_text(text)
        assert outcomes(tmp_path / folder / "pages") == {"1.txt": "created"}
    assert Article.objects.count() == 2
    (tmp_path / "monday" / "pages" / "1.txt").write_text(MINISTER.replace("autumn", "winter"))
    assert outcomes(tmp_path / "monday" / "pages") == {"1.txt": "updated"}
    assert Article.objects.count() == 2


def test_name_of_a_source_is_cut_to_what_the_database_takes(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"source": "S" * 5000, "text": TREATY}))
    assert outcomes(tmp_path / "r.jsonl") == {"r.jsonl#1": "created"}
    assert [len(name) for name in Source.objects.values_list("name", flat=True)] == [200]
    (tmp_path / "r.jsonl").write_text(json.dumps({"source": "S" * 5000, "text": MINISTER}))
    assert outcomes(tmp_path / "r.jsonl") == {"r.jsonl#1": "created"}
    assert Source.objects.count() == 1


def test_file_whose_name_is_no_utf8_is_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    path = folder / os.fsdecode(b"caf\xe9.txt")
    path.write_text(TREATY)
    assert outcomes(folder) == {"caf\\xe9.txt": "created"}
    assert outcomes(folder) == {"caf\\xe9.txt": "unchanged"}


def test_same_text_of_one_source_is_one_more_capture(tmp_path: Path) -> None:
    lines = [{"url": f"https://one.example/{number}", "text": TREATY} for number in (1, 2)]
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    assert outcomes(tmp_path / "r.jsonl") == {"r.jsonl#1": "created", "r.jsonl#2": "duplicate"}
    assert (Article.objects.count(), Capture.objects.count()) == (1, 2)


def test_bad_files_are_rejected_with_reasons_and_stop_nothing(pages: Path) -> None:
    (pages / "bad.txt").write_bytes(random.Random(1).randbytes(500))
    (pages / "cookies.txt").write_text("We use cookies. Accept all cookies.\nManage preferences\nCookie policy\n")
    (pages / "empty.txt").touch()
    (pages / "picture.png").write_bytes(b"\x89PNG")
    tally = ingest([pages, pages / "missing"])
    assert tally.counts[Outcome.CREATED] == 2
    assert {Path(each.origin).name: each.reason.split(":")[0] for each in tally.rejections} == {
        "bad.txt": "not text",
        "cookies.txt": "no article was found in the page",
        "empty.txt": "empty",
        "missing": "no such file or folder",
        "picture.png": ".png files are not read; docs/formats.md lists those that are",
    }


def test_dry_run_says_what_would_happen_and_changes_nothing(pages: Path) -> None:
    assert outcomes(pages, dry_run=True) == {"minister.txt": "created", "treaty.txt": "created"}
    assert (Article.objects.count(), Source.objects.count(), Holdings(Path(settings.ARCHIVE_HOLDINGS)).files()) == (
        0,
        0,
        [],
    )


def test_source_is_taken_from_option_record_address_or_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "herald.example").mkdir(parents=True)
    (folder / "herald.example" / "a.txt").write_text(MINISTER)
    (folder / "r.jsonl").write_text(
        json.dumps({"url": "https://www.gazette.example/1", "source": "The Gazette", "text": TREATY})
    )
    (folder / "sources.yaml").write_text("- {name: The Herald, host: herald.example, language: en, sample: true}\n")
    ingest([folder])
    assert sorted(Source.objects.values_list("name", "host", "is_sample")) == [
        ("The Gazette", "gazette.example", False),
        ("The Herald", "herald.example", True),
    ]
    (tmp_path / "other.txt").write_text(MINISTER.replace("autumn", "winter"))
    ingest([tmp_path / "other.txt"], source="The Post")
    assert Article.objects.get(text__contains="winter").source.name == "The Post"


def test_curated_title_and_rejected_mention_survive_an_update(pages: Path, actors: None) -> None:
    ingest([pages])
    article = Article.objects.get(title__startswith="Ministers")
    Article.objects.filter(pk=article.pk).update(title="Mine", curated_fields=["title"])
    article.mentions.filter(actor__slug="nato").update(rejected=True, curated=True)
    (pages / "minister.txt").write_text(MINISTER.replace("three weeks", "four weeks"))
    assert outcomes(pages)["minister.txt"] == "updated"
    article.refresh_from_db()
    assert (article.title, "four weeks" in article.text) == ("Mine", True)
    assert list(article.mentions.filter(actor__slug="nato").values_list("rejected", flat=True)) == [True]
    assert search(SearchRequest("", {Facet.ALLIANCE: Choice(include=("nato",))})).total == 0


def test_mention_of_a_merged_actor_goes_to_the_one_it_was_merged_into(pages: Path, actors: None) -> None:
    into = Actor.objects.create(kind=ActorKind.ALLIANCE, slug="merged-nato", name="Merged")
    Actor.objects.filter(kind="alliance", slug="nato").update(merged_into=into)
    Actor.objects.get(slug="nato").names.all()
    ingest([pages])
    assert not Mention.objects.filter(actor__slug="nato").exists()


def test_retag_and_reclean_change_nothing_when_nothing_is_new(
    pages: Path, actors: None, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest([pages])
    call_command("retag")
    call_command("reclean")
    assert capsys.readouterr().out.splitlines() == ["0 changed, 2 unchanged, 0 failed"] * 2


def test_command_prints_the_table_and_fails_for_a_rejection(
    pages: Path, actors: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (pages / "empty.txt").touch()
    report = pages.parent / "report.jsonl"
    with pytest.raises(SystemExit) as stopped:
        call_command("ingest", str(pages), "--report", str(report))
    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert [line.split() for line in printed.out.splitlines()] == [
        ["created", "2"],
        ["updated", "0"],
        ["unchanged", "0"],
        ["duplicate", "0"],
        ["kept,", "not", "an", "article", "0"],
        ["rejected", "1"],
    ]
    assert printed.err == "rejected  pages/empty.txt: empty: the file holds no text\n"
    assert [json.loads(line)["outcome"] for line in report.read_text().splitlines()] == [
        "rejected",
        "created",
        "created",
    ]


def test_command_loads_the_authority_files_where_no_actor_is_known(
    pages: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pages.parent / "authority"
    folder.mkdir()
    (folder / "countries.yaml").write_text("- {slug: japan, name: Japan, code: JP}\n")
    settings.ARCHIVE_AUTHORITY = folder
    call_command("ingest", str(pages))
    assert capsys.readouterr().err == "Loading the authority files (once)\n"
    assert Mention.objects.filter(actor__slug="japan").count() == 1


def test_seeds_come_in_once(seeds: Path, actors: None) -> None:
    assert list(outcomes(seeds).values()) == ["created"] * 5
    assert list(outcomes(seeds).values()) == ["unchanged"] * 5
    found = search(SearchRequest("troops", {Facet.PERSON: Choice(include=("kim-jong-un",))}))
    assert found.total >= 2


def test_a_page_under_its_amp_mobile_and_tracked_addresses_is_one_article(tmp_path: Path, actors: None) -> None:
    addresses = (
        "https://www.herald.example/2021/03/patrol",
        "https://m.herald.example/2021/03/patrol?utm_source=letter",
        "https://www.herald.example/2021/03/patrol/amp/",
    )
    for number, address in enumerate(addresses):
        record = {"url": address, "title": "Ministers agree", "text": MINISTER, "source": "Herald"}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(record))
    outcomes(tmp_path)
    article = Article.objects.get()
    assert article.url == addresses[0]
    assert {capture.url for capture in article.captures.all()} == set(addresses)
