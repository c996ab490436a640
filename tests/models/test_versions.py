"""Versions and stories, through ingest: pages are written to files with the time of their capture and taken in."""

import json
from pathlib import Path
from typing import Any

import pytest

from archive.ingest import ingest
from archive.models import Article, Version
from archive.rerun import reclean

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPHS = (
    "The ministers of the three countries agreed on Tuesday to share their radar pictures, a spokeswoman said.",
    "The plan was drawn up over the winter in Tallinn, where the staffs of all three navies met five times.",
    "Two of the governments still need the consent of their parliaments, which is expected before the summer.",
    "A fourth country was invited and sent an observer, who did not speak at the closing press conference.",
)
TEXT = "\n\n".join(PARAGRAPHS)
URL = "https://record.example/2024/radar"


def take(folder: Path, name: str, **record: Any) -> None:
    """Take one record in."""
    file = folder / f"{name}.jsonl"
    defaults = {"url": URL, "title": "Three navies share a picture", "text": TEXT, "source": "Daily Record"}
    file.write_text(json.dumps({**defaults, **record}) + "\n")
    ingest([file])


def states() -> list[tuple[str, dict[str, Any], bool]]:
    return [(v.title, v.changes, v.is_silent) for v in Version.objects.in_order()]


def test_a_page_seen_again_as_it_was_has_one_state_and_no_version(tmp_path: Path) -> None:
    take(tmp_path, "a")
    take(tmp_path, "b", text=TEXT + "\n")
    assert Article.objects.get().captures.count() >= 1
    assert states() == []


def test_a_removed_sentence_makes_a_version_and_is_a_silent_edit(tmp_path: Path) -> None:
    take(tmp_path, "a")
    take(tmp_path, "b", text="\n\n".join(PARAGRAPHS[:3]))
    assert states() == [
        ("Three navies share a picture", {}, False),
        ("Three navies share a picture", {"removed": 1}, True),
    ]
    article = Article.objects.get()
    assert PARAGRAPHS[3] not in article.text
    assert [capture.version_id for capture in article.captures.order_by("pk")] == [
        version.pk for version in article.versions.in_order()
    ]


def test_a_changed_headline_alone_is_a_version(tmp_path: Path) -> None:
    take(tmp_path, "a")
    take(tmp_path, "b", title="Three navies quarrel over a picture")
    assert [state[1:] for state in states()] == [({}, False), ({"headline": True}, True)]
    assert Article.objects.get().title == "Three navies quarrel over a picture"


def test_a_page_that_goes_back_to_what_it_was_has_three_versions(tmp_path: Path) -> None:
    for name, title in (("a", "First headline"), ("b", "Second headline"), ("c", "First headline")):
        take(tmp_path, name, title=title)
    assert [state[0] for state in states()] == ["First headline", "Second headline", "First headline"]
    assert Article.objects.get().title == "First headline"


def test_an_older_capture_that_comes_in_late_stands_before_and_changes_nothing_shown(tmp_path: Path) -> None:
    take(tmp_path, "b", title="As it was in May", captured_at="2024-05-01T10:00:00Z")
    take(tmp_path, "a", title="As it was in March", captured_at="2024-03-01T10:00:00Z")
    assert [state[0] for state in states()] == ["As it was in March", "As it was in May"]
    assert Article.objects.get().title == "As it was in May"


def test_versions_are_the_same_after_cleaning_again(tmp_path: Path) -> None:
    take(tmp_path, "a")
    take(tmp_path, "b", text="\n\n".join(PARAGRAPHS[:3]))
    before = list(Version.objects.in_order().values())
    reclean()
    assert list(Version.objects.in_order().values()) == before


def test_an_edited_copy_elsewhere_joins_the_story_of_the_first(tmp_path: Path) -> None:
    take(tmp_path, "a", published="2024-03-02")
    copy = TEXT.replace("on Tuesday ", "").replace(PARAGRAPHS[3], "The agency did not say which country that was.")
    take(tmp_path, "b", url="https://courier.example/1", source="Courier", published="2024-03-01", text=copy)
    first, other = Article.objects.get(source__name="Courier"), Article.objects.get(source__name="Daily Record")
    assert (first.copy_of_id, other.copy_of_id) == (None, first.pk)


def test_a_copy_that_is_rewritten_leaves_the_story(tmp_path: Path) -> None:
    take(tmp_path, "a", published="2024-03-01")
    take(tmp_path, "b", url="https://courier.example/1", source="Courier", published="2024-03-02")
    assert Article.objects.filter(copy_of__isnull=False).count() == 1
    rewritten = " ".join(f"Another sentence number {n} tells of harvests, rivers and festivals." for n in range(12))
    take(tmp_path, "c", url="https://courier.example/1", source="Courier", published="2024-03-02", text=rewritten)
    assert Article.objects.filter(copy_of__isnull=False).count() == 0


def test_two_stories_become_one_when_a_text_between_them_comes_in(tmp_path: Path) -> None:
    more = "The radars stand on islands, on two cliffs and on a lighthouse that was built under the last tsar."
    other = "Journalists were shown a screen with nine ships on it, of which one turned out to be a flock of geese."
    half, rest = "\n\n".join((*PARAGRAPHS[:2], more)), "\n\n".join((*PARAGRAPHS[2:], other))
    take(tmp_path, "a", url="https://one.example/1", source="One", text=half, published="2024-03-01")
    take(tmp_path, "b", url="https://two.example/1", source="Two", text=rest, published="2024-03-02")
    assert Article.objects.filter(copy_of__isnull=False).count() == 0
    take(tmp_path, "c", url="https://three.example/1", source="Three", text=f"{half}\n\n{rest}", published="2024-03-03")
    assert sorted(Article.objects.values_list("source__name", "copy_of__source__name")) == [
        ("One", None),
        ("Three", "One"),
        ("Two", "One"),
    ]


def test_a_line_learned_between_two_captures_is_no_edit(tmp_path: Path) -> None:
    motto = "The office of the harbour reminds everyone that the weather can change within an hour."
    own = "Paragraph {0} of {1} tells what the council of village {1} decided in its {0}th meeting of the year."

    def page(number: int) -> str:
        parts = [own.format(at, number) for at in range(6)]
        return "\n\n".join([*parts[:3], motto, *parts[3:]])

    for number in range(4):
        take(
            tmp_path, f"p{number}", url=f"https://record.example/{number}", title=f"Village {number}", text=page(number)
        )
    assert motto in Article.objects.get(title="Village 0").text
    longer = page(0) + "\n\nIt will meet again."
    take(tmp_path, "again", url="https://record.example/0", title="Village 0", text=longer)
    article = Article.objects.get(title="Village 0")
    assert motto not in article.text
    assert [version.changes for version in article.versions.in_order()] == [{}, {"added": 1}]


def test_many_copies_in_one_batch_are_one_story(tmp_path: Path) -> None:
    rows = [
        {
            "url": f"https://paper{number}.example/1",
            "title": "Three navies share a picture",
            "source": f"Paper {number}",
            "published": f"2024-03-{20 - number:02d}",
            "text": TEXT + f"\n\nThe {number} readers of this paper were told on Tuesday.",
        }
        for number in range(12)
    ]
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ingest([file])
    first = Article.objects.get(copy_of=None)
    assert first.source.name == "Paper 11"
    assert set(Article.objects.exclude(pk=first.pk).values_list("copy_of", flat=True)) == {first.pk}
