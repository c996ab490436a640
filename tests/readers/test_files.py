import json
import os
from pathlib import Path

from archive.documents import MediaType, RawDocument
from archive.readers import Rejection, read
from archive.readers.files import size_of

MEGABYTE = 1_000_000


def found(path: Path, limit: int = MEGABYTE) -> list[tuple[str, str]]:
    """Each page's origin with its content, each rejection's with its reason."""
    return [(each.origin, each.reason if isinstance(each, Rejection) else each.content) for each in read(path, limit)]


def test_folder_is_read_in_order_with_formats_by_name_and_looks(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "b").mkdir(parents=True)
    (pages / "b" / "two.html").write_text("<p>Two</p>")
    (pages / "a.txt").write_text("One")
    (pages / "c.txt").write_text("<!DOCTYPE html><html><p>Three</p></html>")
    (pages / "plain").write_text("Four")
    (pages / ".hidden").write_text("no")
    (pages / "README.md").write_text("no")
    documents = [each for each in read(pages, MEGABYTE) if isinstance(each, RawDocument)]
    assert [(each.origin, each.media_type, each.is_markup) for each in documents] == [
        ("pages/a.txt", MediaType.TEXT, False),
        ("pages/b/two.html", MediaType.HTML, True),
        ("pages/c.txt", MediaType.HTML, True),
        ("pages/plain", MediaType.TEXT, False),
    ]
    assert size_of(pages) == sum(len(each.payload) for each in documents)


def test_missing_path_is_rejected(tmp_path: Path) -> None:
    assert found(tmp_path / "nothing") == [(str(tmp_path / "nothing"), "no such file or folder")]


def test_unknown_format_is_rejected_with_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    assert [reason for _, reason in found(tmp_path / "report.pdf")] == [
        ".pdf files are not read; docs/formats.md lists those that are"
    ]


def test_large_file_is_rejected_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("x" * 2_100_000)
    assert found(tmp_path / "large.txt", 2 * MEGABYTE) == [
        ("large.txt", "too large: 2.1 MB, the limit is 2 MB (ARCHIVE_MAX_PAGE_MB)")
    ]


def test_folder_named_like_a_host_tells_the_source(tmp_path: Path) -> None:
    folder = tmp_path / "pages" / "www.herald.example" / "2024"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("One")
    (document,) = read(tmp_path / "pages", MEGABYTE)
    assert isinstance(document, RawDocument)
    assert document.declared.host == "herald.example"


def test_json_lines_give_a_page_a_record_and_name_bad_lines(tmp_path: Path) -> None:
    record = {"url": "https://a.example/1", "title": "T", "byline": ["A", "B"], "published": 2024, "text": "Body"}
    lines = [json.dumps(record), "", "{broken", "[1]", '{"title": "no text"}', '{"text": 5.5}', '{"text": {"a": 1}}']
    (tmp_path / "records.jsonl").write_text("\n".join(lines))
    results = list(read(tmp_path / "records.jsonl", MEGABYTE))
    first = results[0]
    assert isinstance(first, RawDocument)
    assert (first.url, first.declared.title, first.declared.byline, first.declared.published, first.content) == (
        "https://a.example/1",
        "T",
        "A, B",
        "2024",
        "Body",
    )
    assert first.payload == lines[0].encode()
    assert [(each.origin, each.reason.split(":")[0]) for each in results if isinstance(each, Rejection)] == [
        ("records.jsonl#3", "not JSON"),
        ("records.jsonl#4", "not a JSON object"),
        ("records.jsonl#5", "empty"),
        ("records.jsonl#6", '"text" must be text, not float'),
        ("records.jsonl#7", '"text" must be text, not dict'),
    ]


def test_json_file_holds_one_record_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{\n "text": "One"\n}')
    (tmp_path / "list.json").write_text('[{"text": "One"}, {"html": "<p>Two</p>"}, 3]')
    (tmp_path / "torn.json").write_text('[{"text": "One"}, {"text"')
    assert found(tmp_path / "one.json") == [("one.json", "One")]
    assert [content for _, content in found(tmp_path / "list.json")] == [
        "One",
        "<p>Two</p>",
        "not a JSON object: each line must be one record in braces",
    ]
    assert found(tmp_path / "torn.json") == [
        ("torn.json#1", "One"),
        ("torn.json", "not JSON at character 19 of the file"),
    ]


def test_file_without_records_is_rejected_as_empty(tmp_path: Path) -> None:
    for name, text in (("a.json", "[ ]"), ("b.jsonl", "\n\n"), ("c.jsonl", "")):
        (tmp_path / name).write_text(text)
    assert [reason for _, reason in found(tmp_path)] == ["empty: the file holds no record"] * 3


def test_deeply_nested_json_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "deep.jsonl").write_text("[" * 100_000 + "\n" + '{"text": "Good"}')
    assert [content for _, content in found(tmp_path / "deep.jsonl")][1] == "Good"


def test_record_with_lone_surrogate_and_nul_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_text('{"text": "a\\ud800b\\u0000c"}')
    assert found(tmp_path / "odd.jsonl") == [("odd.jsonl#1", "a?b\ufffdc")]


def test_link_to_nowhere_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert found(tmp_path) == [(f"{tmp_path.name}/link.txt", "not a regular file")]


def test_pipe_is_no_page(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path / "pipe.txt") == [("pipe.txt", "not a regular file")]


def test_name_that_is_no_utf8_gives_an_origin_that_can_be_stored(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118 - a path of bytes
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"One")
    assert found(tmp_path) == [(f"{tmp_path.name}/caf\\xe9.txt", "One")]


def test_link_out_of_the_folder_is_no_page_but_a_link_within_is(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "secret").write_text("Not for the archive")
    (tmp_path / "pages" / "a.txt").write_text("One")
    (tmp_path / "pages" / "b.txt").symlink_to("a.txt")
    (tmp_path / "pages" / "c.txt").symlink_to(tmp_path / "secret")
    assert found(tmp_path / "pages") == [
        ("pages/a.txt", "One"),
        ("pages/b.txt", "One"),
        ("pages/c.txt", "a link to a file outside the folder"),
    ]


def test_text_of_a_record_is_text_or_a_list_of_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"text": 5}\n{"text": ["One.", "Two."]}\n{"text": "Three", "title": 1984}')
    assert found(tmp_path / "r.jsonl") == [
        ("r.jsonl#1", '"text" must be text, not int'),
        ("r.jsonl#2", "One.\n\nTwo."),
        ("r.jsonl#3", "Three"),
    ]
