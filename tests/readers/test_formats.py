import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from archive.documents import MediaType, RawDocument
from archive.readers import Reading, Rejection, interpret, read
from archive.readers.feeds import entry_links
from tests.makers import SENTENCES, answer, message, page, record, saved_page, warc, zipped

MEGABYTE = 1_000_000
TEXT = "\n".join(SENTENCES)


def results(path: Path, data: bytes, reading: Reading | int = MEGABYTE) -> list[RawDocument | Rejection]:
    path.write_bytes(data)
    return list(read(path, reading))


def only(path: Path, data: bytes) -> RawDocument:
    (document,) = results(path, data)
    assert isinstance(document, RawDocument), document
    again = interpret(document.payload, document.origin, document.media_type, document.url, document.declared)
    assert (again.content, again.is_markup, again.declared) == (document.content, document.is_markup, document.declared)
    return document


def reasons(path: Path, data: bytes) -> list[tuple[str, str]]:
    return [(each.origin, each.reason if isinstance(each, Rejection) else "page") for each in results(path, data)]


def test_wacz_gives_the_pages_of_its_warcs_with_titles_of_its_list(tmp_path: Path) -> None:
    bare = b"<html><body><p>" + TEXT.encode() + b"</p></body></html>"
    pages = [{"format": "json-pages-1.0"}, {"url": "https://a.example/1", "title": "From the list"}]
    data = zipped(
        {
            "datapackage.json": b"{}",
            "archive/data.warc.gz": warc(
                [record("https://a.example/1", answer(bare)), record("https://a.example/2", answer(page("Own title")))]
            ),
            "pages/pages.jsonl": "\n".join(json.dumps(line) for line in pages).encode() + b"\nnot json\n",
            "indexes/index.cdx.gz": b"\x1f\x8b",
        }
    )
    found = results(tmp_path / "c.wacz", data)
    assert [(each.url, each.declared.title) for each in found if isinstance(each, RawDocument)] == [
        ("https://a.example/1", "From the list"),
        ("https://a.example/2", ""),
    ]
    assert [each.origin for each in found] == ["c.wacz/archive/data.warc.gz#1", "c.wacz/archive/data.warc.gz#2"]


def tarred(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as folder:
        for name, data in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            folder.addfile(header, io.BytesIO(data))
    return target.getvalue()


FOLDER = {
    "pages/herald.example/a.html": page("A"),
    "pages/b.txt": TEXT.encode(),
    "pages/c.jsonl": json.dumps({"url": "https://a.example/c", "text": TEXT}).encode() + b"\n",
    "pages/d.warc.gz": warc([record("https://a.example/d", answer(page("D")))]),
    "pages/.hidden": b"no",
    "__MACOSX/b.txt": b"no",
    "README.md": b"no",
}


@pytest.mark.parametrize("pack", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst"])
def test_folder_in_one_file_is_read_like_a_folder(tmp_path: Path, pack: str) -> None:
    packers = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}
    data = zipped(FOLDER) if pack == "zip" else packers.get(pack.partition(".")[2], bytes)(tarred(FOLDER))
    found = [each for each in results(tmp_path / f"f.{pack}", data) if isinstance(each, RawDocument)]
    assert {(each.origin.partition("/")[2], each.media_type, each.declared.host, each.url) for each in found} == {
        ("pages/herald.example/a.html", MediaType.HTML, "herald.example", ""),
        ("pages/b.txt", MediaType.TEXT, "", ""),
        ("pages/c.jsonl#1", MediaType.JSON, "", "https://a.example/c"),
        ("pages/d.warc.gz#1", MediaType.HTML, "", "https://a.example/d"),
    }


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_damaged_member_of_a_zip_is_named_and_the_others_are_read(tmp_path: Path, method: int) -> None:
    target = tmp_path / "f.zip"
    with zipfile.ZipFile(target, "w", method) as folder:
        for name in ("a.txt", "b.txt", "c.txt"):
            folder.writestr(name, f"{name}\n\n{TEXT}")
        place = folder.getinfo("b.txt").header_offset + 30 + len("b.txt")
    data = bytearray(target.read_bytes())
    data[place + 10 : place + 30] = b"\xff" * 20
    found = results(target, bytes(data))
    assert [type(each) for each in found] == [RawDocument, Rejection, RawDocument]
    assert (found[1].origin, found[1].reason[:32]) == ("f.zip/b.txt", "damaged: it cannot be unpacked (")


def test_member_of_a_zip_without_a_name_hides_no_other(tmp_path: Path) -> None:
    target = tmp_path / "f.zip"
    with zipfile.ZipFile(target, "w") as folder:
        for name in ("x", "y.txt"):
            folder.writestr(name, f"{name}\n\n{TEXT}")
    data = target.read_bytes()
    at = data.index(b"PK\x01\x02")
    nameless = data[:at] + data[at:].replace(b"x", b"\0", 1)
    found = results(target, nameless)
    assert [each.origin for each in found if isinstance(each, RawDocument)][-1] == "f.zip/y.txt"
    assert all("fault" not in each.reason for each in found if isinstance(each, Rejection))


def test_tar_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    data = tarred({f"{name}.txt": f"{name}\n\n{TEXT}".encode() * 40 for name in "ab"})
    found = results(tmp_path / "f.tar", data[: data.index(b"b.txt") + 1_000])
    assert [type(each) for each in found] == [RawDocument, Rejection, Rejection]
    assert [each.origin for each in found[1:]] == ["f.tar/b.txt", "f.tar"]
    assert all("the tar file breaks off" in each.reason for each in found[1:])


def test_page_records_and_table_may_be_packed(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}).encode()
    for name, data in {
        "p.html.gz": gzip.compress(page("P")),
        "r.jsonl.zst": zstandard.compress(line),
        "r.jsonl.xz": lzma.compress(line),
        "t.csv.bz2": bz2.compress(b"title,text\nT," + TEXT.replace("\n", " ").replace(",", ";").encode()),
    }.items():
        assert isinstance(results(tmp_path / name, data)[0], RawDocument), name


def test_mhtml_gives_its_page_address_and_time(tmp_path: Path) -> None:
    document = only(tmp_path / "p.mhtml", saved_page("https://a.example/1", page("Saved")))
    assert (document.url, document.media_type, str(document.captured_at)) == (
        "https://a.example/1",
        MediaType.MHTML,
        "2024-05-06 07:08:09+00:00",
    )
    assert document.content.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("comment", "url", "moment"),
    [
        (
            (
                "<!--\n Page saved with SingleFile \n url: https://a.example/1 \n"
                " saved date: Mon May 06 2024 09:08:09 GMT+0200\n-->"
            ),
            "https://a.example/1",
            "2024-05-06 07:08:09+00:00",
        ),
        ("<!-- saved from url=(0019)https://a.example/1 -->", "https://a.example/1", "None"),
        ("<!-- Page saved with SingleFile url: javascript:alert(1) -->", "", "None"),
    ],
)
def test_saved_page_says_where_it_is_from(tmp_path: Path, comment: str, url: str, moment: str) -> None:
    document = only(tmp_path / "p.html", page("Saved").replace(b"<html>", f"<html>{comment}".encode(), 1))
    assert (document.url, str(document.captured_at)) == (url, moment)


def test_mail_gives_its_html_or_text_with_subject_date_and_sender(tmp_path: Path) -> None:
    document = only(tmp_path / "m.eml", message("A subject", TEXT, f"<p>{TEXT}</p>"))
    assert (document.is_markup, document.media_type) == (True, MediaType.MESSAGE)
    said = document.declared
    assert (said.title, said.published, said.source, said.host) == (
        "A subject",
        "2024-05-06",
        "The Herald",
        "herald.example",
    )
    plain = only(tmp_path / "plain", message("Plain", TEXT, sender="news@herald.example"))
    assert (plain.is_markup, plain.content.split(), plain.declared.source) == (False, TEXT.split(), "herald.example")


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Herald</title><link>https://www.herald.example/</link>
<item><title>One &amp;amp; all</title><link>https://herald.example/1</link><dc:creator>Ada Writer</dc:creator>
<pubDate>Mon, 06 May 2024 07:08:09 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>
<item><title>Two</title><link>https://herald.example/2</link><description>Only a teaser.</description></item>
<item><title>Three</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gazette</title><link href="https://gazette.example/"/>
<entry><title>Four</title><link rel="alternate" href="https://gazette.example/4"/><author><name>Bo</name></author>
<published>2024-05-06T07:08:09Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p>
</div></content></entry></feed>"""


def test_entries_with_full_text_are_pages(tmp_path: Path) -> None:
    one, two, three = results(tmp_path / "feed.xml", RSS.format(text=TEXT).encode())
    assert isinstance(one, RawDocument)
    again = interpret(one.payload, one.origin, one.media_type, one.url, one.declared)
    assert (again.content, again.declared) == (one.content, one.declared)
    assert one.content == f"<p>{TEXT}</p>"
    said = one.declared
    assert (one.url, said.title, said.byline, said.published, said.source, said.host) == (
        "https://herald.example/1",
        "One & all",
        "Ada Writer",
        "2024-05-06",
        "The Herald",
        "herald.example",
    )
    assert [each.reason for each in (two, three) if isinstance(each, Rejection)] == [
        "no full text: the entry has a summary of 3 words; fetch its address instead",
        "empty: the entry holds no text",
    ]


def test_atom_entry_with_markup_inside_is_a_page(tmp_path: Path) -> None:
    entry = only(tmp_path / "feed.atom", ATOM.format(text=TEXT).encode())
    assert TEXT.splitlines()[0] in entry.content
    assert (entry.url, entry.declared.byline, entry.declared.source) == (
        "https://gazette.example/4",
        "Bo",
        "The Gazette",
    )


def test_links_of_a_feed_are_listed_once() -> None:
    doubled = RSS.format(text="x").replace("herald.example/2", "herald.example/1")
    assert entry_links(doubled.encode()) == ["https://herald.example/1"]


def test_links_of_a_feed_are_read_beside_its_address() -> None:
    items = "".join(f"<item><link>{link}</link></item>" for link in ("/a", "b", "", "mailto:x@y.example", "//[bad"))
    feed = (
        f'<rss><channel>{items}<item xml:base="https://other.example/"><link>c</link></item></channel></rss>'.encode()
    )
    wanted = ["https://herald.example/a", "https://herald.example/feeds/b", "https://other.example/c"]
    assert entry_links(feed, "https://herald.example/feeds/rss.xml") == wanted
    assert entry_links(feed) == ["https://other.example/c"]


def test_table_is_read_by_names_of_columns_or_a_mapping(tmp_path: Path) -> None:
    quoted = TEXT.replace('"', '""')
    row = f'T,Ada,2024-05-06,"{quoted}"\n'
    known = only(tmp_path / "t.csv", f"\ufeffHeadline,Author,Publish Date,Body\n{row}".encode())
    mapped = Reading(MEGABYTE, columns={"kop": "title", "stuk": "text"})
    (named,) = results(tmp_path / "u.csv", f"kop;x;y;stuk\n{row.replace(',', ';', 3)}".encode(), mapped)
    assert isinstance(named, RawDocument)
    assert [(each.declared.title, each.content) for each in (known, named)] == [("T", TEXT)] * 2
    assert (known.declared.byline, known.declared.published, known.media_type) == ("Ada", "2024-05-06", MediaType.JSON)


def test_table_without_text_says_which_columns_there_are(tmp_path: Path) -> None:
    assert reasons(tmp_path / "t.csv", b"kop,stuk\na,b\n") == [
        ("t.csv", "no column holds the text: name it with --columns text=COLUMN; the file has 'kop', 'stuk'")
    ]
    assert reasons(tmp_path / "u.csv", b"title,text\na,\n,\nb,Body of it\n") == [
        ("u.csv#2", 'empty: the record has neither "text" nor "html"'),
        ("u.csv#4", "page"),
    ]


@pytest.mark.parametrize(
    "theirs",
    [
        # trafilatura, news-please, Media Cloud: the keys of each with values of our own
        {"title": "T", "author": "Ada", "hostname": "a.example", "date": "2024-05-06", "fingerprint": "f", "text": TEXT,
         "source": "https://a.example/1", "source-hostname": "A", "sitename": "A", "excerpt": "e", "raw_text": "r"},
        {"title": "T", "authors": ["Ada"], "date_publish": "2024-05-06", "maintext": TEXT, "url": "https://a.example/1",
         "source_domain": "A", "title_page": None, "date_download": "2024-05-07 01:02:03", "text": None},
        {"title": "T", "byline": "Ada", "publish_date": "2024-05-06", "media_name": "A", "text": TEXT, "id": 5,
         "url": "https://a.example/1", "media_url": "https://a.example", "indexed_date": "2024-05-08"},
    ],
)  # fmt: skip
def test_records_of_other_programs_are_understood(tmp_path: Path, theirs: dict[str, object]) -> None:
    document = only(tmp_path / "r.jsonl", json.dumps(theirs).encode())
    said = document.declared
    assert (document.content, document.url, said.title, said.byline, said.published, said.source) == (
        TEXT,
        "https://a.example/1",
        "T",
        "Ada",
        "2024-05-06",
        "A",
    )


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.bin", warc([record("https://a.example/1", answer(page("W")))]), MediaType.HTML),
        ("x.dat", json.dumps({"text": TEXT}).encode() + b"\n", MediaType.JSON),
        ("x.txt", message("S", TEXT), MediaType.MESSAGE),
        ("x.txt", page("H"), MediaType.HTML),
        ("x.txt", f"From: the field\nDate: unknown\n\n{TEXT}".encode(), MediaType.TEXT),
        ("x.html", b"PK and then no zip <p>" + TEXT.encode(), MediaType.HTML),
    ],
)
def test_format_is_told_by_content_before_name(tmp_path: Path, name: str, data: bytes, kind: MediaType) -> None:
    assert [each.media_type for each in results(tmp_path / name, data) if isinstance(each, RawDocument)] == [kind]
