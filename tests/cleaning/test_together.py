import json
from pathlib import Path

from django.core.management import call_command

from archive.cleaning.records import clean_record
from archive.cleaning.together import furniture_of_hosts, host_of

MOTTO = "The office of the harbour reminds everyone that the weather can change within an hour."
STORIES = (
    ("The ferry to the islands stays in port until the inspectors have seen its new engine, the company said.", 40),
    ("A council of nine villages will decide in spring who may fish behind the breakwater and for how long.", 51),
    ("Two navies measured the same wreck and came to different lengths, which lawyers have argued about since.", 62),
    ("The lighthouse keeper's daughter gave the museum eleven notebooks about the weather of the last century.", 73),
)


def page(number: int, host: str = "chronicle.example") -> dict[str, str]:
    story, length = STORIES[number]
    own = [f"{story} Paragraph {at} of {length} tells {length * at} things of its own about it." for at in range(6)]
    text = "\n\n".join([f"Headline number {length}", *own[:3], MOTTO, *own[3:]])
    return {"id": str(number), "url": f"https://www.{host}/{number}", "text": text}


def test_a_line_on_every_page_of_a_host_is_furniture_of_its_records() -> None:
    records = [page(number) for number in range(4)]
    furniture = furniture_of_hosts(lambda: records)
    assert set(furniture) == {"chronicle.example"}
    alone, together = clean_record(records[0]), clean_record(records[0], furniture["chronicle.example"])
    assert MOTTO in alone["text"]
    assert MOTTO not in together["text"]
    assert [gone["text"] for gone in together["removed"] if gone["category"] == "furniture"] == [MOTTO]


def test_two_pages_of_a_host_teach_nothing() -> None:
    records = [page(0), page(1), page(2, "other.example")]
    assert furniture_of_hosts(lambda: records) == {}


def test_host_of_a_record_without_a_good_address_is_none() -> None:
    assert [host_of({"url": url}) for url in ("https://www.a.example/x", "", "http://[bad", 7, None)] == [
        "a.example",
        "",
        "",
        "",
        "",
    ]


def test_clean_jsonl_learns_from_the_file_unless_told_to_take_each_record_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(page(number)) + "\n" for number in range(4)))
    texts = []
    for options in ({}, {"alone": True}):
        call_command("clean", str(source), str(target), jsonl=True, **options)
        texts.append([json.loads(line)["text"] for line in target.read_text().splitlines()])
    assert [MOTTO in text for text in texts[0]] == [False] * 4
    assert [MOTTO in text for text in texts[1]] == [True] * 4
