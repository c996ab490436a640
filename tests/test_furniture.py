"""What the archive learns of its sources' lines, from the first page to `reclean`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from archive import furniture as furniture_module
from archive.cleaning.furniture import fingerprint
from archive.cleaning.recurring import PageLines, SourceLines
from archive.documents import MediaType, RawDocument
from archive.furniture import Learning, Publisher, page_number
from archive.ingest import ingest
from archive.models import Article, LearnedLine, Removal, Source
from archive.models import learning as learning_module
from archive.models.furniture import Ruling
from archive.models.learning import furniture_of, hold_down, recall, relearn
from archive.rerun import reclean
from tests.cleaning.test_recurring import BACKGROUND, prose

pytestmark = pytest.mark.django_db(transaction=True)

MOTTO = "The Coast News has been read by all who work on the coast since 1921."
PLEA = "The Coast News is written by twelve people in one room above the fish market."


def page(seed: int, *extra: str) -> str:
    first, *rest = prose(seed, 6)
    return "\n\n".join([f"Report number {seed} of the harbour office", first, *extra, *rest])


def folder_of(path: Path, pages: dict[str, str], host: str = "coast.example") -> Path:
    folder = path / host
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text)
    return path


def collection(path: Path, numbers: range, *extra: str) -> Path:
    return folder_of(path, {f"{number:02}": page(number, *extra) for number in numbers})


def texts() -> dict[str, str]:
    return dict(Article.objects.order_by("pk").values_list("captures__origin", "text"))


def lines() -> dict[str, tuple[int, int, bool]]:
    return {line.text: (line.articles, len(line.examples), line.is_furniture) for line in LearnedLine.objects.all()}


def test_first_import_learns_before_it_cleans(tmp_path: Path) -> None:
    ingest([collection(tmp_path / "in", range(4), PLEA)])
    assert [PLEA in text for text in texts().values()] == [False] * 4
    assert list(Removal.objects.filter(text=PLEA).values_list("rule", flat=True)) == ["known-furniture"] * 4
    assert lines() == {PLEA: (4, 4, True)}


def test_ingesting_twice_counts_once(tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", range(4), PLEA)
    ingest([folder])
    before = list(LearnedLine.objects.values())
    ingest([folder])
    assert list(LearnedLine.objects.values()) == before


def test_dry_run_learns_nothing_for_good(tmp_path: Path) -> None:
    ingest([collection(tmp_path / "in", range(4), PLEA)], dry_run=True)
    assert (LearnedLine.objects.count(), Source.objects.count()) == (0, 0)


def test_one_folder_or_two_halves_with_reclean_give_the_same(tmp_path: Path) -> None:
    pages = {number: page(number, *([PLEA] if number % 2 else [MOTTO])) for number in range(8)}
    halves = [{f"{n:02}": text for n, text in pages.items() if (n < 4) is half} for half in (True, False)]
    for half in halves:
        ingest([folder_of(tmp_path / "in", half)])
    reclean()
    parted, learned = texts(), lines()
    LearnedLine.objects.all().delete()
    Article.objects.all().delete()
    ingest([tmp_path / "in"])
    assert (texts(), lines()) == (parted, learned)
    assert [PLEA in text or MOTTO in text for text in parted.values()] == [False] * 8


def test_later_pages_teach_and_reclean_applies_it_to_earlier_ones(tmp_path: Path) -> None:
    for number in range(3):
        ingest([collection(tmp_path / "in", range(number, number + 1), PLEA)])
    assert [PLEA in text for text in texts().values()] == [True, True, False]
    assert lines() == {PLEA: (3, 3, True)}
    rerun = reclean()
    assert (rerun.changed, rerun.unchanged, rerun.failures) == (2, 1, [])
    assert [PLEA in text for text in texts().values()] == [False] * 3
    assert reclean().changed == 0


def test_captures_of_one_article_and_near_copies_are_not_several_articles(tmp_path: Path) -> None:
    states = [{"url": "https://coast.example/1", "text": page(1, PLEA, f"Edition {n}.")} for n in range(5)]
    copies = [{"url": f"https://coast.example/c{n}", "text": page(2, PLEA, *prose(70 + n, 1))} for n in range(5)]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(record) for record in states + copies))
    ingest([tmp_path / "in.jsonl"])
    reclean()
    assert LearnedLine.objects.filter(is_furniture=True).count() == 0
    assert all(PLEA in text for text in texts().values())


def test_background_of_some_articles_stays(tmp_path: Path) -> None:
    folder = collection(tmp_path / "in", range(4), BACKGROUND)
    ingest([collection(folder, range(4, 30))])
    reclean()
    assert sum(BACKGROUND in text for text in texts().values()) == 4


def test_pages_of_no_known_source_teach_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(page(number, PLEA))
    ingest([folder])
    reclean()
    assert LearnedLine.objects.count() == 0


def test_given_source_is_learned_of(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(page(number, PLEA))
    ingest([folder], source="The Coast News")
    assert lines() == {PLEA: (4, 4, True)}
    assert [PLEA in text for text in texts().values()] == [False] * 4


def test_given_source_is_known_again_in_any_script(tmp_path: Path) -> None:
    for numbers in (range(3), range(3, 5)):
        folder = tmp_path / f"loose{numbers.start}"
        folder.mkdir()
        for number in numbers:
            (folder / f"{number}.txt").write_text(page(number, PLEA))
        ingest([folder], source="Élan des Côtes")
    assert lines() == {PLEA: (5, 5, True)}


def test_sources_are_learned_apart(tmp_path: Path) -> None:
    for host in ("one.example", "two.example"):
        numbers = range(2) if host == "one.example" else range(2, 4)
        folder_of(tmp_path / "in", {f"{n}": page(n, PLEA) for n in numbers}, host)
    ingest([tmp_path / "in"])
    assert all(PLEA in text for text in texts().values())


@pytest.mark.parametrize("ruling", [Ruling.KEEP, Ruling.REMOVE])
def test_curators_ruling_survives_and_reclean_applies_it(ruling: Ruling, tmp_path: Path) -> None:
    keep = ruling is Ruling.KEEP
    line = PLEA if keep else MOTTO
    folder = collection(tmp_path / "in", range(4), PLEA)
    (folder / "coast.example" / "00.txt").write_text(page(0, PLEA, MOTTO))
    ingest([folder])
    row, _ = LearnedLine.objects.get_or_create(
        source=Source.objects.get(),
        fingerprint=fingerprint(line),
        defaults={"text": line, "size": 99},
    )
    row.ruling, row.ruled_by = ruling, "ada"
    row.save()
    reclean()
    assert [line in text for text in texts().values()] == ([True] * 4 if keep else [False] * 4)
    relearn()
    row.refresh_from_db()
    assert (row.ruling, row.ruled_by) == (ruling, "ada")
    ingest([collection(tmp_path / "more", range(5, 6), PLEA, MOTTO)])
    assert (line in Article.objects.latest("pk").text) is keep


def test_memory_is_held_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture_module, "HELD_DOWN_EVERY", 2)
    monkeypatch.setattr(learning_module.hold_down, "__defaults__", (40,))
    monkeypatch.setattr(learning_module, "MOST_SKETCHES", 16)
    learning = Learning()
    for number in range(40):
        content = page(number, PLEA)
        learning.look_at(RawDocument("x", content.encode(), MediaType.TEXT, content, url=f"https://a.example/{number}"))
    known = learning._sources[Publisher("a.example")]
    assert len(known.lines.lines) < 60
    assert [len(line.examples) for line in known.lines.lines.values() if line.articles == 40] == [5]


def test_what_recurs_is_kept_when_memory_is_held_down() -> None:
    source = SourceLines()
    for number in range(9):
        source.add(number, PageLines.of([*prose(number), PLEA]), recall)
    hold_down([source], most=3)
    assert [line.text for line in source.lines.values()] == [PLEA]


def test_only_the_most_frequent_lines_of_a_source_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([collection(tmp_path / "in", range(4), PLEA)])
    ingest([collection(tmp_path / "in", range(4, 6), MOTTO)])
    relearn()
    assert set(lines()) == {PLEA, MOTTO}
    monkeypatch.setattr(learning_module, "MOST_KEPT", 1)
    relearn()
    assert set(lines()) == {PLEA}


def test_page_is_known_by_its_address_else_by_its_bytes() -> None:
    one = RawDocument("a", b"one", MediaType.TEXT, "one", url="https://a.example/1")
    assert page_number(one) == page_number(RawDocument("b", b"two", MediaType.TEXT, "two", url="https://a.example/1"))
    assert page_number(RawDocument("a", b"one", MediaType.TEXT, "one")) < 0
    assert page_number(RawDocument("a", b"one", MediaType.TEXT, "one")) != page_number(one)


def test_furniture_of_a_source_is_loaded_in_two_queries(
    tmp_path: Path, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    ingest([collection(tmp_path / "in", range(6), PLEA, MOTTO)])
    source = Source.objects.get().pk
    with django_assert_num_queries(2):  # type: ignore[operator]  # the fixture is a function
        assert len(furniture_of(source).pages) == 2


def test_folder_that_moved_teaches_nothing_twice(tmp_path: Path) -> None:
    ingest([collection(tmp_path / "in", range(4), PLEA)])
    shutil.copytree(tmp_path / "in", tmp_path / "again")
    ingest([tmp_path / "again"])
    assert lines() == {PLEA: (4, 4, True)}
